import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from ftop.accounts.models import User
from ftop.lib.fields import CleanCharField, CleanTextField
from notes.enums import SnippetKind

SNIPPET_TEXT_LIMIT = 4000
SHORTCUT_PATTERN = r"^[a-z]{2,12}$"


class SnippetQuerySet(models.QuerySet["Snippet"]):
    def visible_to(self, user: User) -> "SnippetQuerySet":
        """The team's and their own; nobody reads another person's."""
        return self.filter(Q(owner__isnull=True) | Q(owner=user))

    def owned_by(self, owner: User | None) -> "SnippetQuerySet":
        """A person's own, or the team's with None."""
        return self.filter(owner=owner)

    def active(self) -> "SnippetQuerySet":
        return self.filter(retired_at__isnull=True)


@pghistory.track()
class Snippet(models.Model):
    """Text to insert while writing: the template of a note, or a sentence. Light Markdown, as notes are."""

    # NULL: the team's, kept by administrators.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="snippets")
    kind = models.CharField(max_length=10, choices=SnippetKind.choices)
    title = CleanCharField(max_length=100)
    shortcut = models.CharField(max_length=12, blank=True)  # typed after ";;"; "": found by its title only
    text = CleanTextField()
    position = models.PositiveIntegerField()
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = SnippetQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SnippetKind.values),
                name="notes_snippet_kind_known",
                violation_error_message="Choose template or snippet.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="notes_snippet_title_present",
                violation_error_message="Give it a title, as it shall stand in the menu.",
            ),
            models.CheckConstraint(
                condition=Q(shortcut="") | Q(shortcut__regex=SHORTCUT_PATTERN),
                name="notes_snippet_shortcut_form",
                violation_error_message="A shortcut is 2 to 12 letters from a to z, such as sync.",
            ),
            models.UniqueConstraint(
                fields=["owner", "shortcut"],
                condition=Q(retired_at__isnull=True) & ~Q(shortcut=""),
                nulls_distinct=False,
                name="notes_snippet_shortcut_unique",
                violation_error_message="This shortcut is in use already. Choose another one.",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & Q(text__length__lte=SNIPPET_TEXT_LIMIT),
                name="notes_snippet_text_length",
                violation_error_message="Write the text to insert, in up to 4,000 characters.",
            ),
            models.UniqueConstraint(
                fields=["owner", "kind", "position"],
                nulls_distinct=False,
                deferrable=models.Deferrable.DEFERRED,
                name="notes_snippet_position_unique",
                violation_error_message="Two of them cannot stand at the same place of the list.",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="notes_snippet_retired_pair",
                violation_error_message="A retired one names when and by whom.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    @property
    def gist(self) -> str:
        """Its lines in one, without marks and empty bullets, for lists."""
        lines = (line.strip("*_- \t") for line in self.text.split("\n"))
        return " · ".join(line for line in lines if line)
