import uuid

import pytest
from django.db import IntegrityError

from notes.models import Draft
from tests.factories import DraftFactory, NoteFactory

pytestmark = pytest.mark.django_db


def test_known_kind_is_kept() -> None:
    DraftFactory.create(kind="exec_summary")


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(IntegrityError, match="notes_draft_kind_known"):
        DraftFactory.create(kind="poem")


def test_note_of_the_same_key_ends_the_draft() -> None:
    draft = DraftFactory.create()
    NoteFactory.create(key=draft.key)
    assert list(Draft.objects.open()) == []


def test_form_data_carries_the_key_and_every_value_of_a_name() -> None:
    draft = DraftFactory.build(key=uuid.UUID(int=7), payload=[["text", "A"], ["risk", "1"], ["risk", "2"]])
    assert dict(draft.as_form_data().lists()) == {"text": ["A"], "risk": ["1", "2"], "key": [str(uuid.UUID(int=7))]}
