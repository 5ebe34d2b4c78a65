from notes.rendering.exec_summary_rich import render
from tests.notes.exec_summaries import EXAMPLE_TEXT

START = (
    "<b>EXEC SUMMARY</b>"
    "<br>- DESCRIBE THE CUSTOMER: Retail company with 20K users onboarding to M365 with a lot of media attention"
    "<br>- STATUS OF THE ENGAGEMENT: Fully Engaged<br>"
)


def test_render_has_the_title_in_bold_and_a_line_for_each_line() -> None:
    html = render(EXAMPLE_TEXT)
    assert html.startswith(START)
    assert html.count("<br>") == EXAMPLE_TEXT.count("\n") - 1


def test_render_keeps_indents() -> None:
    assert "<br>\xa0\xa0\xa0-\xa0 [EXO]\xa0 Exchange Online - Planning" in render(EXAMPLE_TEXT)


def test_render_escapes_what_was_typed() -> None:
    assert render("EXEC SUMMARY\n- A: <script>") == "<b>EXEC SUMMARY</b><br>- A: &lt;script&gt;"
