"""Who may reach which address: the table of `docs/permissions.md`, address by address.

An address without an entry fails the sweep. `allowed` names members of the cast; those it is hidden from get 404,
everybody else 403. Signed out always leads to the sign-in page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

EVERYBODY = ("owner", "teammate", "architect", "engineer", "sme", "rm", "other_rm", "leader", "admin", "outsider")
HERE = ("owner", "teammate", "architect", "engineer", "sme")
READERS = (*HERE, "rm", "other_rm", "leader", "admin")
SUMMARY_WRITERS = ("owner", "teammate", "architect")
RISK_WRITERS = (*HERE, "rm")
HINT_READERS = (*SUMMARY_WRITERS, "rm")
RMS = ("rm", "other_rm")
READ_ALL = ("architect", "rm", "other_rm", "leader", "admin")
COMMENTERS = (*HERE, "rm", "other_rm", "leader")
LEADS = ("owner", "rm", "admin")  # the primary FM, the RM here, administrators
ADMIN = ("admin",)
PORTFOLIO = ("rm", "other_rm", "leader", "admin")
WRITERS = (*HERE, "outsider")  # whoever writes notes about any customer

World = dict[str, Any]


@dataclass(frozen=True)
class Rule:
    """`args` builds the address's arguments from the world; `methods` are the ones the view answers."""

    allowed: tuple[str, ...]
    methods: tuple[str, ...] = ("GET",)
    args: Callable[[World], list[Any]] = field(default=lambda world: [])
    hidden_from: tuple[str, ...] = ()


def _of(name: str, attribute: str = "key") -> Callable[[World], list[Any]]:
    return lambda world: [getattr(world[name], attribute)]


def _coached(kind: str) -> Callable[[World], list[Any]]:
    return lambda world: [world["customer"].key, kind]


def own(what: str, *methods: str, by: str = "key") -> Rule:
    """Something of the owner's alone: for everybody else, whatever their role, it is not there."""
    others = tuple(name for name in EVERYBODY if name != "owner")
    return Rule(("owner",), methods or ("GET",), _of(what, by), hidden_from=others)


def about(what: str, allowed: tuple[str, ...], *methods: str, by: str = "key") -> Rule:
    """A page about the customer, or about something of the customer's."""
    return Rule(allowed, methods or ("GET",), _of(what, by), hidden_from=("outsider",))


GET_POST = ("GET", "POST")

