from django.apps import AppConfig
from pghistory import runtime


class FtopConfig(AppConfig):
    name = "ftop"

    def ready(self) -> None:
        # What is executed by name are reads (`ftop.lib.compiled`); the history needs no author for them.
        runtime.IGNORED_SQL_PREFIXES += ("execute ",)  # type: ignore[assignment]
