"""Somebody else saved the customer first: what differs, and a form that loses neither side."""

from dataclasses import dataclass

from customers.enums import Health, Segment
from customers.forms.customer import CustomerUpdateForm, stored_facts
from customers.models import Customer
from customers.queries.customer_history import facts_at, saved_by
from customers.services.customer import FACTS

COLUMNS = tuple("region_id" if name == "region" else name for name in FACTS)


@dataclass(frozen=True)
class Difference:
    name: str
    label: str
    stored: str
    typed: str


@dataclass(frozen=True)
class Conflict:
    """`both` were changed on either side and wait for a choice; `theirs` only by the other person, taken over."""

    saved_by: str
    both: list[Difference]
    theirs: list[Difference]


def conflict_of(current: Customer, form: CustomerUpdateForm) -> Conflict:
    """Compare three versions: what the form was loaded with, what was typed, what is stored by now.

    The form is left ready for saving again: with what was typed, and with the other person's changes elsewhere.
    """
    loaded = facts_at(current, version=form.cleaned_data["version"], names=COLUMNS)
    stored = stored_facts(current)
    form.put(version=current.version)
    both, theirs = [], []
    for name, column in zip(FACTS, COLUMNS, strict=True):
        typed = form.cleaned_data["region"].pk if name == "region" else form.cleaned_data[name]
        if typed == stored[name]:
            continue
        labels = str(form.fields[name].label), _shown(form, name, stored[name]), _shown(form, name, typed)
        if loaded is not None and loaded[column] == stored[name]:
            continue  # only the typing changed it: nobody to ask
        if loaded is not None and loaded[column] == typed:
            theirs.append(Difference(name, *labels))
            form.put(**{name: stored[name]})
        else:
            both.append(Difference(name, *labels))
    return Conflict(saved_by(current) or "Somebody else", both, theirs)


def _shown(form: CustomerUpdateForm, name: str, value: object) -> str:
    if name == "region":
        regions = form.fields["region"].queryset  # type: ignore[attr-defined]
        return next((region.name for region in regions if region.pk == value), "")
    words = {"segment": dict(Segment.choices), "health": dict(Health.choices)}.get(name, {})
    return str(words.get(str(value), value)) or "empty"
