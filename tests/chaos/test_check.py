"""A checker that cannot fail proves nothing: each kind of violation, made up."""

from dataclasses import replace

import pytest

from tests.chaos.check import Verdict, check
from tests.chaos.page_form import PageForm
from tests.chaos.record import Content, Publish, Record, Save, digest_of
from tests.chaos.stored import Stored, StoredDraft, StoredNote

CONTENT = Content(
    customer="c", author=1, kind="overall", happened_on="2026-03-02", text="Call", actions=(("a", "d", "o"),)
)
OTHER = replace(CONTENT, text="Call, and more")
NOTE = StoredNote("n", CONTENT)
SAVED = Publish("n", CONTENT, is_acknowledged=True)
UNANSWERED = Publish("n", CONTENT)


def notes_of(publishes: list[Publish], *notes: StoredNote) -> Verdict:
    return check(Record(publishes=publishes), Stored(notes=list(notes)))


def found(verdict: Verdict) -> tuple[int, int, int]:
    return len(verdict.lost), len(verdict.doubled), len(verdict.broken)


@pytest.mark.parametrize(
    "publishes, notes",
    [
        ([SAVED], [NOTE]),
        ([UNANSWERED, SAVED], [NOTE]),
        ([UNANSWERED], [NOTE]),
        ([UNANSWERED], []),
        # The first words arrived, the answer did not; the changed ones were refused.
        ([UNANSWERED, Publish("n", OTHER)], [NOTE]),
    ],
)
def test_notes_that_are_all_there_pass(publishes: list[Publish], notes: list[StoredNote]) -> None:
    assert found(notes_of(publishes, *notes)) == (0, 0, 0)


@pytest.mark.parametrize(
    "publishes, notes, counts",
    [
        pytest.param([SAVED], [], (1, 0, 0), id="acknowledged and gone"),
        pytest.param([SAVED, Publish("n", OTHER)], [replace(NOTE, content=OTHER)], (1, 0, 0), id="replaced"),
        pytest.param(
            [SAVED], [replace(NOTE, content=replace(CONTENT, actions=()))], (1, 0, 0), id="without its action"
        ),
        pytest.param([UNANSWERED], [replace(NOTE, content=replace(CONTENT, actions=()))], (0, 0, 1), id="half there"),
        pytest.param([SAVED], [replace(NOTE, has_details=False)], (0, 0, 1), id="without its details"),
        pytest.param([SAVED], [NOTE, NOTE], (0, 2, 0), id="one key twice"),
        pytest.param([SAVED, Publish("m", CONTENT)], [NOTE, replace(NOTE, key="m")], (0, 1, 0), id="one text twice"),
        pytest.param([SAVED], [replace(NOTE, history_count=2)], (0, 1, 0), id="written twice by its history"),
        pytest.param([], [NOTE], (0, 0, 1), id="never sent"),
        pytest.param([SAVED, Publish("n", OTHER, is_acknowledged=True)], [NOTE], (0, 0, 1), id="two acknowledged"),
    ],
)
def test_note_that_is_not_as_acknowledged_is_found(
    publishes: list[Publish], notes: list[StoredNote], counts: tuple[int, int, int]
) -> None:
    assert found(notes_of(publishes, *notes)) == counts


def saves_of(*saves: Save, stored: tuple[int, str] | None) -> Verdict:
    drafts = [StoredDraft("d", *stored)] if stored else []
    return check(Record(saves=list(saves)), Stored(drafts=drafts))


def save(base: int, words: str, version: int | None = None) -> Save:
    return Save("d", base, words, version)


@pytest.mark.parametrize(
    "saves, stored",
    [
        ([save(0, "a", 1)], (1, "a")),
        ([save(0, "a", 1), save(1, "b", 2)], (2, "b")),
        # The answers to the later ones were lost; whichever arrived last stands.
        ([save(0, "a", 1), save(1, "b"), save(1, "c")], (3, "c")),
        ([save(0, "a", 1), save(1, "b")], (1, "a")),
        ([save(0, "a")], None),
    ],
)
def test_drafts_that_hold_their_last_save_pass(saves: list[Save], stored: tuple[int, str] | None) -> None:
    assert found(saves_of(*saves, stored=stored)) == (0, 0, 0)


@pytest.mark.parametrize(
    "saves, stored, counts",
    [
        pytest.param([save(0, "a", 1)], None, (1, 0, 0), id="acknowledged and gone"),
        pytest.param([save(0, "a", 1), save(1, "b", 2)], (1, "a"), (1, 0, 0), id="back at an older version"),
        pytest.param(
            [save(0, "a", 1), save(1, "b"), save(1, "c", 2)], (3, "b"), (1, 0, 0), id="a late one came over it"
        ),
        pytest.param(
            [save(0, "a", 1), save(1, "b", 2), save(1, "c", 3)], (3, "c"), (1, 0, 0), id="not known to the next"
        ),
        pytest.param([save(0, "a", 1), save(1, "b", 2), save(1, "c", 2)], (2, "c"), (0, 1, 0), id="one version twice"),
        pytest.param([save(0, "a", 1)], (1, "x"), (0, 0, 1), id="words that nobody sent"),
        pytest.param([], (1, "a"), (0, 0, 1), id="never sent"),
    ],
)
def test_draft_that_lost_a_save_is_found(
    saves: list[Save], stored: tuple[int, str] | None, counts: tuple[int, int, int]
) -> None:
    assert found(saves_of(*saves, stored=stored)) == counts


def test_parts_without_a_note_and_wrong_derivations_are_found() -> None:
    assert found(check(Record(), Stored(stray_risks=["Licences"], wrong=["The dates of Contoso"]))) == (0, 0, 2)


def test_digest_does_not_depend_on_the_order_of_fields() -> None:
    assert digest_of([("a", "1"), ("b", "2")]) == digest_of([("b", "2"), ("a", "1")])
    assert digest_of([("a", "1"), ("b", "2")]) != digest_of([("a", "2"), ("b", "1")])


def test_form_is_read_as_a_browser_sends_it() -> None:
    form = PageForm("""
        <form action="/x/" data-draft-url="/" data-draft-kind="overall" data-draft-customer="c" data-draft-version="3">
          <input type="hidden" name="key" value="k"><input type="checkbox" name="off"><input name="empty">
          <input type="checkbox" name="on" value="1" checked><textarea name="text">\n&lt;b&gt; &amp; so on</textarea>
          <select name="pick"><option value="p">P</option><option value="q" selected>Q</option></select>
          <template><input name="rows-__prefix__-text"></template><button name="preview">Preview</button>
        </form><input name="outside">""")
    assert (form.action, form.draft) == ("/x/", {"kind": "overall", "customer": "c", "version": "3"})
    assert form.fields == [("key", "k"), ("empty", ""), ("on", "1"), ("text", "<b> & so on"), ("pick", "q")]
