import uuid
from dataclasses import replace

from customers.models import Customer
from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.rendering.exec_summary_html import NO_RISKS, RenderedSummary, render
from tests.notes.exec_summaries import EXAMPLE

CUSTOMER = Customer(name="Fabrikam, Inc.", key=uuid.UUID(int=5))
TIMELINE = f"/customers/{CUSTOMER.key}/"


def rendered(content: ExecSummaryContent, *, risks_said: str = "") -> RenderedSummary:
    return render(content, customer=CUSTOMER, risks_said=risks_said)


def test_render_shows_sections_in_template_order() -> None:
    html = rendered(EXAMPLE).html
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
    html = rendered(EXAMPLE).html
    assert '<span class="s eng-fully-engaged">Fully Engaged</span>' in html
    assert '<span class="s dep-not-deployed">Not Deployed</span>' in html


def test_render_escapes_what_was_typed() -> None:
    content = ExecSummaryContent(
        relationship="<script>alert(1)</script> & “friends”",
        workloads=(WorkloadLine("EXO", "Exchange <b>", "{} <img src=x>"),),
    )
    html = rendered(content).html
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “friends”" in html
    assert '<b>Exchange &lt;b&gt;</b> – <span class="text">{} &lt;img src=x&gt;</span>' in html


def test_render_links_hashtags_to_the_timeline() -> None:
    result = rendered(ExecSummaryContent(relationship="Part of #Covid-19 & #<b>"))
    link = f'<dd>Part of <a href="{TIMELINE}?tag=covid-19" class="tag">#Covid-19</a> &amp; #&lt;b&gt;</dd>'
    assert link in result.html
    assert result.tags == ("covid-19",)


def test_render_without_workloads_says_so() -> None:
    assert '<span class="unanswered">No workload under discussion</span>' in rendered(ExecSummaryContent()).html


def test_render_says_what_there_is_of_risks() -> None:
    assert (
        "<dt>Risks box</dt><dd>No escalations or issues</dd></div></dl>" in rendered(EXAMPLE, risks_said=NO_RISKS).html
    )


def test_render_with_called_out_risks_leaves_them_to_the_page() -> None:
    assert "Risks box" not in rendered(EXAMPLE).html


def test_render_shows_the_seeds_example_whole() -> None:
    assert rendered(EXAMPLE).excerpt_html == ""


def test_render_folds_long_texts_and_keeps_every_section() -> None:
    excerpt = rendered(replace(EXAMPLE, relationship="Weekly calls. " * 200)).excerpt_html
    assert excerpt.count("<dt>") == 6
    assert excerpt.count("<li>") == 6
    assert excerpt.count("Weekly calls.") == 17
    assert "Weekly …</dd>" in excerpt or "calls. …</dd>" in excerpt
