import pytest
from django.db import DatabaseError, IntegrityError, transaction

from notes.models import ExportLog
from tests.factories import ExportLogFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("notes_exportlog_kind_known", {"kind": "everything"}),
        ("notes_exportlog_kind_known", {"file_format": "odt"}),
        ("notes_exportlog_customers_present", {"customer_ids": []}),
        ("notes_exportlog_purpose_known", {"purpose": "fun"}),
        ("notes_exportlog_purpose_said", {"purpose": "other", "purpose_text": ""}),
        ("notes_exportlog_purpose_length", {"purpose_text": "x" * 501}),
    ],
)
def test_constraint_refuses(constraint: str, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        ExportLogFactory.create(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "briefing_pack", "file_format": "docx", "customer_ids": [1, 2]},
        {"purpose": "other", "purpose_text": "An audit"},
        {"purpose_text": "x" * 500},
    ],
)
def test_constraints_allow(values: dict[str, object]) -> None:
    assert ExportLogFactory.create(**values).pk


def test_entries_are_never_changed() -> None:
    log = ExportLogFactory.create()
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        ExportLog.objects.filter(pk=log.pk).update(purpose="call")


def test_entries_are_never_deleted() -> None:
    log = ExportLogFactory.create()
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        log.delete()


def test_entry_says_what_left_the_app() -> None:
    assert str(ExportLogFactory.create()) == "Exec Summary as PDF"
