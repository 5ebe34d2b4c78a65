import re
import uuid
from datetime import date

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property  # Prefetch(to_attr=…) knows this one, not the one of functools

from customers import cadence
from customers.enums import (
    HEALTH_OWNER_ROLES,
    AssignmentRole,
    DeploymentProgress,
    EngagementStatus,
    EnterpriseColor,
    Health,
    Priority,
    Segment,
)
from customers.models.assignment import Assignment, AssignmentQuerySet
from ftop.accounts.enums import Role
from ftop.accounts.models import Region, User
from ftop.lib.compiled import compiled
from ftop.lib.fields import CleanCharField, FoldedField
from ftop.lib.text import fold

# These read every customer; everybody else those they are assigned to (source: playbook, "Who does what").
READS_ALL = (Role.FTA, Role.RM, Role.LT, Role.ADMIN)


# The words of the name, parted by whatever is no letter and no digit.
NAME_WORDS = SearchVector(
    models.Func(
        models.F("name_folded"),
        models.Value("[^[:alnum:]]+"),
        models.Value(" "),
        models.Value("g"),
        function="regexp_replace",
        output_field=models.TextField(),
    ),
    config="simple",
)


_MOST_NAMED = 1_000_000  # more than there are; a bound keeps the search for names apart from what is done with them


class CustomerQuerySet(models.QuerySet["Customer"]):
    def visible_to(self, user: User) -> "CustomerQuerySet":
        """The customers this person may read, archived ones included."""
        if not user.is_active:
            return self.none()
        if user.has_role(*READS_ALL):
            return self
        return self.filter(
            models.Exists(Assignment.objects.current().filter(customer=models.OuterRef("pk"), person=user))
        )

    def named(self, words: str) -> "CustomerQuerySet":
        """Those whose name or TPID has every one of the words at the beginning of one of its own."""
        if not words.strip():
            return self
        named = Customer.objects.alias(name_words=NAME_WORDS).filter(*map(_begins, fold(words).split()))
        # Looked for by themselves: sorted by name, PostgreSQL would walk all names and take each apart.
        return self.filter(pk__in=named.values("pk")[:_MOST_NAMED])

    def active(self) -> "CustomerQuerySet":
        return self.filter(archived_at__isnull=True)

    def with_health_owner(self) -> "CustomerQuerySet":
        """The S1500: those whose health somebody is accountable for."""
        return self.filter(segment__in=list(HEALTH_OWNER_ROLES))

    def enterprise_note_wanted(self, *, today: date) -> "CustomerQuerySet":
        """The S1500 whose next Enterprise Status Note is due, overdue or the first, as `cadence.standing` says."""
        return self.with_health_owner().filter(
            models.Q(last_enterprise_note_on__isnull=True)
            | models.Q(next_enterprise_note_on__lte=today)
            | cadence.fortnightly() & models.Q(last_enterprise_note_on__lte=today - cadence.EVERY)
            | cadence.quarterly() & models.Q(last_enterprise_note_on__lt=cadence.quarter_of_due(today))
        )

    def enterprise_note_overdue(self, *, today: date) -> "CustomerQuerySet":
        """The S1500 whose newest Enterprise Status Note is older than the cadence allows, or that have none."""
        return self.with_health_owner().filter(
            models.Q(last_enterprise_note_on__isnull=True)
            | cadence.fortnightly() & models.Q(last_enterprise_note_on__lt=today - cadence.AT_MOST)
            | cadence.quarterly() & models.Q(last_enterprise_note_on__lt=cadence.quarter_before(today))
        )


def _begins(word: str) -> models.Q:
    letters = "".join(character if character.isalnum() else " " for character in word).split()
    if not letters or not word[0].isalnum():
        # "&" or "(" starts no word; somebody who types it looks for the character.
        return models.Q(name_folded__contains=word)
    beginning = SearchQuery(f"{letters[0]}:*", config="simple", search_type="raw")
    found = models.Q(name_words=beginning)
    if letters != [word]:  # such as "o'neil": found by its first letters, and looked at
        found &= models.Q(name_folded__regex=rf"(^|[^[:alnum:]]){re.escape(word)}")
    return found | models.Q(tpid__startswith=word) if word.isdecimal() else found


