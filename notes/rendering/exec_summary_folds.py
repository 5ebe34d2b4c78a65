"""Folds around the parts of an Exec Summary that stand as in an earlier one: plain HTML, which needs no scripts."""

from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from notes.exec_summary_carried import Carried


@dataclass(frozen=True)
class Folds:
    carried: Carried
    is_open: bool

    def around(self, part: str, html: SafeString, *, name: str = "") -> SafeString:
        """The part in its fold, or as it is where it is new; `name` heads a fold that has no heading above it."""
        if part not in self.carried.since:
            return html
        return format_html(
            '<details class="fold carried"{}><summary><span>{}unchanged since {}{}</span></summary>{}</details>',
            SafeString(" open") if self.is_open else "",
            format_html("<b>{}</b> – ", name) if name else "",
            _time(self.carried.since[part]),
            ", not confirmed" if part in self.carried.unconfirmed else "",
            html,
        )

    def beside(self, part: str) -> SafeString:
        """Since when a short answer holds."""
        if part not in self.carried.since:
            return SafeString("")
        unconfirmed = ", not confirmed" if part in self.carried.unconfirmed else ""
        return format_html(' <span class="meta">since {}{}</span>', _time(self.carried.since[part]), unconfirmed)


def _time(day: date) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), f"{day:%-d %b %Y}")


NO_FOLDS = Folds(Carried(), is_open=True)
