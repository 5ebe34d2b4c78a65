"""An Exec Summary in one line for leadership's slides, short and long."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ftop.lib.forms import BaseForm, CleanTextFormField
from notes.exec_summary_spec import LONG_ONE_LINER_LIMIT, ONE_LINER_LIMIT
from notes.services.inputs import OneLiners


class OneLineField(CleanTextFormField):
    """Text of one line: line breaks become blanks. Says by how much it is too long; the browser would cut it."""

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        self.limit = limit
        widget = forms.Textarea(attrs={"rows": 2, "class": "form-control"})
        super().__init__(widget=widget, required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())

    def validate(self, value: str) -> None:
        super().validate(value)
        over = len(value) - self.limit
        if over > 0:
            raise ValidationError(
                f"“{self.label}” is too long by {over:,}: it fits {self.limit:,} characters. Shorten it."
            )


class OneLinerForm(BaseForm):
    one_liner = OneLineField(label="One line for slides", limit=ONE_LINER_LIMIT)
    long_one_liner = OneLineField(label="One line for slides, longer", limit=LONG_ONE_LINER_LIMIT)

    def one_liners(self) -> OneLiners:
        """What a valid form says."""
        return OneLiners(self.cleaned_data["one_liner"], self.cleaned_data["long_one_liner"])
