"""Rows of customers; joined here and not in a template, because a page of the list has hundreds of cells."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.template.defaultfilters import pluralize
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from customers.templatetags.cadence import enterprise_due
from ftop.accounts.enums import CustomerColumn
from ftop.accounts.models import User
from ftop.lib.addresses import address_with_key
from ftop.lib.markup import joined
from ftop.templatetags.shapes import deployment, engagement, health, icon, priority, severity
from ftop.templatetags.when import when

register = template.Library()

_RETIRED = mark_safe(' class="is-retired"')
_ARCHIVED = mark_safe("<span>archived</span>")
_NO_PICK = mark_safe('<td class="pick"></td>')
_NO_REQUEST = mark_safe('<td class="row-actions"></td>')


@register.simple_tag
def customer_rows(customers: Iterable[Any], columns: Collection[str], *, today: date, can_request: bool) -> SafeString:
    """The rows of customers as the list reads them, each with its name, the cells of these columns, and a last one."""
    page, ask = address_with_key("customers:customer-detail"), address_with_key("notes:exec_summary_request-create")
    return joined(
        format_html(
            '<tr data-row{}>\n{}\n<th scope="row">{}</th>\n{}{}</tr>\n',
            _RETIRED if customer.is_archived else "",
            pick_cell(customer),
            _name(customer, page.format(customer.key), today),
            joined(_CELLS[column](customer) for column in columns),
            _request(customer, ask.format(customer.key)) if can_request else "",
        )
        for customer in customers
    )


@register.simple_tag
def pick_cell(customer: Any) -> SafeString:
    """The tick that chooses the customer of a row; an empty cell where the row has none."""
    if not customer:
        return _NO_PICK
    return format_html(
        '<td class="pick"><input class="tick" type="checkbox" name="customer" value="{}" form="customer-pick"'
        ' aria-label="Choose {}"></td>',
        customer.key,
        customer.name,
    )


def _name(customer: Any, address: str, today: date) -> SafeString:
    return format_html(
        '\n<a class="plain" href="{}" data-row-link>{}</a>{}\n'
        '<div class="meta dots"><span>{}</span><span>{}</span>{}</div>\n{}\n',
        address,
        customer.name,
        _new(customer.new_note_count) if customer.new_note_count else "",
        customer.tpid,
        customer.region.name,
        _ARCHIVED if customer.is_archived else enterprise_due(customer, today),
        _worth(customer.summary_hint) if customer.summary_hint else "",
    )


def _new(count: int) -> SafeString:
    markup = ' <span class="badge-new">{} new<span class="visually-hidden"> note{} since your last visit</span></span>'
    return format_html(markup, count, pluralize(count))


def _worth(hint: Any) -> SafeString:
    said = "; ".join(fact.words for fact in hint.facts[:2])
    more = f" and {len(hint.facts) - 2} more" if len(hint.facts) > 2 else ""
    markup = '<div class="worth-line meta">{} Worth a new Exec Summary? {}{}</div>'
    return format_html(markup, icon("hint"), said, more)


def _request(customer: Any, address: str) -> SafeString:
    """The way to ask for an Exec Summary, or that one was asked for already."""
    if customer.is_archived:
        return _NO_REQUEST
    if customer.has_own_request:
        return format_html(
            '<td class="row-actions"><span class="meta">Requested<span class="visually-hidden">: the Exec Summary of {}'
            "</span></span></td>",
            customer.name,
        )
    return format_html(
        '<td class="row-actions"><a class="btn-link-quiet" href="{}">Request<span class="visually-hidden"> an Exec'
        " Summary of {}</span></a></td>",
        address,
        customer.name,
    )


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
