from uuid import UUID

from django.http import QueryDict

from customers.forms.customer_choice import CustomerChoiceForm

KEY = "00000000-0000-0000-0000-000000000001"


def choice(query: str) -> CustomerChoiceForm:
    form = CustomerChoiceForm(QueryDict(query))
    assert form.is_valid()
    return form


def test_ticked_customers_are_their_keys() -> None:
    assert choice(f"customer={KEY}&customer=nonsense").keys() == [UUID(KEY)]


def test_nothing_ticked_is_nobody() -> None:
    assert choice("").keys() == []


def test_all_is_whatever_the_list_shows() -> None:
    form = choice(f"is_all=1&customer={KEY}&address=%3Fq%3Dfab%26sort%3D-name")
    assert form.keys() is None
    assert form.list_asked().dict() == {"q": "fab", "sort": "-name"}
