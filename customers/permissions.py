"""Who may do what to a customer (source: playbook, "Who does what"; `docs/permissions.md` shows the whole table).

| function | FM | FTA | FE, SME | RM | LT | Admin |
|---|---|---|---|---|---|---|
| can_edit_customer, can_edit_tenants, can_archive_customer | | | | | | yes |
| can_assign_people, can_change_priority | primary here | primary here | | RM here | | yes |

"here" is a current assignment in that role, held by somebody who still has the role. Reading is
`Customer.objects.visible_to`. Nothing but bringing it back is done to an archived customer.
"""

from customers.enums import AssignmentRole
from customers.models import Customer
from ftop.accounts.models import User


def can_create_customer(user: User) -> bool:
    return user.is_admin


def can_edit_customer(user: User, customer: Customer) -> bool:
    return user.is_admin and not customer.is_archived


def can_edit_tenants(user: User, customer: Customer) -> bool:
    return can_edit_customer(user, customer)


def can_archive_customer(user: User, customer: Customer) -> bool:
    return user.is_admin


def can_assign_people(user: User, customer: Customer) -> bool:
    if customer.is_archived:
        return False
    leads = customer.roles_of(user, primary=True) & {
        AssignmentRole.FM,
        AssignmentRole.FTA,
    }
    return user.is_admin or bool(leads) or AssignmentRole.RM in customer.roles_of(user)


def can_change_priority(user: User, customer: Customer) -> bool:
    return can_assign_people(user, customer)