RULES: dict[str, Rule] = {
    "home": Rule(EVERYBODY),
    # customers
    "customers:customer-list": Rule(EVERYBODY),
    "customers:customer_column-update": Rule(EVERYBODY, ("POST",)),
    "customers:customer-create": Rule(ADMIN, GET_POST),
    "customers:customer-detail": about("customer", READERS),
    "customers:customer-update": about("customer", ADMIN, *GET_POST),
    "customers:customer-archive": about("customer", ADMIN, *GET_POST),
    "customers:customer-restore": about("customer", ADMIN, *GET_POST),
    "customers:customer_visit-mark": about("customer", READERS, "POST"),
    "customers:priority-change": about("customer", LEADS, *GET_POST),
    "customers:assignment-list": about("customer", LEADS, *GET_POST),
    "customers:assignment-end": about("assignment", LEADS, *GET_POST, by="pk"),
    "customers:assignment-cancel": about("assignment", LEADS, "POST", by="pk"),
    "customers:assignment-primary": about("assignment", LEADS, "POST", by="pk"),
    "customers:tenant-list": about("customer", ADMIN, *GET_POST),
    "customers:tenant-update": about("tenant", ADMIN, *GET_POST, by="pk"),
    "customers:tenant-winner": about("tenant", ADMIN, *GET_POST, by="pk"),
    # notes
    "notes:shared_update-create": Rule(WRITERS, GET_POST),
    # portfolio
    "notes:portfolio-detail": Rule(PORTFOLIO),
    "notes:portfolio-export": Rule(PORTFOLIO, ("POST",)),
    "notes:portfolio_row-list": Rule(PORTFOLIO, args=lambda world: ["risks"]),
    "notes:portfolio_row_column-update": Rule(PORTFOLIO, ("POST",), lambda world: ["risks"]),
    "notes:portfolio_row-export": Rule(PORTFOLIO, ("POST",), lambda world: ["risks"]),
    # data quality
    "notes:hand_over-create": Rule(ADMIN, GET_POST, _of("person", "pk")),
    "notes:data_quality-list": Rule(PORTFOLIO),
    "notes:data_quality-detail": Rule(PORTFOLIO, args=lambda world: ["primary_fm"]),
    "notes:data_quality-export": Rule(PORTFOLIO, ("POST",), lambda world: ["primary_fm"]),
    # campaigns
    "notes:campaign-list": Rule(EVERYBODY),
    "notes:campaign-detail": Rule(EVERYBODY, args=_of("campaign", "tag")),
    "notes:campaign-create": Rule(ADMIN, GET_POST),
    "notes:campaign-update": Rule(ADMIN, GET_POST, _of("campaign", "tag")),
    # coach
    "notes:coach_hint-list": Rule(HERE, ("POST",), _coached("overall"), ("outsider",)),
    "notes:coach_hint-dismiss": Rule(HERE, ("POST",), _coached("entitlement"), ("outsider",)),
    "notes:coach_rule-list": Rule(ADMIN),
    "notes:coach_rule-switch": Rule(ADMIN, ("POST",), lambda world: ["vague_words"]),
    "notes:note-create": about("customer", HERE, *GET_POST),
    "notes:note-preview": about("customer", HERE, "POST"),
    "notes:timeline_filter-detail": about("customer", READERS),
    "notes:note-detail": about("note", READERS),
    "notes:note-text": about("note", READERS),
    "notes:note-body": about("note", READERS),
    "notes:note-read": about("note", READERS, "POST"),
    "notes:note-history": about("note", READERS),
    "notes:note-amend": about("own_note", ("owner",), *GET_POST),
    "notes:note-withdraw": about("own_note", ("owner", "admin"), *GET_POST),
    "notes:note-move": about("own_note", ("owner", "admin"), *GET_POST),
    "notes:note_comment-create": about("note", COMMENTERS, "POST"),
    "notes:note_comment-withdraw": about("comment", ("rm",), "POST", by="pk"),
    "notes:next_action-complete": about("next_action", HERE, "POST", by="pk"),
    "notes:next_action-postpone": about("next_action", HERE, *GET_POST, by="pk"),
    "notes:next_action-reopen": about("next_action", HERE, "POST", by="pk"),
    "notes:exec_summary-create": about("customer", SUMMARY_WRITERS, *GET_POST),
    "notes:exec_summary-preview": about("customer", SUMMARY_WRITERS, "POST"),
    "notes:exec_summary-compare": about("own_summary", READERS),
    "notes:summary_hint-dismiss": about("customer", HINT_READERS, "POST"),
    "notes:exec_summary-amend": about("own_summary", ("owner",), *GET_POST),
    "notes:exec_summary-paste": about("customer", SUMMARY_WRITERS, "POST"),
    "notes:exec_summary-place": about("customer", SUMMARY_WRITERS, "POST"),
    "notes:enterprise_note-create": about("customer", ("owner",), *GET_POST),
    "notes:enterprise_note-amend": about("own_enterprise", ("owner",), *GET_POST),
    "notes:entitlement-list": about("customer", READERS),
    "notes:entitlement-detail": about("entitlement", READERS, by="pk"),
    "notes:entitlement-create": about("customer", ADMIN, *GET_POST),
    "notes:entitlement-update": about("entitlement", ADMIN, *GET_POST, by="pk"),
    "notes:entitlement-delete": about("entitlement", ADMIN, "POST", by="pk"),
    "notes:entitlement_note-create": about("customer", HERE, *GET_POST),
    "notes:entitlement_note-amend": about("own_entitlement", ("owner",), *GET_POST),
    # drafts
    "notes:draft-list": Rule(EVERYBODY),
    "notes:draft-detail": own("draft"),
    "notes:draft-save": Rule(EVERYBODY, ("POST",), _of("draft")),  # what may be saved is in the form that is sent
    "notes:draft-discard": own("draft", "POST"),
    "notes:draft-restore": own("draft", "POST"),
    # risks
    "notes:risk-list": about("customer", READERS),
    "notes:risk-create": about("customer", RISK_WRITERS, *GET_POST),
    "notes:risk-detail": about("risk", READERS),
    "notes:risk-update": about("risk", RISK_WRITERS, *GET_POST),
    "notes:risk-close": about("risk", RISK_WRITERS, *GET_POST),
    "notes:risk-reopen": about("risk", RISK_WRITERS, *GET_POST),
    # requests
    "notes:exec_summary_request-list": Rule(EVERYBODY),
    "notes:exec_summary_request-create": about("customer", RMS, *GET_POST),
    "notes:exec_summary_request-see": about("request", SUMMARY_WRITERS, "POST"),
    "notes:exec_summary_request-decline": about("request", SUMMARY_WRITERS, *GET_POST),
    "notes:exec_summary_request-withdraw": about("request", ("rm",), *GET_POST),
    "notes:exec_summary_request-detail": about("request", READERS),
    "notes:exec_summary_request-history": about("customer", READERS),
    "notes:exec_summary_request-confirm": about("request", SUMMARY_WRITERS, "POST"),
    "notes:exec_summary_request-remind": about("request", ("rm",), "POST"),
    "notes:request_message-create": about("request", (*SUMMARY_WRITERS, "rm"), "POST"),
    "notes:request_batch-create": Rule(RMS, GET_POST),
    "notes:request_batch-detail": Rule(
        READ_ALL,
        args=_of("batch"),
        hidden_from=tuple(name for name in EVERYBODY if name not in READ_ALL),
    ),
    # reading run
    "notes:reading_run-detail": Rule(EVERYBODY),
    "notes:reading_run-start": Rule(EVERYBODY, ("POST",)),
    "notes:reading_run-mark": about("customer", READERS, "POST"),
    # exports
    "notes:exec_summary-export": about("note", READERS, "POST"),
    "notes:one_liner-update": about("own_summary", ("owner",), *GET_POST),
    "notes:customer_brief-export": about("customer", READERS, "POST"),
    "notes:one_liner-export": Rule(EVERYBODY, ("POST",)),
    "notes:customer_list-export": Rule(EVERYBODY, ("POST",)),
    "notes:search-export": Rule(EVERYBODY, ("POST",)),
    "notes:briefing_pack-create": Rule(EVERYBODY, ("POST",)),
    "notes:briefing_pack-detail": own("pack"),
    "notes:briefing_pack-advance": own("pack", "POST"),
    "notes:briefing_pack-download": own("pack", "POST"),
    "notes:export_purpose-update": Rule(EVERYBODY, GET_POST),
    "notes:export_log-list": Rule(ADMIN),
    # workload codes
    "notes:workload-list": Rule(ADMIN),
    "notes:workload-create": Rule(ADMIN, GET_POST),
    "notes:workload-order": Rule(ADMIN, ("POST",)),
    "notes:workload-update": Rule(ADMIN, GET_POST, _of("workload", "code")),
    "notes:workload-move": Rule(ADMIN, ("POST",), _of("workload", "code")),
    "notes:workload-retire": Rule(ADMIN, ("POST",), _of("workload", "code")),
    "notes:workload-restore": Rule(ADMIN, ("POST",), _of("workload", "code")),
    "notes:workload-delete": Rule(ADMIN, ("POST",), _of("workload", "code")),
    # templates and snippets
    "notes:snippet-list": Rule(ADMIN),
    "notes:snippet-create": Rule(ADMIN, GET_POST),
    "notes:snippet-order": Rule(ADMIN, ("POST",)),
    "notes:snippet-update": Rule(ADMIN, GET_POST, _of("snippet", "pk")),
    "notes:snippet-move": Rule(ADMIN, ("POST",), _of("snippet", "pk")),
    "notes:snippet-retire": Rule(ADMIN, ("POST",), _of("snippet", "pk")),
    "notes:snippet-restore": Rule(ADMIN, ("POST",), _of("snippet", "pk")),
    "notes:snippet-options": Rule(WRITERS),
    "notes:own_snippet-list": Rule(WRITERS),
    "notes:own_snippet-create": Rule(WRITERS, GET_POST),
    "notes:own_snippet-order": Rule(WRITERS, ("POST",)),
    # inbox
    "notes:notification-list": Rule(EVERYBODY),
    "notes:notification-count": Rule(EVERYBODY),
    "notes:notification-see_all": Rule(EVERYBODY, ("POST",)),
    "notes:notification-see": own("notification", "POST", by="pk"),
    "notes:risk-see": about("risk", READERS, "POST"),
    "notes:follow-list": Rule(EVERYBODY),
    "notes:follow-create": about("customer", READERS, "POST"),
    "notes:follow-end": about("customer", READERS, "POST"),
    # search
    "notes:search-detail": Rule(EVERYBODY),
    "notes:latest-list": Rule(EVERYBODY),
    "notes:latest-count": Rule(EVERYBODY),
    "notes:saved_view-list": Rule(EVERYBODY),
    "notes:saved_view-create": Rule(EVERYBODY, GET_POST),
    "notes:saved_view-update": own("view", *GET_POST, by="pk"),
    "notes:saved_view-pin": own("view", "POST", by="pk"),
    "notes:saved_view-delete": own("view", "POST", by="pk"),
    # people
    "accounts:person-list": Rule(ADMIN),
    "accounts:person-create": Rule(ADMIN, GET_POST),
    "accounts:person-update": Rule(ADMIN, GET_POST, _of("person", "pk")),
    "accounts:person-invite": Rule(ADMIN, ("POST",), _of("person", "pk")),
    "accounts:person-options": Rule(EVERYBODY),
    "accounts:kept_post-detail": Rule(EVERYBODY),
    "accounts:preferences-update": Rule(EVERYBODY, GET_POST),
}
