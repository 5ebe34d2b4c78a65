from django.conf import settings
from django.db import models

from customers.models import Customer
from ftop.accounts.models import User


class FollowQuerySet(models.QuerySet["Follow"]):
    def visible_to(self, user: User) -> "FollowQuerySet":
        """This person's own, of customers they may still read."""
        return self.filter(person=user, customer__in=Customer.objects.visible_to(user))


class Follow(models.Model):
    """Somebody wants to be told of new Exec Summaries of a customer."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="follows")
    followed_at = models.DateTimeField()

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "person"],
                name="notes_follow_once",
                violation_error_message="You follow this customer already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} follows {self.customer}"
