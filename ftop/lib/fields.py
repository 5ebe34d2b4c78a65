"""Model fields shared by the apps."""

from typing import Any

from django.db import models
from django.db.models.functions import Length

from ftop.lib.text import clean, fold


class CleanTextField(models.TextField):
    """Text that is cleaned before it is validated and before it is stored, however it is written.

    NULL is never used: a missing text is "".
    """

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return clean(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class CleanCharField(models.CharField):
    """One line of text, cleaned as CleanTextField does; line breaks and tabs become single blanks."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return " ".join(clean(value).split()) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


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
