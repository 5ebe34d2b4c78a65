from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from ftop.accounts.models import User
from notes.forms.next_action import MOST_ACTIONS, NextActionFormSet
from notes.services.inputs import ActionInput
from tests.factories import UserFactory

FULL = ("Send the plan", "2026-03-10", "Dana")
EMPTY = ("", "", "Olivia Owner")


def formset(owner: User, *rows: tuple[str, str, str], total: int | None = None) -> NextActionFormSet:
    data = {"actions-TOTAL_FORMS": str(total or len(rows)), "actions-INITIAL_FORMS": "0"}
    for number, (text, due_on, name) in enumerate(rows):
        data |= {f"actions-{number}-text": text, f"actions-{number}-due_on": due_on, f"actions-{number}-owner": name}
    return NextActionFormSet(data, prefix="actions", author=owner)


def test_rows_become_actions(owner: User, teammate: User) -> None:
    forms = formset(owner, FULL, ("Call", "2026-03-11", "Tara Teammate"))
    assert forms.is_valid()
    assert forms.inputs() == [
        ActionInput("Send the plan", date(2026, 3, 10), owner_name="Dana"),
        ActionInput("Call", date(2026, 3, 11), owner=teammate),
    ]


@pytest.mark.parametrize("row", [EMPTY, ("", "", ""), (" \n", "", "olivia owner")], ids=["fresh", "removed", "blanks"])
def test_untouched_row_is_no_action(owner: User, row: tuple[str, str, str]) -> None:
    forms = formset(owner, row, FULL)
    assert forms.is_valid()
    assert len(forms.inputs()) == 1


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        (("", "2026-03-10", "Dana"), {"text": ["Say what is to be done."]}),
        (("Call", "", "Dana"), {"due_on": ["Give the date."]}),
        (("Call", "2026-03-10", ""), {"owner": ["Say who does it."]}),
        (("", "", "Dana"), {"text": ["Say what is to be done."], "due_on": ["Give the date."]}),
        (("Call", "soon", "Dana"), {"due_on": ["Give the date as year-month-day, or choose it."]}),
        (
            ("x" * 501, "2026-03-10", "Dana"),
            {"text": ["A next action holds 500 characters and this one has 501. Shorten it."]},
        ),
        (("Call", "2026-03-10", "x" * 151), {"owner": ["An owner's name holds 150 characters. Shorten it."]}),
    ],
)
def test_half_a_row_is_named(owner: User, row: tuple[str, str, str], errors: dict[str, list[str]]) -> None:
    assert formset(owner, row).errors == [errors]


def test_past_date_is_fine_for_a_backdated_note(owner: User) -> None:
    assert formset(owner, ("Call", "2020-01-01", "Dana")).is_valid()


def test_author_with_a_namesake_is_meant_themself(owner: User) -> None:
    UserFactory.create(full_name="Olivia Owner")
    forms = formset(owner, ("Call", "2026-03-10", "Olivia Owner"))
    assert forms.is_valid()
    assert forms.inputs()[0].owner == owner


def test_too_many_rows_are_refused(owner: User) -> None:
    forms = formset(owner, *[FULL] * (MOST_ACTIONS + 1))
    assert forms.non_form_errors() == ["A note holds 20 next actions. Move some to a note of their own."]


def test_missing_management_data_is_said_in_plain_words(owner: User) -> None:
    forms = NextActionFormSet({}, prefix="actions", author=owner)
    assert forms.non_form_errors() == ["The next actions did not come through whole. They are kept: please save again."]


def test_fresh_form_has_one_row_of_my_own(owner: User) -> None:
    [row] = NextActionFormSet(prefix="actions", author=owner).forms
    assert row["owner"].value() == "Olivia Owner"


@pytest.mark.parametrize("rows", [1, 3])
def test_owners_cost_one_query(owner: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    forms = formset(owner, *[("Call", "2026-03-10", f"Dana {number}") for number in range(rows)])
    with django_assert_num_queries(1):
        assert forms.is_valid()
