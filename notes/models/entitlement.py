import pghistory
from django.db import models
from django.urls import reverse

from customers.models import Customer, Tenant
from ftop.accounts.models import User
from notes.enums import EntitlementState
from notes.models.workload import Workload

MOST_SEATS = 2_000_000_000


class EntitlementQuerySet(models.QuerySet["Entitlement"]):
    def visible_to(self, user: User) -> "EntitlementQuerySet":
        return self.filter(tenant__customer__in=Customer.objects.visible_to(user))

    def of(self, customer: Customer) -> "EntitlementQuerySet":
        return self.filter(tenant__customer=customer)


@pghistory.track(exclude=["status"])
class Entitlement(models.Model):
    """The licences that a tenant owns of one workload: one cell of the customer's grid."""

    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="entitlements")
    workload = models.ForeignKey(Workload, models.PROTECT, related_name="entitlements")
    # NULL: nobody recorded how many; a note may be the first that is known of the cell.
    seats = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    # Of the newest standing note, derived in the transaction that writes it; "": no note speaks of the cell.
    status = models.CharField(max_length=20, choices=EntitlementState.choices, blank=True, editable=False)

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        ordering = ["workload__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "workload"],
                name="notes_entitlement_once",
                violation_error_message="This tenant's entitlement of the workload is recorded already.",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["", *EntitlementState.values]),
                name="notes_entitlement_status_known",
                violation_error_message="The status of a cell is that of a note, or none.",
            ),
            models.CheckConstraint(
                condition=models.Q(seats__isnull=True) | models.Q(seats__lte=MOST_SEATS),
                name="notes_entitlement_seats_known",
                violation_error_message="Give the seats as a whole number of up to 2,000,000,000.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workload.code} of {self.tenant.name}"

    def get_absolute_url(self) -> str:
        return reverse("notes:entitlement-detail", args=[self.pk])
