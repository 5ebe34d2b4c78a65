from django.conf import settings
from django.db import models


class CoachSwitch(models.Model):
    """A rule of the coach that an administrator has switched off; a rule without a row is on."""

    rule = models.CharField(max_length=40)
    switched_off_at = models.DateTimeField()
    switched_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule"],
                name="notes_coachswitch_once",
                violation_error_message="This rule is switched off already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} is off"
