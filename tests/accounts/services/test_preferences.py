import pytest

from ftop.accounts.enums import Telling
from ftop.accounts.models import User
from ftop.accounts.services.preferences import update_preferences
from ftop.lib.errors import RuleError, StaleVersion
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def test_update_preferences_keeps_them(outsider: User) -> None:
    update_preferences(
        version=1,
        time_zone="Asia/Tokyo",
        theme="dark",
        has_shortcuts=False,
        has_snippet_keys=False,
        told_of=[Telling.FOLLOWED_SUMMARY],
        by=outsider,
        now=NOON,
    )

    person = User.objects.get(pk=outsider.pk)
    kept = (
        person.time_zone,
        person.theme,
        person.has_shortcuts,
        person.has_snippet_keys,
        person.told_of,
        person.version,
    )
    assert kept == ("Asia/Tokyo", "dark", False, False, ["followed_summary"], 2)


@pytest.mark.parametrize(("zone", "theme"), [("Mars/Base", "dark"), ("UTC", "pink")])
def test_update_preferences_refuses_what_is_not_in_the_lists(zone: str, theme: str, outsider: User) -> None:
    with pytest.raises(RuleError):
        update_preferences(
            version=1,
            time_zone=zone,
            theme=theme,
            has_shortcuts=True,
            has_snippet_keys=True,
            told_of=[],
            by=outsider,
            now=NOON,
        )

    assert User.objects.get(pk=outsider.pk).theme == "auto"


def test_update_preferences_from_an_older_version_changes_nothing(outsider: User) -> None:
    update_preferences(
        version=1,
        time_zone="Asia/Tokyo",
        theme="dark",
        has_shortcuts=True,
        has_snippet_keys=True,
        told_of=[],
        by=outsider,
        now=NOON,
    )

    with pytest.raises(StaleVersion):
        update_preferences(
            version=1,
            time_zone="UTC",
            theme="light",
            has_shortcuts=True,
            has_snippet_keys=True,
            told_of=[],
            by=outsider,
            now=NOON,
        )

    assert User.objects.get(pk=outsider.pk).theme == "dark"
