"""Rules about rows live in the database, are named, speak to people, and are tested both ways (style, habit 4)."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import BaseConstraint, CheckConstraint, Model

from tests.structure.sources import ROOT

OUR_MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith(("ftop.", "customers.", "notes."))
    and "pgh_id" not in {f.name for f in model._meta.fields}
]
CONSTRAINTS = [(model, constraint) for model in OUR_MODELS for constraint in model._meta.constraints]
TEST_SOURCE = "\n".join(path.read_text() for path in Path(ROOT / "tests").rglob("test_*.py"))


def names(value: object) -> str:
    return value.name if isinstance(value, BaseConstraint) else getattr(value, "__name__", str(value))


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=names)
def test_constraint_is_named_by_its_table(model: type[Model], constraint: BaseConstraint) -> None:
    assert re.fullmatch(rf"{model._meta.app_label}_{model._meta.model_name}_[a-z_]+", constraint.name)


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=names)
def test_constraint_message_is_a_sentence(model: type[Model], constraint: BaseConstraint) -> None:
    message = str(constraint.violation_error_message)
    assert message != str(BaseConstraint.default_violation_error_message)
    assert message[0].isupper()
    assert message.endswith(".")


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=names)
def test_constraint_is_tested_by_name(model: type[Model], constraint: BaseConstraint) -> None:
    assert f'"{constraint.name}"' in TEST_SOURCE


@pytest.mark.parametrize("model", OUR_MODELS, ids=names)
def test_who_and_when_come_in_pairs(model: type[Model]) -> None:
    """A nullable `x_at` beside `x_by` is bound by a constraint called `…_pair` that names both."""
    fields = {field.name: field for field in model._meta.get_fields() if hasattr(field, "null")}
    nullable = [
        name[:-3]
        for name, field in fields.items()
        if name.endswith("_at") and field.null and f"{name[:-3]}_by" in fields
    ]
    pairs = [
        str(c.condition) for c in model._meta.constraints if isinstance(c, CheckConstraint) and c.name.endswith("_pair")
    ]
    assert [stem for stem in nullable if not any(f"{stem}_at" in p and f"{stem}_by" in p for p in pairs)] == []
