"""The thread on a request: its constraint, passing and failing, and that nobody changes a line."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from notes.models import RequestMessage
from tests.factories import RequestMessageFactory

pytestmark = pytest.mark.django_db


def test_text_length_passes() -> None:
    assert len(RequestMessageFactory.create(text="x" * 1000).text) == 1000


@pytest.mark.parametrize("text", ["", "x" * 1001])
def test_text_length(text: str) -> None:
    with pytest.raises(IntegrityError, match="notes_requestmessage_text_length"), transaction.atomic():
        RequestMessageFactory.create(text=text)
    assert RequestMessage._meta.constraints[0].name == "notes_requestmessage_text_length"


def test_nobody_changes_or_deletes_a_line() -> None:
    message = RequestMessageFactory.create(text="Which workloads?")
    lines = RequestMessage.objects.filter(pk=message.pk)
    with pytest.raises(InternalError), transaction.atomic():
        lines.update(text="Something else")
    with pytest.raises(InternalError), transaction.atomic():
        lines.delete()
    assert lines.get().text == "Which workloads?"
