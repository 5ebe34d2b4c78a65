"""Rules that the database holds, told to people as the sentences the models carry."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models

from ftop.lib.errors import RuleError

AnyModel = TypeVar("AnyModel", bound=models.Model)


def validated(instance: AnyModel) -> AnyModel:
    """Return the instance when its fields and constraints hold; raise RuleError with the first broken rule.

    Each constraint costs a query. Where many rows are written at once, use `rules_of_database` around the write.
    """
    try:
        instance.full_clean()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise RuleError(
            messages[0], field="" if name == NON_FIELD_ERRORS else name
        ) from error
    return instance


@contextmanager
def rules_of_database() -> Iterator[None]:
    """Turn the database's refusal of a write into a RuleError with the constraint's sentence.

    To be used inside a transaction: after a refusal nothing else can be done in it. Constraints without a sentence
    are defects of ours and stay IntegrityError.
    """
    try:
        yield
    except IntegrityError as error:
        diagnostics = getattr(error.__cause__, "diag", None)
        message = _sentences().get(getattr(diagnostics, "constraint_name", None) or "")
        if message is None:
            raise
        raise RuleError(message) from error


@cache
def _sentences() -> dict[str, str]:
    return {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_models()
        for constraint in model._meta.constraints
    }
