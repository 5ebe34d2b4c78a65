from html.parser import HTMLParser

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.rendering.exec_summary_rich import render
from notes.rendering.exec_summary_text import render as render_text
from tests.notes.exec_summaries import EXAMPLE_TEXT

FILLED = ExecSummaryContent("Retail", "reactive", "not_deployed", "Good\nand warm", "", ())


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.attributes: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes += attrs


def test_render_is_a_title_and_a_list_of_sections() -> None:
    html = render(EXAMPLE_TEXT)
    assert html.startswith(
        "<p><strong>EXEC SUMMARY</strong></p>"
        "<ul><li><strong>DESCRIBE THE CUSTOMER:</strong> Retail company with 20K users onboarding to M365 with a lot "
        "of media attention</li><li><strong>STATUS OF THE ENGAGEMENT:</strong> Fully Engaged</li>"
    )


def test_render_has_the_workloads_as_a_list_inside_their_section() -> None:
    assert (
        "NEXT ACTIONS:</strong><ul><li><strong>[EXO] Exchange Online</strong> - Planning, updating firewall rules."
        in render(EXAMPLE_TEXT)
    )


def test_render_knows_only_tags_that_every_mail_program_takes_and_no_attributes() -> None:
    tags = _Tags()
    tags.feed(render(EXAMPLE_TEXT))
    assert (set(tags.seen), tags.attributes) == ({"p", "strong", "ul", "li"}, [])


def test_render_breaks_lines_and_leaves_unanswered_sections_at_their_label() -> None:
    html = render(render_text(FILLED))
    assert "ACCOUNT TEAM:</strong> Good<br>and warm</li>" in html
    assert html.endswith("<li><strong>REQUESTS FOR SUPPORT:</strong></li></ul>")


def test_render_escapes_what_was_typed() -> None:
    content = ExecSummaryContent(
        "<script>&", "reactive", "not_deployed", "x", "", (WorkloadLine("EXO", "A <b>", "<i>"),)
    )
    html = render(render_text(content))
    assert "CUSTOMER:</strong> &lt;script&gt;&amp;</li>" in html
    assert "<li><strong>[EXO] A &lt;b&gt;</strong> - &lt;i&gt;</li>" in html


def test_render_gives_other_texts_line_by_line() -> None:
    assert render("EXEC SUMMARY\n- A: <script>\n") == "<p>EXEC SUMMARY<br>- A: &lt;script&gt;</p>"
