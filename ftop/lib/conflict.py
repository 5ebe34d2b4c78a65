"""Somebody else saved first: three versions of each field side by side, and a form that loses neither side.

A service raises StaleVersion; the view answers 409 with `conflict_of(…)`, which `_parts/conflict.html` shows inside
the form. Where both changed a field, what was typed stands, and a tick (`take`) puts the saved value in its place; what
only the other one changed is taken over and told. Saving again carries the newer version: a further change asks again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.text import get_text_list

from ftop.lib.forms import BaseForm, EditForm
from ftop.lib.history import Signature, as_of, saves_since
from ftop.lib.text import clean

if TYPE_CHECKING:
    from ftop.accounts.models import User

Values = Mapping[str, Any]


def told(value: object) -> str:
    """Return a value as a person reads it; "" for nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case date():
            return date_format(value, "j M Y")
        case list() | tuple():
            return ", ".join(told(part) for part in value)
        case _:
            return clean(str(value))


@dataclass(frozen=True)
class Wording:
    """What a field is called, and how its values are told."""

    label: str
    tell: Callable[[Any], str] = told


@dataclass(frozen=True)
class Difference:
    """One field in words, "" being nothing; `original` is None where the history does not have it."""

    name: str
    label: str
    original: str | None
    typed: str
    stored: str


@dataclass(frozen=True)
class Conflict:
    """`both` were changed on either side and wait for a choice; `theirs` only by the other side, taken over.

    `saves` are the saves since the form was loaded, oldest first; `savers` names who made them, as `reader` reads it.
    """

    both: Sequence[Difference]
    theirs: Sequence[Difference]
    saves: Sequence[Signature] = ()
    savers: str = "somebody else"

    @property
    def has_original(self) -> bool:
        return all(difference.original is not None for difference in self.both)


def compare(
    wordings: Mapping[str, Wording], *, loaded: Values | None, stored: Values, typed: Values
) -> tuple[list[Difference], list[Difference]]:
    """Return the fields that both sides changed, and those that only the other side did.

    Three versions by field name: as the form was loaded (None: not known, then whatever differs counts as changed by
    both), as stored by now, and as typed. Fields that only the typing changed are nobody's question.
    """
    both: list[Difference] = []
    theirs: list[Difference] = []
    for name, wording in wordings.items():
        original, saved, mine = (None if v is None else _key(v[name]) for v in (loaded, stored, typed))
        if saved == mine or (loaded is not None and saved == original):
            continue
        difference = Difference(
            name,
            wording.label,
            original=None if loaded is None else wording.tell(loaded[name]),
            typed=wording.tell(typed[name]),
            stored=wording.tell(stored[name]),
        )
        (theirs if loaded is not None and mine == original else both).append(difference)
    return both, theirs


def conflict_of(form: EditForm, current: Model, *, shown: Callable[[Any], Values], reader: "User") -> Conflict:
    """Compare a valid form with the row as it stands now, and leave the form ready to be saved again.

    `shown` gives a row's values as the form's initial ones, with rows for foreign keys. The form moves to the version
    of `current`, and takes over what only the others changed. Three queries, and one for each foreign key to be read.
    """
    version = form.cleaned_data["version"]
    before = as_of(current, version=version)
    stored, loaded = shown(current), None if before is None else shown(before)
    # Taken is what was seen: where it changed once more, that is the others' change, not this person's.
    taken = {name: loaded[name] for name in form.taken} if loaded else {}
    # What the form asks beside the row's own values cannot have been changed by others.
    wordings = {name: wording for name, wording in wordings_of(form).items() if name in stored}
    both, theirs = compare(wordings, loaded=loaded, stored=stored, typed=form.cleaned_data | taken)
    form.put(version=stored["version"], **{d.name: stored[d.name] for d in theirs})
    saves = saves_since(current, version=version)
    return Conflict(both, theirs, saves, savers_of(saves, reader=reader))


def savers_of(saves: Sequence[Signature], *, reader: "User") -> str:
    """Name the people once each, `reader` as "you"."""
    names = ["you" if save.user == reader.pk else save.who or "somebody else" for save in saves]
    return get_text_list(list(dict.fromkeys(names)) or ["somebody else"], "and")


def wordings_of(form: BaseForm) -> dict[str, Wording]:
    """Return the wordings of a form's fields, in the words a person chose from."""
    return {
        name: Wording(str(form[name].label), lambda value, field=field: _told_by(field, value))  # type: ignore[misc]
        for name, field in form.fields.items()
        if not form[name].is_hidden
    }


def _told_by(field: forms.Field, value: Any) -> str:
    match field:
        case forms.ModelChoiceField():
            nobody = "" if field.required else str(field.empty_label or "")
            return field.label_from_instance(value) if value else nobody
        case forms.MultipleChoiceField():
            return told([label for key, label in _labels(field).items() if key in map(str, value)])
        case forms.ChoiceField():
            return _labels(field).get(str(value or ""), told(value))
        case _:
            return told(value)


def _labels(field: forms.ChoiceField) -> dict[str, str]:
    """Value to label; one of a group carries its group, since "Berlin" alone was not what stood in the list."""
    labels: dict[str, str] = {}
    for key, label in field.choices:  # type: ignore[union-attr, misc]
        if isinstance(label, list | tuple):
            labels |= {str(value): f"{words} ({key})" for value, words in label}
        else:
            labels[str(key)] = str(label)
    return labels


def _key(value: Any) -> object:
    """What makes two values the same: line ends, blanks at the end and the order of ticks do not count."""
    match value:
        case None:
            return ""
        case Model():
            return str(value.pk)
        case list() | tuple():
            return sorted(str(_key(part)) for part in value)
        case _:
            return clean(str(value))
