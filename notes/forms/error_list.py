"""The summary of errors on top of a form: each one leads to its field."""

from dataclasses import dataclass

from django.forms import Form


@dataclass(frozen=True)
class FormError:
    """`target` is the id of the field, or of the part of the page, that the message is about; it may be empty."""

    target: str
    message: str


def errors_of(*forms: Form) -> list[FormError]:
    """All errors of the forms, in the order of their fields, those of no field first."""
    found = []
    for form in forms:
        found += [FormError("", str(message)) for message in form.non_field_errors()]
        for name in form.fields:
            found += [
                FormError(form[name].id_for_label or form[name].auto_id, str(text))
                for text in form.errors.get(name, [])
            ]
    return found
