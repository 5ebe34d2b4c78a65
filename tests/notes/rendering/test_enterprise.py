from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.models import Customer
from notes.enterprise_content import EnterpriseContent
from notes.rendering.enterprise import read, render
from tests.factories import CustomerFactory

CONTENT = EnterpriseContent(
    reasons=("it_maturity", "major_brand"),
    status="yellow",
    exec_summary="Firewall.\nImpact: mailboxes cannot move.\n- STATUS: Green",
    deployment_overview="Half done.",
    next_update_on=date(2026, 3, 17),
    activities={"EXO": {"status": "Pilot", "next_actions": "Call\n[SPO]\n- Blockers: none"}},
    public_name="Fabrikam",
    awareness="New CIO #change",
)


def test_text_names_the_sections_in_order(customer: Customer) -> None:
    assert render(CONTENT, customer=customer).text.split("\n") == [
        "ENTERPRISE STATUS",
        "- REASON: IT Maturity, Major Brand",
        "- STATUS: Yellow",
        "- EXEC SUMMARY: Firewall.",
        "   Impact: mailboxes cannot move.",
        "   - STATUS: Green",
        "- DEPLOYMENT STATUS OVERVIEW: Half done.",
        "- CURRENT ACTIVITIES:",
        "   [EXO]",
        "   - Status: Pilot",
        "   - Next actions: Call",
        "      [SPO]",
        "      - Blockers: none",
        "- PUBLIC/BRAND NAME: Fabrikam",
        "- NEXT UPDATE: 17 Mar 2026",
        "- AWARENESS: New CIO #change",
    ]


def test_html_shows_the_square_and_escapes(customer: Customer) -> None:
    content = EnterpriseContent(("reactive",), "red", "<b>x</b>", "y", date(2026, 3, 17))
    html = render(content, customer=customer).html
    assert '<span class="ere ere-red">Red</span>' in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert render(CONTENT, customer=customer).tags == ("change",)


texts = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    ["- STATUS: Red", "[EXO]", "- Blockers: x\n   y", "a\n\n   b", "- REASON:\n- AWARENESS: z"]
)
contents = st.builds(
    EnterpriseContent,
    reasons=st.sampled_from([("reactive",), ("over_50k", "new_feature")]),
    status=st.sampled_from(["red", "yellow", "green"]),
    exec_summary=texts.map(lambda text: f"x {text}"),
    deployment_overview=texts.map(lambda text: f"x {text}"),
    next_update_on=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    activities=st.dictionaries(
        st.sampled_from(["EXO", "SPO", "OPP"]),
        st.dictionaries(st.sampled_from(["status", "blockers", "next_actions", "due"]), texts),
    ),
    public_name=texts,
    awareness=texts,
)


@given(contents)
def test_what_was_written_is_read_back(content: EnterpriseContent) -> None:
    from ftop.lib.text import clean

    cleaned = content.cleaned()
    text = clean(render(cleaned, customer=CustomerFactory.build()).text)  # as the database stores it
    assert read(text).cleaned() == cleaned


@pytest.mark.parametrize("text", ["", "Call with Dana.", "ENTERPRISE STATUS\n- STATUS: Red"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        read(text)
