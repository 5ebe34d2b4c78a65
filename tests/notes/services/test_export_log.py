import pytest

from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from notes.enums import ExportKind, FileFormat
from notes.models import ExportLog
from notes.services.export_log import Purpose, log_export
from tests.factories import NOON


def log(customer: Customer, by: User, purpose: Purpose) -> ExportLog:
    return log_export(
        kind=ExportKind.EXEC_SUMMARY,
        file_format=FileFormat.PDF,
        customer_ids=[customer.pk],
        note_ids=[7],
        purpose=purpose,
        by=by,
        now=NOON,
    )


def test_log_keeps_who_what_when_and_what_for(customer: Customer, owner: User) -> None:
    log(customer, owner, Purpose("other", "An audit"))
    entry = ExportLog.objects.get()
    assert (entry.exported_by, entry.exported_at, str(entry)) == (owner, NOON, "Exec Summary as PDF")
    assert (entry.customer_ids, entry.note_ids) == ([customer.pk], [7])
    assert (entry.purpose, entry.purpose_text) == ("other", "An audit")


def test_log_refuses_what_names_no_purpose(customer: Customer, owner: User) -> None:
    with pytest.raises(RuleError, match="what the file is for"):
        log(customer, owner, Purpose("other"))


def test_purpose_in_words_is_what_was_typed_or_the_choice() -> None:
    assert (Purpose("call").words, Purpose("call", "QBR").words) == ("Preparing a call", "QBR")
