"""Factories of the tests: sequences, no randomness, and no rows that a test does not ask for."""

import uuid
from datetime import UTC, date, datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from customers.enums import AssignmentRole, DeploymentProgress, EngagementStatus
from customers.models import Assignment, Customer, CustomerVisit, PriorityChange, Tenant, TimelineEvent
from ftop.accounts.enums import Role
from ftop.accounts.models import Region, User
from notes.enums import (
    EntitlementState,
    ExportKind,
    ExportPurpose,
    FileFormat,
    NoteKind,
    RiskKind,
    Severity,
    SnippetKind,
)
from notes.models import (
    BriefingPack,
    Draft,
    EnterpriseStatus,
    Entitlement,
    EntitlementStatus,
    ExecSummary,
    ExecSummaryRequest,
    ExportLog,
    Follow,
    NextAction,
    Note,
    NoteComment,
    NoteRead,
    Notification,
    RequestBatch,
    RequestMessage,
    Risk,
    RiskMention,
    Snippet,
    Workload,
    WorkloadStatus,
)
from notes.services.note_dates import recompute_entitlement_status
from notes.services.note_words import words_vector

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
TODAY = date(2026, 3, 3)


class RegionFactory(DjangoModelFactory[Region]):
    class Meta:
        model = Region
        django_get_or_create = ("name",)

    name = "Western Europe"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@ftop.example")
    full_name = factory.Sequence(lambda n: f"Person {n}")
    roles = [Role.FM]


class CustomerFactory(DjangoModelFactory[Customer]):
    class Meta:
        model = Customer

    name = factory.Sequence(lambda n: f"Customer {n}")
    tpid = factory.Sequence(lambda n: f"{1000000 + n}")
    region = factory.SubFactory(RegionFactory)
    priority = "high"


class AssignmentFactory(DjangoModelFactory[Assignment]):
    class Meta:
        model = Assignment

    customer = factory.SubFactory(CustomerFactory)
    person = factory.SubFactory(UserFactory)
    role = AssignmentRole.FM
    is_primary = False
    starts_on = date(2026, 1, 1)


class TenantFactory(DjangoModelFactory[Tenant]):
    class Meta:
        model = Tenant

    customer = factory.SubFactory(CustomerFactory)
    name = factory.Sequence(lambda n: f"Tenant {n}")
    default_domain = factory.Sequence(lambda n: f"tenant{n}.example")
    tenant_guid = factory.Sequence(lambda n: uuid.UUID(int=n + 1))


class CustomerVisitFactory(DjangoModelFactory[CustomerVisit]):
    class Meta:
        model = CustomerVisit

    customer = factory.SubFactory(CustomerFactory)
    person = factory.SubFactory(UserFactory)
    visited_at = NOON


class PriorityChangeFactory(DjangoModelFactory[PriorityChange]):
    class Meta:
        model = PriorityChange

    customer = factory.SubFactory(CustomerFactory)
    old = "high"
    new = "low"
    reason = "The project is paused until spring."
    changed_at = NOON
    changed_by = factory.SubFactory(UserFactory)


class TimelineEventFactory(DjangoModelFactory[TimelineEvent]):
    class Meta:
        model = TimelineEvent

    customer = factory.SubFactory(CustomerFactory)
    kind = "priority"
    happened_on = TODAY
    sentence = factory.Sequence(lambda n: f"Event {n}.")
    recorded_at = NOON
    recorded_by = factory.SubFactory(UserFactory)


class NoteFactory(DjangoModelFactory[Note]):
    """An Overall Status Note as the service leaves it, without next actions."""

    class Meta:
        model = Note

    customer = factory.SubFactory(CustomerFactory)
    kind = NoteKind.OVERALL
    author = factory.SubFactory(UserFactory)
    happened_on = TODAY
    written_at = NOON
    text = factory.Sequence(lambda n: f"Note {n}.")
    html = factory.LazyAttribute(lambda note: f"<p>{note.text}</p>")
    renderer_version = 1
    submission_digest = factory.Sequence(lambda n: f"digest{n}")
    search_vector = factory.LazyAttribute(lambda note: words_vector(kind=note.kind, text=note.text, actions=[]))


