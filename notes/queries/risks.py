"""The Risks box: what is open at a customer, what was closed, and the notes that speak of it."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from customers.models import Customer
from notes.models import RiskMention
from notes.models.risk import RiskQuerySet


def open_risks(customer: Customer) -> RiskQuerySet:
    """The open risks by severity and then age, each with `mentioned_in`: key and day of the notes, newest first.

    One query.
    """
    return _with_mentions(customer).open().by_weight()


def closed_risks(customer: Customer) -> RiskQuerySet:
    """The closed ones, the last closed first, with the notes as in `open_risks`."""
    return _with_mentions(customer).filter(closed_at__isnull=False).order_by("-closed_at", "-id")


def _with_mentions(customer: Customer) -> RiskQuerySet:
    mentions = RiskMention.objects.filter(risk=OuterRef("pk")).order_by("-note__happened_on", "-note_id")
    risks: RiskQuerySet = customer.risks.select_related("owner", "opened_by").annotate(  # type: ignore[assignment]
        mentioned_in=ArraySubquery(
            mentions.values(mention=JSONObject(key="note__key", happened_on="note__happened_on", kind="note__kind"))
        )
    )
    return risks