@pghistory.track(
    exclude=[
        "name_folded",
        "last_overall_note_on",
        "last_exec_summary_at",
        "last_enterprise_note_on",
        "enterprise_status",
        "next_enterprise_note_on",
        "engagement_status",
        "deployment_progress",
    ]
)
class Customer(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = CleanCharField(max_length=200)
    name_folded = FoldedField(source="name", max_length=400)
    tpid = models.CharField("TPID", max_length=20)
    industry = CleanCharField(max_length=100, blank=True)
    region = models.ForeignKey(Region, models.PROTECT)
    seats = models.PositiveIntegerField(default=0)
    segment = models.CharField(max_length=10, choices=Segment.choices, default=Segment.OTHER)
    health = models.CharField(max_length=10, choices=Health.choices, blank=True, default=Health.UNKNOWN)
    priority = models.CharField(max_length=10, choices=Priority.choices, default=Priority.MEDIUM)
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="archived_customers",
    )
    version = models.PositiveIntegerField(default=1)
    # Derived by the services of notes in the transaction that writes the note; NULL: there is none.
    last_overall_note_on = models.DateField(null=True, editable=False)
    last_exec_summary_at = models.DateTimeField(null=True, editable=False)
    # Of the newest Exec Summary; "": there is none.
    engagement_status = models.CharField(max_length=20, choices=EngagementStatus.choices, blank=True, editable=False)
    deployment_progress = models.CharField(
        max_length=20, choices=DeploymentProgress.choices, blank=True, editable=False
    )
    # Of the newest Enterprise Status Note: its day, the Health Owner's judgement, and the next update it names.
    last_enterprise_note_on = models.DateField(null=True, editable=False)
    enterprise_status = models.CharField(max_length=10, choices=EnterpriseColor.choices, blank=True, editable=False)
    next_enterprise_note_on = models.DateField(null=True, editable=False)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        ordering = ["name_folded", "id"]
        indexes = [
            models.Index(fields=["name_folded", "id"], name="customers_customer_by_name"),
            GinIndex(NAME_WORDS, name="customers_customer_words"),
            # Few, and each list asks whether there are any.
            models.Index(
                fields=["archived_at"],
                condition=models.Q(archived_at__isnull=False),
                name="customers_customer_archived",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tpid"],
                name="customers_customer_tpid_unique",
                violation_error_message="Another customer has this TPID. Look it up in the customer list.",
            ),
            models.CheckConstraint(
                condition=models.Q(tpid__regex=r"^[0-9]+$"),
                name="customers_customer_tpid_digits",
                violation_error_message="A TPID is digits only, for example 2048317.",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="customers_customer_name_present",
                violation_error_message="Give the customer's name.",
            ),
            models.CheckConstraint(
                condition=models.Q(segment__in=Segment.values),
                name="customers_customer_segment_known",
                violation_error_message="Choose the segment from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(health__in=Health.values),
                name="customers_customer_health_known",
                violation_error_message="Choose the health from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(priority__in=Priority.values),
                name="customers_customer_priority_known",
                violation_error_message="Choose the priority from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(last_enterprise_note_on__isnull=True, next_enterprise_note_on__isnull=True)
                & models.Q(enterprise_status="")
                | models.Q(last_enterprise_note_on__isnull=False, next_enterprise_note_on__isnull=False)
                & models.Q(enterprise_status__in=EnterpriseColor.values),
                name="customers_customer_enterprise_whole",
                violation_error_message="Of the newest Enterprise Status Note day, status and next update are kept.",
            ),
            models.CheckConstraint(
                condition=models.Q(engagement_status="", deployment_progress="")
                | models.Q(
                    engagement_status__in=EngagementStatus.values, deployment_progress__in=DeploymentProgress.values
                ),
                name="customers_customer_summary_whole",
                violation_error_message="Of the newest Exec Summary engagement and deployment are kept together.",
            ),
            models.CheckConstraint(
                condition=models.Q(archived_at__isnull=True, archived_by__isnull=True)
                | models.Q(archived_at__isnull=False, archived_by__isnull=False),
                name="customers_customer_archived_pair",
                violation_error_message="An archived customer names when and by whom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("customers:customer-detail", args=[self.key])

    @property
    def health_owner_role(self) -> AssignmentRole | None:
        """As what the Health Owner works here; None: nobody is accountable for the health of this customer."""
        return HEALTH_OWNER_ROLES.get(Segment(self.segment))

    def enterprise_standing(self, *, today: date) -> cadence.Standing | None:
        """When the next Enterprise Status Note is due; None where the customer has none."""
        if self.health_owner_role is None:
            return None
        return cadence.standing(
            on=self.last_enterprise_note_on,
            next_update_on=self.next_enterprise_note_on,
            health=self.health,
            status=self.enterprise_status,
            today=today,
        )

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @cached_property
    def current_assignments(self) -> list[Assignment]:
        """Today's assignments with their people: one query, remembered for this instance."""
        assignments = _current_assignments(self.pk)
        for assignment in assignments:
            assignment.customer = self
        return assignments

    def people_as(self, role: AssignmentRole) -> list[User]:
        """Who works here in the role today, the primary person first."""
        inside = [assignment for assignment in self.current_assignments if assignment.role == role]
        return [assignment.person for assignment in sorted(inside, key=lambda a: (not a.is_primary, a.pk))]

    @property
    def fms(self) -> list[User]:
        return self.people_as(AssignmentRole.FM)

    @property
    def rms(self) -> list[User]:
        return self.people_as(AssignmentRole.RM)

    def roles_of(self, user: User, *, primary: bool = False) -> frozenset[str]:
        """The roles this person has here today, as far as they still hold them; with `primary`, as primary only."""
        return frozenset(
            assignment.role
            for assignment in self.current_assignments
            if assignment.person_id == user.pk
            and assignment.role in user.roles
            and (assignment.is_primary or not primary)
        )


@compiled
def _current_assignments(customer: int) -> AssignmentQuerySet:
    return Assignment.objects.current().filter(customer=customer).select_related("person")
