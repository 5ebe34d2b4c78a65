"""The cells of a customer's row; joined here and not in a template, because a page of the list has hundreds of them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ftop.accounts.enums import CustomerColumn
from ftop.accounts.models import User
from ftop.templatetags.shapes import deployment, engagement, health, priority, severity
from ftop.templatetags.when import when

register = template.Library()


@register.simple_tag
def customer_cells(customer: Any, columns: Iterable[str]) -> SafeString:
    """The cells of these columns, by their values, in the order given. The customer comes as the list reads it."""
    return mark_safe("".join(_CELLS[column](customer) for column in columns))  # noqa: S308 - every cell is safe


def _cell(css: str, label: str, content: object) -> SafeString:
    """A phone shows the label, as there is no heading above."""
    return format_html('<td class="{}" data-label="{}">{}</td>', css, label, content)


def _people(people: Sequence[User], label: str) -> SafeString:
    if not people:
        return _cell("words", label, _empty("nobody"))
    names = [person.full_name for person in people]
    more = '<span class="meta" title="{}"> +{}<span class="visually-hidden"> more</span></span>'
    others = format_html(more, ", ".join(names), len(names) - 1) if len(names) > 1 else ""
    return _cell("words", label, format_html("{}{}", names[0], others))


def _status(drawn: SafeString | None, label: str) -> SafeString:
    """A status says by its shape what it is of."""
    return format_html('<td class="nowrap">{}</td>', drawn) if drawn else _cell("nowrap", label, _empty("not known"))


def _age(value: date | datetime | None, label: str) -> SafeString:
    return _cell("nowrap", label, when(value) if value else _empty("none"))


def _risks(customer: Any) -> SafeString:
    worst = format_html(" {}", severity(customer.worst_severity)) if customer.worst_severity else ""
    css = "nowrap" if customer.open_risk_count else "nowrap zero"
    return _cell(css, "Open risks", format_html("{}{}", customer.open_risk_count, worst))


def _overdue(customer: Any) -> SafeString:
    if not customer.overdue_action_count:
        return _cell("num zero", "Overdue", 0)
    return _cell("num", "Overdue", format_html('<span class="overdue">{}</span>', customer.overdue_action_count))


def _empty(words: str) -> SafeString:
    return format_html('<span class="zero">{}</span>', words)


_CELLS: dict[str, Callable[[Any], SafeString]] = {
    CustomerColumn.PRIORITY: lambda customer: format_html("<td>{}</td>", priority(customer.priority)),
    CustomerColumn.HEALTH: lambda customer: format_html("<td>{}</td>", health(customer.health)),
    CustomerColumn.FM: lambda customer: _people(customer.fms, "FM"),
    CustomerColumn.RM: lambda customer: _people(customer.rms, "RM"),
    CustomerColumn.SEGMENT: lambda customer: _cell("nowrap", "Segment", customer.get_segment_display()),
    CustomerColumn.INDUSTRY: lambda customer: _cell("words", "Industry", customer.industry or "not known"),
    CustomerColumn.SEATS: lambda customer: _cell("num", "Seats", intcomma(customer.seats)),
    CustomerColumn.ENGAGEMENT: lambda customer: _status(
        engagement(customer.engagement_status) if customer.engagement_status else None, "Engagement"
    ),
    CustomerColumn.DEPLOYMENT: lambda customer: _status(
        deployment(customer.deployment_progress) if customer.deployment_progress else None, "Deployment"
    ),
    CustomerColumn.NOTE: lambda customer: _age(customer.last_overall_note_on, "Last note"),
    CustomerColumn.SUMMARY: lambda customer: _age(customer.last_exec_summary_at, "Exec Summary"),
    CustomerColumn.RISKS: _risks,
    CustomerColumn.OVERDUE: _overdue,
}
