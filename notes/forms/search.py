"""The search's words and filters as they stand in the address, or typed into the one box."""

import calendar
import re
from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.forms import BoundField

from ftop.accounts.enums import Role
from ftop.accounts.models import User
from ftop.lib.forms import CleanTextFormField
from ftop.lib.text import fold
from notes.enums import NoteKind, RequestState, RiskKind
from notes.forms.address import AddressForm, Chip, FilterDayField
from notes.models import Workload
from notes.queries.search_filter import ME, TEAM, NoteSearch
from notes.queries.timeline import TimelineFilter
from notes.queries.workloads import every_workload
from notes.search.query import LONGEST_QUERY, read
from notes.search.words import words_of

# As people call them, folded; the last two are what the portal called them.
KIND_NAMES = {
    "overall": NoteKind.OVERALL,
    "overall status": NoteKind.OVERALL,
    "summary": NoteKind.EXEC_SUMMARY,
    "exec": NoteKind.EXEC_SUMMARY,
    "exec summary": NoteKind.EXEC_SUMMARY,
    "executive summary": NoteKind.EXEC_SUMMARY,
    "enterprise status": NoteKind.ENTERPRISE,
    "entitlement status": NoteKind.ENTITLEMENT,
    "engagement management": NoteKind.OVERALL,
    "service intent": NoteKind.ENTITLEMENT,
}
RISKS = [("", "Any"), ("open", "An open one"), ("closed", "A closed one"), *RiskKind.choices]
REQUESTS = [("", "Any"), (RequestState.OPEN.value, "Customer waits for one"), (RequestState.ANSWERED.value, "Answered")]
NEXT_ACTIONS = [("", "Any"), ("open", "Open"), ("overdue", "Overdue"), ("done", "Done")]
AUTHORS = {ME: "Me", TEAM: "My team"}
WHOSE = [("", "All I may see"), ("mine", "My customers"), ("fms", "My FMs' customers")]
_UNKNOWN = {
    "invalid_choice": "“%(value)s” is none of the choices, so it narrows nothing.",
    "invalid": "This is no day, so it narrows nothing. Write it as 2026-03-14, or 2026-03 for the month.",
}


