"""Notes as the services publish them, for tests of what happens to them afterwards."""

import uuid
from datetime import datetime
from typing import Any

from customers.models import Customer
from ftop.accounts.models import User
from notes.exec_summary_content import ExecSummaryInput
from notes.models import Note
from notes.services.exec_summary import publish_exec_summary
from notes.services.note import publish_overall_note
from tests.factories import NOON, TODAY
from tests.notes.exec_summaries import EXAMPLE

SECTIONS = ExecSummaryInput(**{name: value for name, value in vars(EXAMPLE).items() if name != "workloads"})
WORKLOADS = {line.code: line.text for line in EXAMPLE.workloads}


def overall(customer: Customer, by: User, text: str = "Call with Dana.", *, now: datetime = NOON, **more: Any) -> Note:
    """An Overall Status Note without next actions, unless `more` has some."""
    values: dict[str, Any] = {
        "key": uuid.uuid4(),
        "happened_on": TODAY,
        "actions": [],
        "no_action_reason": "" if more.get("actions") else "Information only",
        "is_escalated": False,
        "mentioned_risks": [],
        "new_risks": [],
    }
    return publish_overall_note(customer=customer, text=text, by=by, now=now, **(values | more))


def summary(customer: Customer, by: User, *, now: datetime = NOON, **more: Any) -> Note:
    """The seed's example, calling out nothing, unless `more` says otherwise."""
    values: dict[str, Any] = {
        "key": uuid.uuid4(),
        "happened_on": TODAY,
        "content": SECTIONS,
        "workloads": WORKLOADS,
        "is_without_workloads": False,
        "mentioned_risks": [],
        "new_risks": [],
        "has_no_risks": not (more.get("mentioned_risks") or more.get("new_risks")),
        "answered_requests": [],
    }
    return publish_exec_summary(customer=customer, by=by, now=now, **(values | more))
