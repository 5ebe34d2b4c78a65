from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from customers.enums import Priority
from customers.models import Customer
from ftop.accounts.models import User
from ftop.lib.errors import RuleError
from ftop.lib.history import acting
from ftop.lib.validation import rules_of_database
from notes.enums import NoteKind
from notes.exec_summary_carried import Carried
from notes.exec_summary_content import ExecSummaryContent, ExecSummaryInput, WorkloadLine
from notes.models import ExecSummary, ExecSummaryRequest, Note, Risk, Workload, WorkloadStatus
from notes.services.exec_summary_carried import StartInput, carried_into
from notes.services.exec_summary_request import answer_requests
from notes.services.exec_summary_rules import check_sections, workloads_for, written_texts
from notes.services.inputs import NO_ONE_LINERS, OneLiners, RiskInput, Submission
from notes.services.note_body import summary_body
from notes.services.one_liner import check_one_liners
from notes.services.publishing import insert_note, published_before
from notes.services.status_spans import recompute_summary_status


@transaction.atomic
def publish_exec_summary(
    *,
    key: UUID,
    customer: Customer,
    happened_on: date,
    content: ExecSummaryInput,
    workloads: Mapping[str, str],
    is_without_workloads: bool,
    mentioned_risks: Sequence[Risk],
    new_risks: Sequence[RiskInput],
    has_no_risks: bool,
    answered_requests: Sequence[ExecSummaryRequest],
    start: StartInput | None = None,
    by: User,
    now: datetime,
    one_liners: OneLiners = NO_ONE_LINERS,
) -> Note:
    """Publish an Exec Summary with its workload lines, called-out risks and answered requests; return its note.

    `workloads` maps codes to texts; codes without a text are left out, the order is the template's. Sending the same
    key and content again returns the note of the first time. What was carried over from the summary before (`start`)
    and not confirmed goes out all the same; the note says so. Raises RuleError, and AlreadyPublished where the key was
    published with other content.
    """
    texts = written_texts(workloads=workloads)
    cleaned = ExecSummaryContent(**vars(content)).cleaned()
    requests = sorted(str(request.key) for request in answered_requests)
    submission = Submission(
        key=key,
        customer=customer,
        kind=NoteKind.EXEC_SUMMARY,
        happened_on=happened_on,
        content={
            **vars(cleaned),
            "workloads": texts,
            "is_without_workloads": is_without_workloads,
            "has_no_risks": has_no_risks,
            "answered_requests": requests,
            **one_liners.as_content(),
        },
        mentioned_risks=mentioned_risks,
        new_risks=new_risks,
    )
    return published_before(submission=submission, by=by) or _publish(
        submission, cleaned, texts, answered_requests, one_liners, start, by=by, now=now
    )


def _publish(
    submission: Submission,
    content: ExecSummaryContent,
    texts: Mapping[str, str],
    answered_requests: Sequence[ExecSummaryRequest],
    one_liners: OneLiners,
    start: StartInput | None,
    *,
    by: User,
    now: datetime,
) -> Note:
    catalogue = workloads_for(texts=texts)
    lines = tuple(WorkloadLine(workload.code, workload.name, texts[workload.code]) for workload in catalogue)
    content = replace(content, workloads=lines)
    has_no_risks = bool(submission.content["has_no_risks"])
    check_sections(content=content, is_without_workloads=bool(submission.content["is_without_workloads"]))
    _check_risks(submission, has_no_risks=has_no_risks)
    check_one_liners(one_liners=one_liners)
    body = summary_body(
        content=content,
        customer=submission.customer,
        has_no_risks=has_no_risks,
        is_calling_out=bool(submission.mentioned_risks or submission.new_risks),
    )
    carried = carried_into(
        content=content, customer=submission.customer, happened_on=submission.happened_on, start=start
    )
    with acting(by=by, now=now):
        requesters = {request.requested_by_id for request in answered_requests}
        note = insert_note(submission=submission, body=body, requesters=requesters, by=by, now=now)
        _insert_details(note, content, catalogue, has_no_risks=has_no_risks, one_liners=one_liners, carried=carried)
        recompute_summary_status(customer=note.customer)
    # Counted as they are answered: a request that was withdrawn a moment ago does not unlock a Low customer.
    answered = answer_requests(requests=answered_requests, note=note, by=by, now=now)
    _check_priority(note.customer, answered)
    return note


def _check_risks(submission: Submission, *, has_no_risks: bool) -> None:
    """Any escalation or issue must be called out in the Risks box (source: seed); with none, the author says so."""
    if not has_no_risks and (submission.new_risks or submission.mentioned_risks):
        return
    is_any_open = Risk.objects.open().filter(customer=submission.customer).exists()
    if has_no_risks and (is_any_open or submission.new_risks):
        raise RuleError(
            "“No escalations or issues” is ticked, but the Risks box has an open entry. Say which ones to call out.",
            field="mentioned_risks" if is_any_open else "has_no_risks",
        )
    if not has_no_risks and not is_any_open:
        raise RuleError(
            "The Risks box is empty. Add the escalation or issue, or confirm that there are none.",
            field="has_no_risks",
        )


def _check_priority(customer: Customer, answered: int) -> None:
    if customer.priority == Priority.LOW and not answered:
        raise RuleError(
            f"{customer.name} has Low priority, so an Exec Summary takes an open request of an RM that it answers. "
            "Nothing was published, your text is kept. Ask the RM for one, or change the priority with a reason.",
            field="answered_requests",
        )


def _insert_details(
    note: Note,
    content: ExecSummaryContent,
    catalogue: Sequence[Workload],
    *,
    has_no_risks: bool,
    one_liners: OneLiners,
    carried: Carried,
) -> None:
    values = {name: value for name, value in vars(content).items() if name != "workloads"}
    # Retiring does not wait for us: a workload retired since `workloads_for` looked is refused by the database.
    retired = (
        "A workload was retired a moment ago. Nothing was published; your text is kept. Publish again to see which."
    )
    with rules_of_database({"notes_workloadstatus_active": retired}):
        summary = ExecSummary(note=note, has_no_risks=has_no_risks, **vars(one_liners), **values)
        summary.carried = carried
        summary.save(force_insert=True)
        WorkloadStatus.objects.bulk_create(
            WorkloadStatus(
                summary=summary, workload=workload, name=line.name, position=workload.position, text=line.text
            )
            for workload, line in zip(catalogue, content.workloads, strict=True)
        )
