"""The form of a note as a browser finds it on a page."""

from html.parser import HTMLParser


class PageForm(HTMLParser):
    """The first form that is kept as a draft: where it goes, what its page says of the draft, its fields in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.draft: dict[str, str] = {}  # kind, customer, version
        self.fields: list[tuple[str, str]] = []
        self._is_inside = False
        self._is_pattern = False  # a row to be copied: a browser sends none of a <template>
        self._textarea = ""
        self._select = ""
        self.feed(page)

    @property
    def is_there(self) -> bool:
        return bool(self.action)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form" and "data-draft-url" in given and not self.is_there:
            self._is_inside, self.action = True, given["action"]
            self.draft = {word: given[f"data-draft-{word}"] for word in ("kind", "customer", "version")}
        elif tag == "template":
            self._is_pattern = True
        elif not self._is_inside or self._is_pattern or "disabled" in given:
            return
        elif tag == "input" and name:
            is_tick = given.get("type") in ("checkbox", "radio")
            if "checked" in given or not is_tick:
                self.fields.append((name, given.get("value", "on" if is_tick else "")))
        elif tag == "textarea":
            self._textarea = name
            self.fields.append((name, ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._choose(given)

    def _choose(self, option: dict[str, str]) -> None:
        """The first option counts until one is marked as selected."""
        is_first = not self.fields or self.fields[-1][0] != self._select
        if is_first:
            self.fields.append((self._select, ""))
        if is_first or "selected" in option:
            self.fields[-1] = (self._select, option.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False
        elif tag == "template":
            self._is_pattern = False
        elif tag == "textarea":
            self._textarea = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._is_inside and self._textarea:
            name, value = self.fields[-1]
            # HTML's first newline in a textarea is not its content.
            self.fields[-1] = (name, value + (data if value else data.removeprefix("\n")))
