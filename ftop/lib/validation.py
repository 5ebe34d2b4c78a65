"""Rules that models hold, told to people: constraints and field checks come out as RuleError with their sentence."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import BaseConstraint, CheckConstraint, Q, UniqueConstraint
from django.db.models.expressions import BaseExpression

from ftop.lib.errors import RuleError

AnyModel = TypeVar("AnyModel", bound=models.Model)


def validated(instance: AnyModel) -> AnyModel:
    """Return the instance if it obeys its fields and constraints, else raise RuleError with the first sentence.

    Asks the database once per constraint: where queries are counted, write with `stored` instead.
    """
    _check_fields(instance)
    for constraint in instance._meta.constraints:
        try:
            constraint.validate(type(instance), instance)
        except ValidationError as error:
            raise RuleError(error.messages[0], field=_field_of(constraint)) from error
    return instance


def stored(instance: AnyModel, *, update_fields: Collection[str] | None = None) -> AnyModel:
    """Save the instance and return it; a broken rule raises RuleError, also when two people race for the same row.

    One query: the database itself is what checks the constraints. For services, inside their transaction.
    """
    _check_fields(instance, only=update_fields)
    with rules_of_database():
        instance.save(update_fields=update_fields)
    return instance


def stored_all(instances: Sequence[AnyModel]) -> Sequence[AnyModel]:
    """Insert new rows of one model, checked as `stored` checks one, in one query."""
    for instance in instances:
        _check_fields(instance)
    with rules_of_database():
        type(instances[0])._default_manager.bulk_create(instances)
    return instances


@contextmanager
def rules_of_database(triggers: Mapping[str, str] | None = None) -> Iterator[None]:
    """Turn the database's refusal of a write into a RuleError with the constraint's sentence and field.

    `triggers` are the sentences of constraint triggers that the caller expects, by the name they raise.
    To be used inside a transaction: after a refusal nothing else can be done in it. Constraints without a sentence
    are defects of ours and stay IntegrityError.
    """
    try:
        yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        if triggers and name in triggers:
            raise RuleError(triggers[name]) from error
        constraint = _constraint_named(name)
        if constraint is None:
            raise
        raise RuleError(str(constraint.violation_error_message), field=_field_of(constraint)) from error


def _check_fields(instance: models.Model, *, only: Collection[str] | None = None) -> None:
    """Types, choices and lengths, without a query: whether a foreign key exists is the database's to say.

    `only` names the fields that are about to be written; None stands for all.
    """
    fields = instance._meta.fields
    unchecked = {field.name for field in fields if field.is_relation or (only is not None and field.name not in only)}
    try:
        instance.clean_fields(exclude=unchecked)
    except ValidationError as error:
        for name, problems in error.error_dict.items():
            labels = {field.name: str(field.verbose_name).capitalize() for field in fields}
            code = problems[0].code
            # An empty field is left to its constraint, which has the better sentence.
            if code == "blank" and any(name in _fields_of(constraint) for constraint in instance._meta.constraints):
                continue
            message = f"{labels[name]} is missing." if code in {"blank", "null"} else problems[0].messages[0]
            raise RuleError(message, field=name) from error


def _constraint_named(name: str) -> BaseConstraint | None:
    return next((c for model in apps.get_models() for c in model._meta.constraints if c.name == name), None)


def _fields_of(constraint: BaseConstraint) -> set[str]:
    if isinstance(constraint, UniqueConstraint):
        parts = [p for e in constraint.expressions if isinstance(e, BaseExpression) for p in e.flatten()]
        return {*constraint.fields, *(part.name for part in parts if hasattr(part, "name"))}
    if isinstance(constraint, CheckConstraint) and isinstance(constraint.condition, Q):
        return set(constraint.condition.referenced_base_fields)
    return set()


def _field_of(constraint: BaseConstraint) -> str:
    """The form field a broken constraint belongs to; empty where it concerns several."""
    fields = _fields_of(constraint)
    return fields.pop() if len(fields) == 1 else ""
