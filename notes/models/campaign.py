from datetime import date

import pghistory
from django.db import models
from django.urls import reverse

from ftop.lib.fields import CleanTextField
from notes.rendering.hashtags import TAG_LIMIT

MEANING_LIMIT = 1000


@pghistory.track()
class Campaign(models.Model):
    """What a hashtag stands for, and on which days notes with it count (source: playbook, "teams mark notes")."""

    tag = models.CharField(max_length=TAG_LIMIT)  # folded, without "#", as notes carry it
    meaning = CleanTextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the last day; NULL: goes on
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-starts_on", "tag"]
        constraints = [
            models.UniqueConstraint(
                fields=["tag"],
                name="notes_campaign_tag_unique",
                violation_error_message="This hashtag has a campaign already. Edit that one, or choose another tag.",
            ),
            models.CheckConstraint(
                # Folded, so that unique means in any spelling; letters beyond ASCII are folded by the service.
                condition=~models.Q(tag="") & ~models.Q(tag__regex=r"[A-Z#\s]|^[0-9_-]"),
                name="notes_campaign_tag_form",
                violation_error_message="A hashtag is one word that begins with a letter, such as #covid.",
            ),
            models.CheckConstraint(
                condition=~models.Q(meaning="") & models.Q(meaning__length__lte=MEANING_LIMIT),
                name="notes_campaign_meaning_length",
                violation_error_message="Say in up to 1,000 characters what the campaign is about.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="notes_campaign_days_in_order",
                violation_error_message="The last day cannot be before the first one.",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.tag}"

    def get_absolute_url(self) -> str:
        return reverse("notes:campaign-detail", args=[self.tag])

    def is_over(self, today: date) -> bool:
        return self.ends_on is not None and self.ends_on < today
