"""Each status as a word with the shape of its vocabulary; colour only repeats the word.

Everything is written once at import, because a timeline shows dozens of them; the looks are in `static/css/status.css`.
The tags serve all apps and so import no enum of one: `tests/ftop/templatetags` holds the words against them.
"""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

ENGAGEMENT = {"on_hold": "On Hold", "reactive": "Reactive", "fully_engaged": "Fully Engaged"}
DEPLOYMENT = {
    "not_deployed": "Not Deployed",
    "partially_deployed": "Partially Deployed",
    "fully_deployed": "Fully Deployed",
}
HEALTH = {"red": "Red", "yellow": "Yellow", "green": "Green", "blue": "Blue", "": "Unknown"}
ENTERPRISE = {"red": "Red", "yellow": "Yellow", "green": "Green"}
ENTITLEMENT = {
    "in_progress": "In progress",
    "blocked": "Blocked",
    "no_intent": "No intent",
    "unknown": "Status unknown",
    "invalid": "Duplicate/Invalid",
}
LEVEL = {"high": "High", "medium": "Medium", "low": "Low"}
RISK_KIND = {"risk": "Risk", "issue": "Issue", "escalation": "Escalation"}
NOTE_KIND = {
    "overall": "Overall note",
    "exec_summary": "Exec Summary",
    "enterprise": "Enterprise note",
    "entitlement": "Entitlement note",
}
REQUEST_STATE = {"open": "Open", "answered": "Answered", "not_needed": "Not needed", "withdrawn": "Withdrawn"}
_REQUEST_ICON = {"open": "request", "answered": "check-circle", "not_needed": "withdrawn", "withdrawn": "restore"}
# What the timeline shows between the notes.
_EVENT_ICON = {
    "priority": "priority",
    "assignment": "assignment",
    "tenant": "winner",
    "risk_opened": "risk",
    "risk_closed": "check-circle",
    "risk_reopened": "risk",
    "archive": "retire",
    "note_moved": "moved",
}


def _slug(value: str) -> str:
    return value.replace("_", "-") or "unknown"


def _icon(name: str) -> SafeString:
    return format_html('<i class="i i-{}"></i>', name)


def _words(prefix: str, names: Mapping[str, str], *, markup: str) -> dict[str, SafeString]:
    return {value: format_html(markup, f"{prefix}-{_slug(value)}", word) for value, word in names.items()}


# "High" alone could be a priority or a severity: a screen reader hears which.
_ENGAGEMENT = _words("eng", ENGAGEMENT, markup='<span class="s {}">{}</span>')
_DEPLOYMENT = _words("dep", DEPLOYMENT, markup='<span class="s {}">{}</span>')
_HEALTH = _words("hlt", HEALTH, markup='<span class="s hlt {}"><span class="visually-hidden">Health: </span>{}</span>')
_ENTERPRISE = {
    value: format_html(
        '<span class="ere ere-{}"><span class="visually-hidden">Enterprise status: </span>{}</span>', value, word
    )
    for value, word in ENTERPRISE.items()
}
_ENTITLEMENT = _words("ent", ENTITLEMENT, markup='<span class="s ent {}">{}</span>')
_SEVERITY = _words("sev", LEVEL, markup='<span class="s {}">{}<span class="visually-hidden"> severity</span></span>')
_PRIORITY = _words("pri", LEVEL, markup='<span class="pill {}">{}<span class="visually-hidden"> priority</span></span>')
_RISK_KIND = {
    value: format_html('<span class="kind kind-{}">{} {}</span>', _slug(value), _icon(value), word)
    for value, word in RISK_KIND.items()
}
_REQUEST_STATE = {
    value: format_html('<span class="kind state-{}">{} {}</span>', _slug(value), _icon(_REQUEST_ICON[value]), word)
    for value, word in REQUEST_STATE.items()
}
_NOTE_ICON = {value: _icon(_slug(value)) for value in NOTE_KIND}
_EVENT = {value: _icon(name) for value, name in _EVENT_ICON.items()}
_OTHER_EVENT = _icon("event")


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon for the eye only: the word stands beside it."""
    return _icon(name)


@register.simple_tag
def engagement(value: str) -> SafeString:
    """On Hold, Reactive or Fully Engaged, with an empty, half or full dot."""
    return _ENGAGEMENT[value]


@register.simple_tag
def deployment(value: str) -> SafeString:
    """Not, Partially or Fully Deployed, with three segments."""
    return _DEPLOYMENT[value]


@register.simple_tag
def health(value: str) -> SafeString:
    """The measured customer health, with a ring in its colour; never the status of an Enterprise note."""
    return _HEALTH[value]


@register.simple_tag
def enterprise_status(value: str) -> SafeString:
    """The Health Owner's judgement, in a square with its letter; never the measured health."""
    return _ENTERPRISE[value]


@register.simple_tag
def entitlement(value: str) -> SafeString:
    """The status of one workload of one tenant, with a diamond."""
    return _ENTITLEMENT[value]


@register.simple_tag
def severity(value: str) -> SafeString:
    """How bad a risk is, with a triangle."""
    return _SEVERITY[value]


@register.simple_tag
def priority(value: str) -> SafeString:
    """The priority of a customer, as a filled, outlined or plain pill."""
    return _PRIORITY[value]


@register.simple_tag
def risk_kind(value: str) -> SafeString:
    """Risk, Issue or Escalation, with its icon."""
    return _RISK_KIND[value]


@register.simple_tag
def request_state(value: str) -> SafeString:
    """Where a request for an Exec Summary stands."""
    return _REQUEST_STATE[value]


@register.simple_tag
def note_icon(value: str) -> SafeString:
    """The kind of a note in the gutter; the heading beside it names the kind."""
    return _NOTE_ICON[value]


@register.simple_tag
def event_icon(value: str) -> SafeString:
    """What an event between the notes is about; its sentence says it."""
    return _EVENT.get(value, _OTHER_EVENT)


@register.filter
def note_kind(value: str) -> str:
    """The short name of a kind of note, as headings use it."""
    return NOTE_KIND[value]


@register.filter
def initials(name: str) -> str:
    """At most two letters for the round badge beside a name."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()
