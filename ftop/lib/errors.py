"""Errors that services raise and views show: each message is a sentence a person can act on."""


class RuleError(Exception):
    """A rule of the domain forbids the write; nothing was changed.

    `field` names the form field the message belongs to, or is empty when it concerns the whole form.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class StaleVersion(Exception):
    """Somebody else saved the row after it was loaded; nothing was changed.

    `current` is the row as it stands now, for showing both versions.
    """

    def __init__(self, current: object) -> None:
        super().__init__("Somebody else changed this in the meantime.")
        self.current = current
