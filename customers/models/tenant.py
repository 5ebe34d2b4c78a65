import pghistory
from django.db import models
from django.db.models.functions import Lower

from customers.models.customer import Customer
from ftop.accounts.models import User
from ftop.lib.fields import CleanCharField


class TenantQuerySet(models.QuerySet["Tenant"]):
    def visible_to(self, user: User) -> "TenantQuerySet":
        return self.filter(customer__in=Customer.objects.visible_to(user))


@pghistory.track()
class Tenant(models.Model):
    """One Microsoft 365 directory of a customer. The winner stands for the whole customer."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="tenants")
    name = CleanCharField(max_length=200)
    default_domain = models.CharField(max_length=253)
    tenant_guid = models.UUIDField("tenant id")
    is_winner = models.BooleanField("winner tenant", default=False)
    version = models.PositiveIntegerField(default=1)

    objects = TenantQuerySet.as_manager()

    class Meta:
        ordering = ["-is_winner", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_guid"],
                name="customers_tenant_guid_unique",
                violation_error_message="A tenant with this id is recorded already.",
            ),
            models.UniqueConstraint(
                fields=["customer"],
                condition=models.Q(is_winner=True),
                name="customers_tenant_one_winner",
                violation_error_message="This customer has a winner tenant already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="customers_tenant_name_present",
                violation_error_message="Give the tenant's display name.",
            ),
            models.CheckConstraint(
                condition=models.Q(default_domain=Lower("default_domain"))
                & models.Q(default_domain__regex=r"^[^\s@/]+\.[^\s@/]+$"),
                name="customers_tenant_domain_form",
                violation_error_message="Give the default domain in small letters, such as contoso.example.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
