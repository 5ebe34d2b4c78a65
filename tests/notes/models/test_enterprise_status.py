"""The constraints and the trigger of Enterprise statuses, each passing and failing by name."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from notes.models import EnterpriseStatus
from tests.factories import CustomerFactory, EnterpriseStatusFactory, NoteFactory, TenantFactory

pytestmark = pytest.mark.django_db


def assert_refused(constraint: str, factory: Any, **values: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory.create(**values)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_whole_note_passes() -> None:
    EnterpriseStatusFactory.create(awareness="x" * 4000)
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert EnterpriseStatus.objects.count() == 1


@pytest.mark.parametrize("reasons", [[], ["fame"]], ids=["none", "unknown"])
def test_reasons_known(reasons: list[str]) -> None:
    assert_refused("notes_enterprisestatus_reasons_known", EnterpriseStatusFactory, reasons=reasons)


def test_status_known() -> None:
    assert_refused("notes_enterprisestatus_status_known", EnterpriseStatusFactory, status="blue")


@pytest.mark.parametrize("field", ["exec_summary", "deployment_overview"])
def test_text_present(field: str) -> None:
    assert_refused("notes_enterprisestatus_text_present", EnterpriseStatusFactory, **{field: ""})


def test_text_length() -> None:
    assert_refused("notes_enterprisestatus_text_length", EnterpriseStatusFactory, awareness="x" * 4001)


def test_tenant_of_another_customer_is_refused() -> None:
    assert_refused("notes_enterprisestatus_note", EnterpriseStatusFactory, tenant=TenantFactory.create())


def test_note_of_another_kind_is_refused() -> None:
    assert_refused("notes_enterprisestatus_note", EnterpriseStatusFactory, note__kind="overall")


def test_note_without_its_fields_is_refused() -> None:
    assert_refused("notes_note_details_by_kind", NoteFactory, kind="enterprise")


def test_customer_keeps_all_of_the_newest_note() -> None:
    CustomerFactory.create(
        last_enterprise_note_on=date(2026, 3, 3), enterprise_status="red", next_enterprise_note_on=date(2026, 3, 17)
    )
    assert_refused("customers_customer_enterprise_whole", CustomerFactory, last_enterprise_note_on=date(2026, 3, 3))
