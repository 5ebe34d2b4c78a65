import pytest
from django.db import InternalError, transaction

from customers.models import PriorityChange
from tests.factories import PriorityChangeFactory

pytestmark = pytest.mark.django_db


def test_priority_change_cannot_be_rewritten() -> None:
    change = PriorityChangeFactory.create(reason="Paused.")

    with pytest.raises(InternalError, match="Cannot update or delete rows"), transaction.atomic():
        PriorityChange.objects.filter(pk=change.pk).update(reason="Never said.")
    assert PriorityChange.objects.get().reason == "Paused."


def test_priority_change_cannot_be_deleted() -> None:
    change = PriorityChangeFactory.create()

    with pytest.raises(InternalError, match="Cannot update or delete rows"), transaction.atomic():
        change.delete()
    assert PriorityChange.objects.count() == 1