class DraftFactory(DjangoModelFactory[Draft]):
    """An open draft of an Overall Status Note."""

    class Meta:
        model = Draft

    key = factory.Sequence(lambda n: uuid.UUID(int=n + 1))
    customer = factory.SubFactory(CustomerFactory)
    author = factory.SubFactory(UserFactory)
    kind = NoteKind.OVERALL
    first_words = factory.Sequence(lambda n: f"Draft {n}")
    payload = factory.LazyAttribute(lambda draft: [["text", draft.first_words]])
    save_token = factory.Sequence(lambda n: uuid.UUID(int=n + 1))
    started_at = NOON
    updated_at = NOON


class NoteReadFactory(DjangoModelFactory[NoteRead]):
    class Meta:
        model = NoteRead

    note = factory.SubFactory(NoteFactory)
    person = factory.SubFactory(UserFactory)
    read_at = NOON


class ExecSummaryFactory(DjangoModelFactory[ExecSummary]):
    class Meta:
        model = ExecSummary

    note = factory.SubFactory(NoteFactory, kind=NoteKind.EXEC_SUMMARY)
    customer_description = "Retail company with 20K users."
    engagement_status = EngagementStatus.FULLY_ENGAGED
    deployment_progress = DeploymentProgress.NOT_DEPLOYED
    relationship = "Engaged with the account team."


class WorkloadFactory(DjangoModelFactory[Workload]):
    """A code beside the seventeen of the migration."""

    class Meta:
        model = Workload

    code = factory.Sequence(lambda n: f"NEW{n}")
    name = factory.Sequence(lambda n: f"New workload {n}")
    position = factory.Sequence(lambda n: 100 + n)


class WorkloadStatusFactory(DjangoModelFactory[WorkloadStatus]):
    class Meta:
        model = WorkloadStatus

    summary = factory.SubFactory(ExecSummaryFactory)
    workload = factory.SubFactory(WorkloadFactory)
    name = factory.LazyAttribute(lambda status: status.workload.name)
    position = factory.LazyAttribute(lambda status: status.workload.position)
    text = "Planning."


class EnterpriseStatusFactory(DjangoModelFactory[EnterpriseStatus]):
    """An Enterprise Status Note as the service leaves it, about a tenant of the note's customer."""

    class Meta:
        model = EnterpriseStatus

    note = factory.SubFactory(
        NoteFactory,
        kind=NoteKind.ENTERPRISE,
        text=(
            "ENTERPRISE STATUS\n- REASON: Major Brand\n- STATUS: Yellow\n"
            "- EXEC SUMMARY: The firewall slows migration.\n"
            "- DEPLOYMENT STATUS OVERVIEW: Half of the mailboxes moved.\n- NEXT UPDATE: 17 Mar 2026"
        ),
    )
    tenant = factory.SubFactory(TenantFactory, customer=factory.SelfAttribute("..note.customer"))
    reasons = ["major_brand"]
    status = "yellow"
    exec_summary = "The firewall slows migration."
    deployment_overview = "Half of the mailboxes moved."
    next_update_on = date(2026, 3, 17)


class EntitlementFactory(DjangoModelFactory[Entitlement]):
    class Meta:
        model = Entitlement

    tenant = factory.SubFactory(TenantFactory)
    workload = factory.SubFactory(WorkloadFactory)
    seats = 1200


class EntitlementStatusFactory(DjangoModelFactory[EntitlementStatus]):
    """An Entitlement Status Note as the service leaves it; entitlement and note are one customer's."""

    class Meta:
        model = EntitlementStatus
        skip_postgeneration_save = True

    entitlement = factory.SubFactory(EntitlementFactory)
    note = factory.SubFactory(
        NoteFactory, kind=NoteKind.ENTITLEMENT, customer=factory.SelfAttribute("..entitlement.tenant.customer")
    )
    status = EntitlementState.BLOCKED
    reason = "Due to a firewall, the customer is unable to deploy."
    derived = factory.PostGeneration(lambda said, *_, **__: recompute_entitlement_status(cell=said.entitlement))


class SnippetFactory(DjangoModelFactory[Snippet]):
    """One of the team's, beside those of the migration."""

    class Meta:
        model = Snippet

    kind = SnippetKind.SNIPPET
    title = factory.Sequence(lambda n: f"Snippet {n}")
    text = factory.Sequence(lambda n: f"Sentence {n}.")
    position = factory.Sequence(lambda n: 100 + n)


