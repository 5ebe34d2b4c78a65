"""What `static/js/paste.js` writes is read by the renderer as it was meant (tests/browser/test_paste.py makes it)."""

import pytest

from tests.notes.rendering.test_markdown import Outline, html_of
from tests.pasted import PASTED, Pasted


@pytest.mark.parametrize("pasted", PASTED, ids=str)
def test_marks_of_pasted_text_are_read_as_marks(pasted: Pasted) -> None:
    text = Outline(html_of(pasted.markdown)).text
    assert [mark for mark in ("**", "](", "\n- ") if mark in text] == []


@pytest.mark.parametrize("pasted", PASTED, ids=str)
def test_pasted_text_says_the_same_with_and_without_marks(pasted: Pasted) -> None:
    shown = Outline(html_of(pasted.markdown)).text.split()
    assert [word for word in shown if word.isalpha() and word not in pasted.plain] == []
