import uuid

from customers.models import Customer
from notes.rendering.markdown import render_overall

CUSTOMER = Customer(key=uuid.UUID(int=1))


def excerpt_of(text: str) -> str:
    return render_overall(text, customer=CUSTOMER).excerpt_html


def test_short_note_has_no_excerpt() -> None:
    assert excerpt_of("Call.\n\n" * 14 + "word " * 200) == ""


def test_long_note_ends_after_a_paragraph() -> None:
    assert excerpt_of(f"{'a' * 700}\n\n{'b' * 400}\n\n{'c' * 700}") == f"<p>{'a' * 700}</p>\n<p>{'b' * 400}</p>"


def test_long_list_ends_after_an_item() -> None:
    items = [f"{letter * 500}" for letter in "abc"]
    html = excerpt_of("\n".join(f"- {item}" for item in items))
    assert html == f"<ul>\n<li>{items[0]}</li>\n<li>{items[1]}</li>\n</ul>"


def test_note_of_many_lines_is_folded() -> None:
    assert excerpt_of("\n".join(f"- {n}" for n in range(40))).count("<li>") == 24


def test_long_first_paragraph_ends_after_a_word() -> None:
    words = "word " * 400
    assert excerpt_of(words.strip()) == f"<p>{('word ' * 240).strip()} …</p>"


def test_short_first_line_does_not_stand_alone() -> None:
    html = excerpt_of(f"Minutes\n\n{'word ' * 400}".strip())
    assert html.startswith("<p>Minutes</p>\n<p>word word")
    assert 1100 < len(html) < 1250


def test_text_without_any_break_is_cut() -> None:
    assert excerpt_of("x" * 5000) == f"<p>{'x' * 1200} …</p>"
