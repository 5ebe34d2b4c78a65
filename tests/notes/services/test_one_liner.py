import pytest

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.models import ExecSummary
from notes.services.inputs import NO_ONE_LINERS, OneLiners
from notes.services.one_liner import check_one_liners, set_one_liners
from notes.services.publishing import AlreadyPublished
from tests.factories import NOON, ExecSummaryFactory
from tests.notes.exec_summaries import EXAMPLE_TEXT
from tests.notes.services.test_exec_summary import publish, refusal

LINES = OneLiners("Short.", "A little longer.")


def stored() -> tuple[str, str, str]:
    summary = ExecSummary.objects.select_related("note").get()
    return summary.one_liner, summary.long_one_liner, summary.note.text


def test_lines_are_written_and_the_text_stays(customer: Customer, owner: User) -> None:
    note = ExecSummaryFactory.create(note__customer=customer, note__text="The text").note
    set_one_liners(note=note, one_liners=LINES, by=owner, now=NOON)
    assert stored() == ("Short.", "A little longer.", "The text")


def test_lines_can_be_taken_back(customer: Customer, owner: User) -> None:
    note = ExecSummaryFactory.create(note__customer=customer, note__text="The text", one_liner="Old.").note
    set_one_liners(note=note, one_liners=NO_ONE_LINERS, by=owner, now=NOON)
    assert stored() == ("", "", "The text")


def test_history_says_who_wrote_the_lines(customer: Customer, owner: User) -> None:
    note = ExecSummaryFactory.create(note__customer=customer).note
    set_one_liners(note=note, one_liners=LINES, by=owner, now=NOON)
    event = note.exec_summary.events.order_by("-pgh_id").first()
    assert (event.one_liner, event.pgh_context.metadata["user"]) == ("Short.", owner.pk)


@pytest.mark.parametrize(
    ("lines", "field"), [(OneLiners("x" * 257), "one_liner"), (OneLiners("", "x" * 513), "long_one_liner")]
)
def test_lines_that_do_not_fit_are_refused(lines: OneLiners, field: str) -> None:
    with pytest.raises(RuleError, match="Shorten it") as refusal:
        check_one_liners(one_liners=lines)
    assert refusal.value.field == field


def test_lines_that_just_fit_are_taken() -> None:
    check_one_liners(one_liners=OneLiners("é" * 256, "é" * 512))


def test_archived_customers_get_no_new_lines(customer: Customer, owner: User) -> None:
    note = ExecSummaryFactory.create(note__customer=customer).note
    customer.archived_at, customer.archived_by = NOON, owner
    with pytest.raises(RuleError, match="archived"):
        set_one_liners(note=note, one_liners=LINES, by=owner, now=NOON)


def test_publishing_takes_the_lines_along(customer: Customer, owner: User) -> None:
    note = publish(customer, owner, one_liners=OneLiners("Short.\n", "A little longer."))
    assert stored() == ("Short.", "A little longer.", EXAMPLE_TEXT.strip())
    assert "Short." not in note.html


def test_publishing_twice_with_other_lines_is_no_resend(customer: Customer, owner: User) -> None:
    publish(customer, owner, one_liners=LINES)
    assert publish(customer, owner, one_liners=LINES).exec_summary.one_liner == "Short."
    with pytest.raises(AlreadyPublished):
        publish(customer, owner)


def test_publishing_refuses_a_line_that_does_not_fit(customer: Customer, owner: User) -> None:
    assert refusal(customer, owner, one_liners=OneLiners("x" * 257)) == (
        "one_liner",
        "A line for slides fits 256 characters. Shorten it.",
    )
