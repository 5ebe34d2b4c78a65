"""The base of all forms: one crispy helper, cleaned text, errors of services shown at their field."""

from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.forms.utils import ErrorDict
from django.http import QueryDict

from ftop.lib.errors import RuleError
from ftop.lib.text import clean

RESUME = "resume"  # a form sent with it is shown again as it is, not saved


class CleanTextFormField(forms.CharField):
    """Text cleaned before any validator looks at it: browsers post CRLF, people paste control characters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Stripping is part of cleaning; NUL must be cleaned away rather than refused.
        super().__init__(*args, strip=False, **kwargs)
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitNullCharactersValidator)]

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class BaseForm(forms.Form):
    """A form inside a <form> tag that the template writes, with its fields drawn by crispy.

    The browser's own length limit is taken away: it would cut pasted text without a word.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    def is_valid(self) -> bool:
        """Whether it can be saved. A form that is only to be shown again, by its author's wish, is not checked."""
        if RESUME in self.data:
            self.silence()
            return False
        return super().is_valid()

    def silence(self) -> None:
        """Show what was posted without checking it."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def add_rule_error(self, error: RuleError) -> None:
        """Show a service's refusal: at the field it names, or above the form."""
        self.add_error(error.field if error.field in self.fields else None, error.message)

    def put(self, **values: object) -> None:
        """Show other values than those that were sent, for a save that has to be repeated."""
        data = cast("QueryDict", self.data).copy()
        for name, value in values.items():
            shown = self.fields[name].prepare_value(value)
            parts = shown if isinstance(shown, list) else ["" if shown is None else shown]
            data.setlist(self.add_prefix(name), [str(part) for part in parts])
        self.data = data


class ColumnForm(forms.Form):
    """Which columns a list shows beside the first of its `choices`; none at all leaves that."""

    columns = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = choices  # type: ignore[attr-defined]


class EditForm(BaseForm):
    """A form that changes a row, to be given the row's values as `initial`; `version` is the one it was loaded with.

    `take` names fields whose stored value wins over the typed one: the choice after a conflict (`ftop.lib.conflict`).
    """

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": "The page is out of date. Copy what you typed, and open it again."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.take_stored()

    def take_stored(self) -> None:
        """Put the stored value in place of the typed one where the person ticked so."""
        asked = cast("QueryDict", self.data).getlist("take") if self.is_bound else []
        self.taken = [name for name in self.fields if name in asked and name in self.initial and name != "version"]
        if self.taken:
            self.put(**{name: self.initial[name] for name in self.taken})


class InlineForm(BaseForm):
    """A form whose fields the template places one by one, without crispy's labels and wrappers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            attrs = field.widget.attrs
            attrs["class"] = f"{attrs.get('class', '')} {_css_class(field.widget)}".strip()


def _css_class(widget: forms.Widget) -> str:
    match widget:
        case forms.CheckboxInput() | forms.RadioSelect() | forms.CheckboxSelectMultiple():
            return "form-check-input"
        case forms.Select():
            return "form-select"
        case _:
            return "form-control"