class SearchForm(AddressForm):
    """What cannot be read asks for nothing and is named; a field typed into the box counts as chosen beside it."""

    without_chip = frozenset({"q", "order"})

    q = CleanTextFormField(label="Words", required=False, max_length=LONGEST_QUERY * 4)
    customer = CleanTextFormField(label="Customer", required=False, max_length=200)
    tpid = CleanTextFormField(label="TPID", required=False, max_length=20)
    author = CleanTextFormField(
        label="Author", required=False, max_length=200, widget=forms.TextInput(attrs={"list": "authors"})
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All kinds"), *NoteKind.choices])
    workload = forms.ChoiceField(label="Workload", required=False)
    tag = CleanTextFormField(label="Hashtag", required=False, max_length=60)
    risk = forms.ChoiceField(label="Risk called out", required=False, choices=RISKS)
    request = forms.ChoiceField(label="Exec Summary request", required=False, choices=REQUESTS)
    next = forms.ChoiceField(label="Next action", required=False, choices=NEXT_ACTIONS)
    since = FilterDayField("From")
    until = FilterDayField("To")
    whose = forms.ChoiceField(label="Whose", required=False, choices=WHOSE)
    escalated = forms.BooleanField(label="Escalated only", required=False)
    order = forms.ChoiceField(required=False, choices=[("", "Newest first"), ("rank", "Best match first")])

    def __init__(self, data: Any, *, user: User, now: datetime, **kwargs: Any) -> None:
        self.query = read(data.get("q", ""))
        typed = {name: self._as_chosen(name, value) for name, value in self.query.fields.items()}
        super().__init__({**data.dict(), **typed, "q": self.query.words}, **kwargs)
        self.now = now
        for field in self.fields.values():
            field.error_messages |= _UNKNOWN
        self.fields["workload"].choices = self._workload_choices  # type: ignore[attr-defined]
        if not user.has_role(Role.RM):
            self.fields["whose"].choices = WHOSE[:2]  # type: ignore[attr-defined]

    def clean_author(self) -> str:
        author = self.cleaned_data["author"]
        return fold(author) if fold(author) in AUTHORS else author

    def search(self) -> NoteSearch:
        """What to look for; fields with an error ask for nothing."""
        self.is_valid()
        asked = self.cleaned_data.get
        shared = TimelineFilter(
            kind=asked("kind", ""),
            workload=asked("workload", ""),
            is_escalated=asked("escalated", False),
            tag=asked("tag", ""),
            since=asked("since"),
            until=asked("until"),
        )
        names = ("customer", "tpid", "author", "risk", "request", "next", "whose")
        return NoteSearch(self.now, self.query, shared, **{name: asked(name, "") for name in names})

    @property
    def is_by_rank(self) -> bool:
        self.is_valid()
        return self.cleaned_data.get("order") == "rank"

    @property
    def problems(self) -> list[str]:
        """Sentences about what was asked for and could not be used."""
        named = [(self.fields[name].label or name, error) for name, errors in self.errors.items() for error in errors]
        return [*self.query.problems, *(f"{label}: {error}" for label, error in named)]

    @property
    def authors(self) -> list[tuple[str, str]]:
        """What the author's field offers beside names."""
        return list(AUTHORS.items())

    @property
    def words_address(self) -> str:
        """The query string of the words alone."""
        return urlencode({"q": self.query.words} if self.query.words else {})

    @property
    def newest_address(self) -> str:
        return self.address(order="")

    @property
    def rank_address(self) -> str:
        return self.address(order="rank")

    def whose_chips(self) -> list[Chip]:
        chosen = self.asked().get("whose", "")
        choices = self.fields["whose"].choices  # type: ignore[attr-defined]
        return [Chip(label, self.address(whose=value), value == chosen) for value, label in choices]

    def controls(self) -> list[BoundField]:
        """The fields that stand beside the results, in their order; "escalated" follows alone."""
        return [self[name] for name in self.fields if name not in {*self.without_chip, "escalated"}]

    def chip_label(self, name: str) -> str:
        label = super().chip_label(name)
        return f"{self.fields[name].label}: {label}" if name in {"risk", "request", "next"} else label

    def _workload_choices(self) -> list[tuple[str, str]]:
        return [("", "All workloads"), *((w.code, f"{w.code} {w.name}") for w in self._workloads)]

    @cached_property
    def _workloads(self) -> list[Workload]:
        return every_workload()

    def _as_chosen(self, name: str, value: str) -> str:
        """What was typed after "name:" as the field beside the results has it; what is not known stays as typed."""
        match name:
            case "kind":
                return KIND_NAMES.get(fold(value).removesuffix(" note"), fold(value))
            case "workload":
                return next((w.code for w in self._workloads if _names(w, value)), value)
            case "since":
                return _day(value, is_last=False)
            case "until":
                return _day(value, is_last=True)
            case "escalated":
                return "1" if fold(value) in {"yes", "1", "true"} else ""
            case "risk" | "request" | "next":
                return fold(value)
            case _:
                return value


def _names(workload: Workload, typed: str) -> bool:
    """Whether somebody who typed this means the workload: its code, an alias, its name or a word of it."""
    asked = words_of(typed)
    codes = [words_of(name) for name in (workload.code, *workload.aliases, workload.name)]
    return asked in codes or (len(asked) == 1 and asked[0] in words_of(workload.name))


def _day(typed: str, *, is_last: bool) -> str:
    """A day as typed, or the first or last one of a year ("2026") or a month ("2026-03")."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?", typed)
    if not found or not 1 <= int(found[2] or 1) <= 12 or int(found[1]) < 1:
        return typed
    year, month = int(found[1]), int(found[2] or (12 if is_last else 1))
    return date(year, month, calendar.monthrange(year, month)[1] if is_last else 1).isoformat()
