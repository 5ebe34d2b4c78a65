"""Reads of templates and snippets."""

from collections.abc import Iterable
from dataclasses import dataclass

from ftop.accounts.models import User
from notes.enums import SnippetKind
from notes.models import Snippet


@dataclass(frozen=True)
class SnippetGroup:
    """Some of them under one heading."""

    heading: str
    snippets: list[Snippet]


def snippets_by_kind(owner: User | None) -> list[tuple[SnippetKind, list[Snippet]]]:
    """A person's own (None: the team's), retired ones too, in their order. One query."""
    snippets = list(Snippet.objects.owned_by(owner).select_related("retired_by"))
    return [(kind, [snippet for snippet in snippets if snippet.kind == kind]) for kind in SnippetKind]


def team_snippets() -> list[Snippet]:
    """What the team has to insert, templates first. One query."""
    snippets = list(Snippet.objects.owned_by(None).active())
    return [*_of_kind(snippets, SnippetKind.TEMPLATE), *_of_kind(snippets, SnippetKind.SNIPPET)]


def snippet_groups(user: User) -> list[SnippetGroup]:
    """What this person may insert, as the menu shows it: templates first, then snippets, their own before the team's.

    One query; empty groups are left out.
    """
    snippets = list(Snippet.objects.visible_to(user).active())
    team = [snippet for snippet in snippets if snippet.owner_id is None]
    own = [snippet for snippet in snippets if snippet.owner_id is not None]
    groups = [
        SnippetGroup("Templates", [*_of_kind(team, SnippetKind.TEMPLATE), *_of_kind(own, SnippetKind.TEMPLATE)]),
        SnippetGroup("My snippets", _of_kind(own, SnippetKind.SNIPPET)),
        SnippetGroup("The team’s snippets", _of_kind(team, SnippetKind.SNIPPET)),
    ]
    return [group for group in groups if group.snippets]


def _of_kind(snippets: Iterable[Snippet], kind: SnippetKind) -> list[Snippet]:
    return [snippet for snippet in snippets if snippet.kind == kind]
