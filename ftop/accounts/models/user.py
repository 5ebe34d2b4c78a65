from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo, available_timezones

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower, Upper

from ftop.accounts.enums import CustomerColumn, Role, Telling, Theme
from ftop.accounts.models.region import Region
from ftop.lib.fields import CleanCharField, FoldedField
from ftop.lib.text import fold


def validate_time_zone(value: str) -> None:
    """Raise ValidationError unless the value is a zone of the IANA database."""
    if value not in available_timezones():
        raise ValidationError(f"“{value}” is not a time zone. Choose one from the list, such as Europe/Berlin.")


def told_at_first() -> list[str]:
    """What the inbox tells a person of who has chosen nothing yet."""
    return [Telling.ESCALATION, Telling.FOLLOWED_SUMMARY, Telling.ASKED_SUMMARY]


def columns_at_first() -> list[str]:
    """What the customer list shows of each customer to a person who has chosen nothing yet."""
    shown = CustomerColumn
    return [shown.PRIORITY, shown.HEALTH, shown.FM, shown.NOTE, shown.SUMMARY, shown.RISKS, shown.OVERDUE]


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User") -> "UserQuerySet":
        """Colleagues see each other's names everywhere; managing people is a right of its own."""
        return self if user.is_active else self.none()

    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def with_role(self, *roles: Role) -> "UserQuerySet":
        return self.filter(roles__overlap=list(roles))

    def team_of(self, user: "User") -> "UserQuerySet":
        """Whom this person manages, and who has the same manager: an RM's FMs, for the RM and for each of them."""
        same = models.Q(manager=user.manager_id) if user.manager_id else models.Q(pk=user.pk)
        return self.filter(same | models.Q(manager=user.pk))

    def named(self, words: str) -> "UserQuerySet":
        """Those whose name has all these words, each at the beginning of one of its own."""
        begins = (
            models.Q(full_name_folded__startswith=word) | models.Q(full_name_folded__contains=f" {word}")
            for word in fold(words).split()
        )
        return self.filter(*begins)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Finds people by e-mail in any letter case, as sign-in does."""

    def get_by_natural_key(self, username: str | None) -> "User":
        user: User = self.get(email__iexact=username)
        return user


@pghistory.track(exclude=["password", "last_login", "full_name_folded", "customer_columns", "hidden_columns"])
class User(AbstractBaseUser):
    """A person who signs in. Somebody with several roles has the sum of their rights."""

    email = models.EmailField(max_length=254)
    full_name = CleanCharField("name", max_length=150)
    full_name_folded = FoldedField(source="full_name", max_length=300)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True)  # NULL: works across regions
    # The RM of an FM. NULL: nobody set, or not an FM.
    manager = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="managed")
    roles = ArrayField(models.CharField(max_length=10, choices=Role.choices), default=list)
    theme = models.CharField(max_length=10, choices=Theme.choices, default=Theme.AUTO)
    has_shortcuts = models.BooleanField("single-key shortcuts", default=True)
    has_snippet_keys = models.BooleanField("snippets by ;;", default=True)
    told_of = ArrayField(models.CharField(max_length=20, choices=Telling.choices), default=told_at_first, blank=True)
    customer_columns = ArrayField(
        models.CharField(max_length=12, choices=CustomerColumn.choices), default=columns_at_first, blank=True
    )
    # Of the other lists, what the person put away: "risks.owner" is the column "owner" of the list "risks".
    hidden_columns = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    # How much of the inbox waits: set by the backend that loads the person of a request, on the same query.
    unseen_count: int = 0

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["full_name_folded", "id"]
        constraints = [
            # UPPER, because that is what `iexact` asks for at sign-in.
            models.UniqueConstraint(
                Upper("email"),
                name="accounts_user_email_unique",
                violation_error_message="Somebody with this e-mail address has an account already.",
            ),
            # allauth looks an address up in small letters; mail addresses differ by letter case nowhere that matters.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="accounts_user_email_small_letters",
                violation_error_message="Write the e-mail address in small letters.",
            ),
            models.CheckConstraint(
                condition=~models.Q(full_name=""),
                name="accounts_user_full_name_present",
                violation_error_message="Give the person's name.",
            ),
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=Role.values),
                name="accounts_user_roles_known",
                violation_error_message="Choose the roles from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(theme__in=Theme.values),
                name="accounts_user_theme_known",
                violation_error_message="Choose the theme from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(told_of__contained_by=Telling.values),
                name="accounts_user_told_of_known",
                violation_error_message="Choose what the inbox tells you of from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(customer_columns__contained_by=CustomerColumn.values),
                name="accounts_user_customer_columns_known",
                violation_error_message="Choose the columns from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(manager__isnull=True) | ~models.Q(manager=models.F("id")),
                name="accounts_user_manager_other",
                violation_error_message="A person cannot be their own manager.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def has_role(self, *roles: Role) -> bool:
        """Whether the person has one of the roles."""
        return any(role in self.roles for role in roles)

    @property
    def role_labels(self) -> list[str]:
        """What the person is, in the order of the list of roles."""
        return [role.label for role in Role if role in self.roles]

    @property
    def is_admin(self) -> bool:
        return self.is_active and self.has_role(Role.ADMIN)

    @property
    def reads_portfolio(self) -> bool:
        """Whether they look across customers: at data quality, and at the portfolio."""
        return self.has_role(Role.RM, Role.LT, Role.ADMIN)

    @property
    def is_writer(self) -> bool:
        """Whether the person writes notes where they are assigned."""
        return self.has_role(Role.FM, Role.FTA, Role.FE, Role.SME)

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def day_of(self, moment: datetime) -> date:
        """The calendar day of an aware moment where this person lives."""
        return moment.astimezone(self.zone).date()

    # Django's admin asks these; rights inside the app are in each app's permissions.py.
    @property
    def is_staff(self) -> bool:
        return self.is_admin

    @property
    def is_superuser(self) -> bool:
        return self.is_admin

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_admin

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return self.is_admin

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_admin
