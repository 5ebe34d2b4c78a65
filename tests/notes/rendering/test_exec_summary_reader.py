import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.enums import DeploymentProgress, EngagementStatus
from ftop.lib.text import clean
from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.exec_summary_spec import SECTIONS, TITLE
from notes.rendering.exec_summary_reader import NotCanonical, read
from notes.rendering.exec_summary_text import render
from tests.notes.exec_summaries import EXAMPLE, EXAMPLE_TEXT

# Whatever could be taken for a piece of the template when it stands inside a value.
LOOK_ALIKES = st.sampled_from(
    [
        TITLE,
        "\n",
        "\n\n",
        "  ",
        "      ",
        "\t",
        "- ",
        " - ",
        "   -  [EXO]  Exchange Online - ",
        "[EXO]",
        "> ",
        "•",
        "“",
        "\xa0",
        "\u2028",
    ]
    + [f"- {section.label}:" for section in SECTIONS]
    + [section.hint for section in SECTIONS]
)
TEXTS = st.lists(LOOK_ALIKES | st.text(max_size=8), max_size=8).map("".join)
NAMES = st.sampled_from(
    [
        "Exchange Online",
        "Classroom / School Data Sync (SDS)",
        "Win-10",
        "A -B",
        "[EXO]",
        "Teams:",
    ]
)
CODES = st.from_regex(r"[A-Z][A-Z0-9]{1,9}", fullmatch=True)
LINES = st.lists(
    st.builds(WorkloadLine, CODES, NAMES, TEXTS),
    max_size=4,
    unique_by=lambda line: line.code,
)
CONTENTS = st.builds(
    ExecSummaryContent,
    customer_description=TEXTS,
    engagement_status=st.sampled_from(["", *EngagementStatus.values]),
    deployment_progress=st.sampled_from(["", *DeploymentProgress.values]),
    relationship=TEXTS,
    support_requests=TEXTS,
    workloads=LINES.map(tuple),
).map(ExecSummaryContent.cleaned)


@given(CONTENTS)
def test_reading_what_was_rendered_gives_the_content(
    content: ExecSummaryContent,
) -> None:
    assert read(render(content)) == content


@given(CONTENTS)
def test_content_cleaned_twice_is_content_cleaned_once(
    content: ExecSummaryContent,
) -> None:
    assert content.cleaned() == content


@given(CONTENTS)
def test_storing_the_text_loses_its_last_newline_only(
    content: ExecSummaryContent,
) -> None:
    """A note's text is cleaned as every text is; the copy adds the newline again."""
    assert clean(render(content)) + "\n" == render(content)


def test_read_the_seeds_example() -> None:
    assert read(EXAMPLE_TEXT) == EXAMPLE


def test_read_stored_text_without_its_last_newline() -> None:
    assert read(EXAMPLE_TEXT.removesuffix("\n")) == EXAMPLE


def changed(old: str, new: str) -> str:
    assert old in EXAMPLE_TEXT
    return EXAMPLE_TEXT.replace(old, new, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        TITLE,
        changed(TITLE, "Exec Summary"),
        changed(TITLE, f"Hello,\n{TITLE}"),
        changed("STATUS OF THE ENGAGEMENT: Fully", "STATUS OF THE ENGAGEMENT:  Fully"),
        changed("STATUS OF THE ENGAGEMENT: Fully", "STATUS OF THE ENGAGEMENT:Fully"),
        changed("Fully Engaged", "On Hold/Reactive/Fully Engaged"),
        changed("- M365 DEPLOYMENT PROGRESS: Not Deployed\n", ""),
        changed("   -  [EXO]", "  -  [EXO]"),
        changed("[OLM]  Outlook", "[OLM] Outlook"),
        changed("Mobile - Reviewing", "Mobile – Reviewing"),
        changed("[OLM]  Outlook Mobile", "[EXO]  Exchange Online"),
        changed("media attention", "media attention  "),
        changed("media attention", "media attention\ncontinued without indent"),
        changed(
            "Retail company with 20K users onboarding to M365 with a lot of media attention",
            SECTIONS[0].hint,
        ),
        changed("ACTIONS:\n\n", "ACTIONS:\n"),
        EXAMPLE_TEXT + "\n",
        EXAMPLE_TEXT + "\nBest regards\n",
        EXAMPLE_TEXT.replace("\n", "\r\n"),
    ],
)
def test_read_refuses_text_of_another_form(text: str) -> None:
    with pytest.raises(NotCanonical):
        read(text)
