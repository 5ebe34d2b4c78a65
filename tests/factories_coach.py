"""Factories of what people make of the coach's hints."""

import uuid

import factory
from factory.django import DjangoModelFactory

from notes.enums import NoteKind
from notes.models import CoachDismissal, CoachSwitch
from tests.factories import NOON, CustomerFactory, UserFactory


class CoachDismissalFactory(DjangoModelFactory[CoachDismissal]):
    class Meta:
        model = CoachDismissal

    person = factory.SubFactory(UserFactory)
    customer = factory.SubFactory(CustomerFactory)
    kind = NoteKind.ENTITLEMENT
    form_key = factory.Sequence(lambda n: uuid.UUID(int=n + 1))
    rule = "vague_words"
    reason = "The customer said so."
    dismissed_at = NOON


class CoachSwitchFactory(DjangoModelFactory[CoachSwitch]):
    class Meta:
        model = CoachSwitch

    rule = "vague_words"
    switched_off_at = NOON
    switched_off_by = factory.SubFactory(UserFactory)
