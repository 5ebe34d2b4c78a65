from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models.functions import Now, TruncDate

from customers.enums import AssignmentRole
from ftop.accounts.models import User


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: User) -> "AssignmentQuerySet":
        """Those of every customer this person may read, ended ones included."""
        from customers.models.customer import Customer  # which imports this module

        return self.filter(customer__in=Customer.objects.visible_to(user))

    def current(self) -> "AssignmentQuerySet":
        """Those in force today in the active time zone: begun, and not past their end day."""
        today = TruncDate(Now())
        return self.filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=today),
            starts_on__lte=today,
        )

    def in_force(self, first: date, last: date | None) -> "AssignmentQuerySet":
        """Those in force on some day from `first` to `last`; `last` None is open-ended."""
        until = models.Q() if last is None else models.Q(starts_on__lte=last)
        return self.filter(until, models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=first))


@pghistory.track()
class Assignment(models.Model):
    """Who works with a customer, as what, from when to when (both days included)."""

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=10, choices=AssignmentRole.choices)
    is_primary = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # NULL: until further notice
    version = models.PositiveIntegerField(default=1)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["role", "-is_primary", "id"]
        indexes = [
            models.Index(fields=["person", "customer"], name="customers_assignment_by_person"),
            models.Index(fields=["person", "role"], name="customers_assignment_by_role"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "role"],
                condition=models.Q(is_primary=True, ends_on__isnull=True),
                name="customers_assignment_one_primary",
                violation_error_message="This customer has a primary person in this role already. End that first.",
            ),
            models.UniqueConstraint(
                fields=["customer", "role", "person"],
                condition=models.Q(ends_on__isnull=True),
                name="customers_assignment_no_double",
                violation_error_message="This person is assigned to the customer in this role already.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=AssignmentRole.values),
                name="customers_assignment_role_known",
                violation_error_message="Choose the role from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="customers_assignment_dates_in_order",
                violation_error_message="An assignment ends on or after the day it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} as {self.get_role_display()} of {self.customer}"

    @property
    def fault(self) -> str:
        """Why the assignment gives no rights although it stands; empty when all is well."""
        if not self.person.is_active:
            return "has left"
        return "" if self.role in self.person.roles else "no longer has this role"
