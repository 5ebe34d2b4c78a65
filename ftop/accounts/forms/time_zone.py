from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms

# Areas of the IANA database that hold places; the rest are offsets and names kept for old systems.
AREAS = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


@cache
def time_zone_choices() -> list[tuple[str, Any]]:
    """Return UTC, then the places of each area, for a grouped list."""
    areas: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        area, _, place = name.partition("/")
        if area in AREAS and place:
            areas.setdefault(area, []).append((name, place.replace("_", " ")))
    return [("UTC", "UTC"), *areas.items()]


class TimeZoneField(forms.ChoiceField):
    """A zone from the list; one that is stored already stays choosable even if the list no longer names it."""

    def __init__(self, *, stored: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("label", "Time zone")
        super().__init__(
            choices=_with_stored(stored),
            error_messages={
                "required": "Choose a time zone.",
                "invalid_choice": "“%(value)s” is not in the list of time zones. Choose one from the list.",
            },
            **kwargs,
        )


def _with_stored(stored: str) -> list[tuple[str, Any]]:
    choices = time_zone_choices()
    listed = {"UTC", *(name for _, places in choices[1:] for name, _ in places)}
    return choices if not stored or stored in listed else [(stored, stored), *choices]
