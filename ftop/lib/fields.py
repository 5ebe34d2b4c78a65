"""Model fields shared by the apps."""

from typing import Any

from django.db import models
from django.db.models.functions import Length

from ftop.lib.text import clean, fold


class _Cleaned(models.Field):
    """Cleans a value before it is validated and before it is stored, however it is written.

    NULL is never used: a missing text is "".
    """

    def cleaned(self, value: str) -> str:
        return clean(value)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return self.cleaned(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class CleanTextField(_Cleaned, models.TextField):
    """Text of any number of lines."""


class CleanCharField(_Cleaned, models.CharField):
    """One line of text: line breaks and tabs become single blanks."""

    def cleaned(self, value: str) -> str:
        return " ".join(clean(value).split())


class FoldedField(models.CharField):
    """The folded form of another field of the row, for matching and sorting without case and accents.

    Computed at each save and bulk_create. The database has no unaccent here (core PostgreSQL only), and a raw update
    of the source must set this field as well; with `update_fields`, name both.
    """

    def __init__(self, *args: Any, source: str = "name", **kwargs: Any) -> None:
        self.source = source
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs["source"] = self.source
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = fold(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, value)
        return value


# Lets constraints and filters say `text__length__lte`.
CleanTextField.register_lookup(Length)
