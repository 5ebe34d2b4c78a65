from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.rendering.exec_summary_html import render
from tests.notes.exec_summaries import EXAMPLE


def test_render_shows_sections_in_template_order() -> None:
    html = render(EXAMPLE)
    headings = [part.split("</dt>")[0] for part in html.split("<dt>")[1:]]
    assert headings == [
        "Describe the customer",
        "Status of the engagement",
        "M365 deployment progress",
        "Overview of current relationship with customer/partner/account team",
        "Snapshot of key workloads current status and next actions",
        "Requests for support",
    ]


def test_render_gives_each_status_its_own_shape() -> None:
    html = render(EXAMPLE)
    assert '<span class="s eng-fully-engaged">Fully Engaged</span>' in html
    assert '<span class="s dep-not-deployed">Not Deployed</span>' in html


def test_render_escapes_what_was_typed() -> None:
    html = render(
        ExecSummaryContent(
            relationship="<script>alert(1)</script> & “friends”",
            workloads=(WorkloadLine("EXO", "Exchange <b>", "{} <img src=x>"),),
        )
    )
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “friends”" in html
    assert '<b>Exchange &lt;b&gt;</b> – <span class="text">{} &lt;img src=x&gt;</span>' in html


def test_render_without_workloads_says_so() -> None:
    assert "No workload under discussion" in render(ExecSummaryContent())
