from datetime import datetime

from django.db import transaction

from customers.enums import EventKind
from customers.models import Customer
from customers.services.timeline_event import record_event
from ftop.accounts.models import User
from ftop.lib.validation import rules_of_database
from notes.enums import RiskKind, Severity
from notes.models import Risk
from notes.services.inputs import RiskInput


@transaction.atomic
def open_risk(*, customer: Customer, risk: RiskInput, by: User, now: datetime) -> Risk:
    """Put a new risk into the customer's Risks box and the opening on the timeline.

    Raises RuleError when a rule of the risk itself is broken.
    """
    opened = Risk(
        customer=customer,
        kind=risk.kind,
        category=risk.category,
        title=risk.title,
        severity=risk.severity,
        owner=risk.owner,
        owner_name=risk.owner_name,
        response=risk.response,
        opened_at=now,
        opened_by=by,
    )
    with rules_of_database():
        opened.save(force_insert=True)
    what, weight = RiskKind(opened.kind).label, Severity(opened.severity).label.lower()
    record_event(
        customer=customer,
        kind=EventKind.RISK_OPENED,
        sentence=f"{what} opened, severity {weight}: {opened.title}",
        by=by,
        now=now,
    )
    return opened
