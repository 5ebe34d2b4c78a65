"""The Risks box: what is open at a customer, what was closed, and the notes that speak of it."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from customers.models import Customer
from ftop.lib.compiled import compiled
from notes.models import Risk, RiskMention
from notes.models.risk import RiskQuerySet


def open_risks(customer: Customer) -> list[Risk]:
    """The open risks by severity and then age, each with `mentioned_in`: key and day of the notes, newest first.

    Each also carries `closed_count`, how many closed ones the customer has. One query.
    """
    risks = _open_risks(customer.pk)
    for risk in risks:
        risk.customer = customer
    return risks


@compiled
def _open_risks(customer: int) -> RiskQuerySet:
    closed = Risk.objects.filter(customer=OuterRef("customer"), closed_at__isnull=False).order_by()
    count = closed.values("customer").annotate(count=Count("pk")).values("count")
    rows = _with_mentions(Risk.objects.open().filter(customer=customer))
    return rows.annotate(closed_count=Subquery(count)).by_weight()


def closed_risks(customer: Customer) -> RiskQuerySet:
    """The closed ones, the last closed first, with the notes as in `open_risks`."""
    return _with_mentions(customer.risks.all()).filter(closed_at__isnull=False).order_by("-closed_at", "-id")


def risk_in_box(risk: Risk) -> Risk:
    """The risk as the box shows it, with `mentioned_in`. One query."""
    return _with_mentions(risk.customer.risks.all()).get(pk=risk.pk)


def mentions_of(risk: Risk) -> QuerySet[RiskMention]:
    """The notes that call the risk out, newest first, each with its author. One query."""
    return risk.mentions.select_related("note__author").order_by("-note__happened_on", "-note_id")


def _with_mentions(risks: RiskQuerySet) -> RiskQuerySet:
    # A withdrawn note calls nothing out any more; the risk's own page still names it.
    mentions = RiskMention.objects.filter(risk=OuterRef("pk"), note__withdrawn_at__isnull=True).order_by(
        "-note__happened_on", "-note_id"
    )
    return risks.select_related("owner", "opened_by", "closed_by").annotate(
        mentioned_in=ArraySubquery(
            mentions.values(mention=JSONObject(key="note__key", happened_on="note__happened_on", kind="note__kind"))
        )
    )
