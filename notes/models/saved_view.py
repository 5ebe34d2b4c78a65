from django.conf import settings
from django.db import models
from django.urls import reverse

from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.lib.fields import CleanCharField
from notes.enums import ViewPage

NAME_LIMIT = 80
QUERY_LIMIT = 2000
_ADDRESSES = {
    ViewPage.SEARCH: "notes:search-detail",
    ViewPage.LATEST: "notes:latest-list",
    ViewPage.CUSTOMERS: "customers:customer-list",
}


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> "SavedViewQuerySet":
        """One's own, and those shared with a role one has."""
        return self.filter(models.Q(owner=user) | models.Q(shared_with__in=user.roles))


class SavedView(models.Model):
    """The filter of a page under a name. It shows whoever opens it what they may see, not what its owner sees."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_views")
    page = models.CharField(max_length=20, choices=ViewPage.choices)
    name = CleanCharField(max_length=NAME_LIMIT)
    query = models.CharField(max_length=QUERY_LIMIT, blank=True)  # of the address, without "?"
    shared_with = models.CharField(max_length=10, choices=Role.choices, blank=True)  # "": with nobody
    is_pinned = models.BooleanField(default=True)  # stands on Home, of everybody it is shared with too
    created_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="notes_savedview_name_once",
                violation_error_message="You have a view of this name already. Choose another one.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="notes_savedview_name_present",
                violation_error_message="Give the view a name.",
            ),
            models.CheckConstraint(
                condition=models.Q(page__in=ViewPage.values),
                name="notes_savedview_page_known",
                violation_error_message="Only search, latest notes and the list of customers can be kept as a view.",
            ),
            models.CheckConstraint(
                condition=models.Q(shared_with="") | models.Q(shared_with__in=Role.values),
                name="notes_savedview_role_known",
                violation_error_message="Choose a role from the list, or nobody.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        address = reverse(_ADDRESSES[ViewPage(self.page)])
        return f"{address}?{self.query}" if self.query else address
