"""Which Exec Summary another one is compared with."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from ftop.lib.forms import InlineForm
from notes.models import Note


class CompareForm(InlineForm):
    """`other` is the chosen summary, without a choice the one before, or the one after the first; None: there is none.

    `summaries` are all of the customer, the newest first; `this` is the note among them.
    """

    def __init__(self, data: QueryDict, *, note: Note, summaries: Sequence[Note]) -> None:
        super().__init__()
        self.this = next((summary for summary in summaries if summary.pk == note.pk), None)
        self.others = {str(summary.key): summary for summary in summaries if summary.pk != note.pk}
        asked = self.others.get(data.get("with", ""))
        self.other = asked or self._before(note) or next(reversed(self.others.values()), None)
        # `with` is a word of Python, so the field cannot be written as an attribute.
        self.fields["with"] = forms.ChoiceField(
            label="Compare with",
            choices=[(key, _named(summary)) for key, summary in self.others.items()],
            required=False,
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        self.initial["with"] = str(self.other.key) if self.other else ""

    def _before(self, note: Note) -> Note | None:
        day = (note.happened_on, note.pk)
        return next((other for other in self.others.values() if (other.happened_on, other.pk) < day), None)


def _named(summary: Note) -> str:
    return f"{summary.happened_on:%-d %b %Y}, {summary.author.full_name}"
