"""Customers by the beginnings of their names' words: what the index of words finds is what a person would."""

import random
import re

import pytest

from customers.models import Customer
from ftop.lib.text import fold
from tests.factories import CustomerFactory

pytestmark = pytest.mark.django_db


def begins(name: str, word: str) -> bool:
    """A word begins after whatever is no letter and no digit; what is no word itself stands anywhere."""
    if not word[0].isalnum():
        return word in name
    return re.search(rf"(^|[\W_]){re.escape(word)}", name) is not None


@pytest.mark.parametrize("seed", range(3))
def test_names_of_all_kinds_are_found_by_any_beginning(seed: int) -> None:
    chance = random.Random(seed)
    signs = "ab1.-&'/@é日 "

    def some(longest: int) -> str:
        return "".join(chance.choices(signs, k=chance.randint(1, longest)))

    names = sorted({name.strip() for _ in range(60) if (name := some(12)).strip()})
    for name in names:
        CustomerFactory.create(name=name, tpid=str(900_000 + len(name) * 1000 + names.index(name)))
    for word in {fold(some(4)) for _ in range(80)}:
        if not word or " " in word or word.isdecimal():
            continue
        found = set(Customer.objects.named(word).values_list("name_folded", flat=True))
        assert (word, found) == (word, {fold(name) for name in names if begins(fold(name), word)})


def test_digits_begin_a_tpid_or_a_word() -> None:
    by_number = CustomerFactory.create(name="Adatum", tpid="24680")
    by_name = CustomerFactory.create(name="Station 24", tpid="13579")
    assert list(Customer.objects.named("24")) == [by_number, by_name]
    assert list(Customer.objects.named("station 24")) == [by_name]