class NextActionFactory(DjangoModelFactory[NextAction]):
    class Meta:
        model = NextAction

    note = factory.SubFactory(NoteFactory)
    customer = factory.LazyAttribute(lambda action: action.note.customer)
    text = factory.Sequence(lambda n: f"Action {n}")
    due_on = TODAY
    owner_name = "Dana Birkby (customer)"


class RiskFactory(DjangoModelFactory[Risk]):
    class Meta:
        model = Risk

    customer = factory.SubFactory(CustomerFactory)
    kind = RiskKind.RISK
    title = factory.Sequence(lambda n: f"Risk {n}")
    severity = Severity.MEDIUM
    opened_at = NOON
    opened_by = factory.SubFactory(UserFactory)


class RiskMentionFactory(DjangoModelFactory[RiskMention]):
    class Meta:
        model = RiskMention

    note = factory.SubFactory(NoteFactory)
    risk = factory.SubFactory(RiskFactory, customer=factory.SelfAttribute("..note.customer"))
    customer = factory.LazyAttribute(lambda mention: mention.note.customer)


class ExecSummaryRequestFactory(DjangoModelFactory[ExecSummaryRequest]):
    class Meta:
        model = ExecSummaryRequest

    customer = factory.SubFactory(CustomerFactory)
    requested_at = NOON
    requested_by = factory.SubFactory(UserFactory, roles=[Role.RM])


class RequestBatchFactory(DjangoModelFactory[RequestBatch]):
    class Meta:
        model = RequestBatch

    key = factory.Sequence(lambda n: uuid.UUID(int=n + 1))
    name = factory.Sequence(lambda n: f"Review {n}")
    asked_at = NOON
    asked_by = factory.SubFactory(UserFactory, roles=[Role.RM])


class RequestMessageFactory(DjangoModelFactory[RequestMessage]):
    class Meta:
        model = RequestMessage

    key = factory.Sequence(lambda n: uuid.UUID(int=n + 1))
    request = factory.SubFactory(ExecSummaryRequestFactory)
    author = factory.SubFactory(UserFactory)
    text = factory.Sequence(lambda n: f"Message {n}")
    written_at = NOON


class NoteCommentFactory(DjangoModelFactory[NoteComment]):
    """A plain line; `is_question` and `is_by_writer` are the test's to say."""

    class Meta:
        model = NoteComment

    key = factory.Sequence(lambda n: uuid.UUID(int=n + 1))
    note = factory.SubFactory(NoteFactory)
    author = factory.SubFactory(UserFactory)
    text = factory.Sequence(lambda n: f"Comment {n}")
    written_at = NOON


class ExportLogFactory(DjangoModelFactory[ExportLog]):
    class Meta:
        model = ExportLog

    exported_at = NOON
    exported_by = factory.SubFactory(UserFactory)
    kind = ExportKind.EXEC_SUMMARY
    file_format = FileFormat.PDF
    customer_ids = factory.LazyFunction(lambda: [CustomerFactory.create().pk])
    purpose = ExportPurpose.REVIEW


class BriefingPackFactory(DjangoModelFactory[BriefingPack]):
    """A pack that was just asked for."""

    class Meta:
        model = BriefingPack

    asked_by = factory.SubFactory(UserFactory)
    asked_at = factory.LazyFunction(timezone.now)
    file_format = FileFormat.PDF
    purpose = ExportPurpose.REVIEW
    customer_ids = factory.LazyFunction(lambda: [CustomerFactory.create().pk])


class FollowFactory(DjangoModelFactory[Follow]):
    class Meta:
        model = Follow

    customer = factory.SubFactory(CustomerFactory)
    person = factory.SubFactory(UserFactory)
    followed_at = NOON


class NotificationFactory(DjangoModelFactory[Notification]):
    """Of an escalated note; for an entry of the Risks box give `note=None, risk=…, risk_version=1`."""

    class Meta:
        model = Notification

    recipient = factory.SubFactory(UserFactory)
    kind = "escalation"
    told_as = ["rm"]
    note = factory.SubFactory(NoteFactory, is_escalated=True)
    customer = factory.LazyAttribute(lambda told: (told.note or told.risk).customer)
    raised_at = NOON
    raised_by = factory.SubFactory(UserFactory)
