from django.db import models
from django.db.models.functions import Lower

from ftop.lib.fields import CleanCharField


class Region(models.Model):
    name = CleanCharField(max_length=100)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="accounts_region_name_unique",
                violation_error_message="A region with this name exists already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="accounts_region_name_present",
                violation_error_message="Give the region a name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
