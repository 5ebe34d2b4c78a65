from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Customer
from customers.templatetags.customer_rows import pick_cell
from ftop.accounts.enums import CustomerColumn
from ftop.accounts.models import User
from tests.factories import AssignmentFactory, CustomerFactory, RegionFactory, UserFactory

pytestmark = pytest.mark.django_db
TYPED, ESCAPED = "<b>&\"'{}%s", "&lt;b&gt;&amp;&quot;&#x27;{}%s"


def test_what_people_typed_is_escaped(leader: User, sign_in: Callable[[User], Client]) -> None:
    leader.customer_columns = CustomerColumn.values
    leader.save()
    customer = CustomerFactory.create(name=TYPED, region=RegionFactory.create(name=TYPED), industry=TYPED)
    for number in (1, 2):  # the second one stands in a title
        person = UserFactory.create(full_name=f"{TYPED} {number}", roles=["fm"])
        AssignmentFactory.create(customer=customer, person=person, role="fm", is_primary=number == 1)
    page = sign_in(leader).get(reverse("customers:customer-list")).content.decode()
    rows = page[page.index("<tbody") : page.index("</tbody>")]
    assert (rows.count(ESCAPED), TYPED in rows) == (7, False)
    assert rows.count("<td") == 1 + len(CustomerColumn)  # the tick, and a cell for each column


def test_row_without_a_customer_has_no_tick() -> None:
    assert [pick_cell(nothing) for nothing in (None, "")] == ['<td class="pick"></td>'] * 2
    assert f'value="{(customer := Customer(name=TYPED)).key}"' in pick_cell(customer)
