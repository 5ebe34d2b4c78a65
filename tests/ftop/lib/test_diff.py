from hypothesis import given
from hypothesis import strategies as st

from ftop.lib.diff import Change, Piece, shortened, word_diff

SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED
texts = st.lists(st.sampled_from(["call", "Dana", "the", "pilot.", "\n", " ", "\t"])).map(" ".join)


def pairs(old: str, new: str) -> list[tuple[Change, str]]:
    return [(piece.change, piece.text) for piece in word_diff(old, new)]


def side(pieces: list[Piece], without: Change) -> str:
    return "".join(piece.text for piece in pieces if piece.change is not without)


@given(texts, texts)
def test_pieces_hold_both_texts_whole(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert (side(pieces, ADDED), side(pieces, REMOVED)) == (old, new)


def test_a_word_is_exchanged_without_its_blank() -> None:
    assert pairs("half done", "half  gone") == [(SAME, "half "), (REMOVED, "done"), (ADDED, " gone")]
    assert pairs("are half done", "are nearly done") == [
        (SAME, "are "),
        (REMOVED, "half"),
        (ADDED, "nearly"),
        (SAME, " done"),
    ]


def test_words_are_added_at_the_end() -> None:
    assert pairs("Call.", "Call. Later") == [(SAME, "Call."), (ADDED, " Later")]


def test_line_is_taken_out() -> None:
    assert pairs("a\nb\nc", "a\nc") == [(SAME, "a\n"), (REMOVED, "b\n"), (SAME, "c")]


def test_nothing_against_something() -> None:
    assert (pairs("", "new"), pairs("old", ""), pairs("", "")) == ([(ADDED, "new")], [(REMOVED, "old")], [])


def test_long_texts_of_few_words_are_compared() -> None:
    """Every word stands everywhere: the plain algorithm would need minutes."""
    old, new = "a\nb\n" * 5000, "b\nc\n" * 5000
    assert side(word_diff(old, new), ADDED) == old


def test_long_unchanged_stretches_are_cut_around_the_changes() -> None:
    words = "word " * 100
    pieces = shortened(word_diff(f"{words}old {words}", f"{words}new {words}"), around=20)
    assert [piece.text for piece in pieces] == ["… word word word ", "old", "new", " word word word …"]


def test_middle_stretch_keeps_both_ends() -> None:
    words = "word " * 100
    pieces = shortened(word_diff(f"a {words}b", f"x {words}y"), around=20)
    assert [piece.text for piece in pieces if piece.change is SAME] == [" word word word … word word word "]


def test_short_stretches_stay() -> None:
    pieces = word_diff("one two three", "one four three")
    assert shortened(pieces) == pieces
