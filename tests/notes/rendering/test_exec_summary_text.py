from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.rendering.exec_summary_text import render
from tests.notes.exec_summaries import EXAMPLE, EXAMPLE_TEXT

EMPTY_TEXT = """\
EXEC SUMMARY
- DESCRIBE THE CUSTOMER:
- STATUS OF THE ENGAGEMENT:
- M365 DEPLOYMENT PROGRESS:
- OVERVIEW OF CURRENT RELATIONSHIP WITH CUSTOMER/PARTNER/ACCOUNT TEAM:
- SNAPSHOT OF KEY WORKLOADS CURRENT STATUS AND NEXT ACTIONS:

- REQUESTS FOR SUPPORT:
"""


def test_render_the_seeds_example() -> None:
    assert render(EXAMPLE) == EXAMPLE_TEXT


def test_render_nothing_answered() -> None:
    assert render(ExecSummaryContent()) == EMPTY_TEXT


def test_render_value_of_several_lines() -> None:
    text = render(ExecSummaryContent(relationship="Weekly calls.\n\n- Partner: Wingtip\n   on site"))
    assert "TEAM: Weekly calls.\n\n  - Partner: Wingtip\n     on site\n- SNAPSHOT" in text


def test_render_workload_text_of_several_lines() -> None:
    lines = (
        WorkloadLine("EXO", "Exchange Online", "Planning.\n\n- Firewall"),
        WorkloadLine("SPO", "SharePoint", "On hold."),
    )
    text = render(ExecSummaryContent(workloads=lines))
    assert text.endswith(
        "ACTIONS:\n\n"
        "   -  [EXO]  Exchange Online - Planning.\n\n      - Firewall\n"
        "   -  [SPO]  SharePoint - On hold.\n\n"
        "- REQUESTS FOR SUPPORT:\n"
    )
