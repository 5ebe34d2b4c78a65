"""What a clipboard brings: the same words as plain text and, often, as HTML."""

from notes.rendering.exec_summary_paste.markup import text_of


def best_of(plain: str, markup: str) -> str:
    """The text of the HTML that a clipboard brought beside the plain text, where both say the same; else the latter.

    They do not when the pasted text was changed by hand afterwards.
    """
    rich = text_of(markup) if markup else ""
    return rich if rich and _letters(rich) == _letters(plain) else plain


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())
