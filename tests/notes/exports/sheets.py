"""Sheets for the writers, filled as the queries fill them."""

from notes.rendering.exec_summary_sheet import sections_of
from notes.sheets import BriefingSheet, RiskSheet, SummarySheet
from tests.notes.exec_summaries import EXAMPLE_TEXT


def risk(**changes: object) -> RiskSheet:
    sheet = {
        "kind": "Escalation",
        "severity": "High",
        "title": "Proxy breaks Autodiscover",
        "owner": "",
        "is_open": True,
        "response": ["Bypass list is tested."],
    }
    return sheet | changes


def summary(text: str = EXAMPLE_TEXT, **changes: object) -> SummarySheet:
    sections, lines = sections_of(text)
    sheet = {
        "customer": "Fabrikam, Inc.",
        "tpid": "2048302",
        "on": "3 Mar 2026",
        "author": "Olivia Owner",
        "sections": sections,
        "lines": lines,
        "risks": [risk()],
        "risks_said": "No escalations or issues",
    }
    return sheet | changes


def briefing(name: str = "Fabrikam, Inc.", **changes: object) -> BriefingSheet:
    sheet = {
        "customer": name,
        "tpid": "2048302",
        "priority": "High",
        "about": ["TPID 2048302", "Retail", "", "20,000 seats"],
        "facts": [["Priority", "High"], ["FM", "Olivia Owner"]],
        "summary": summary(),
        "risks": [risk(owner="Dana Birkby")],
        "actions": [
            {"due_on": "1 Mar 2026", "is_overdue": True, "lines": ["Send the plan"], "owner": "Dana"},
            {"due_on": "9 Mar 2026", "is_overdue": False, "lines": ["Call back"], "owner": "Olivia Owner"},
        ],
        "notes": [{"on": "2 Mar 2026", "kind": "Overall note", "start": "Weekly call", "author": "Tara"}],
        "note_ids": [1, 2],
    }
    return sheet | changes


# Everything that means something to typst, to XML or to a terminal, and scripts beyond Latin.
HOSTILE = [
    '#let x = 1 #sys.inputs #include "/etc/passwd" #read("/etc/passwd")',
    "$ x^2 $ *bold* _em_ `raw` ```rust``` = heading",
    "- item + item / term: @label <label> \\ \\u{41} // comment /* more */ https://a.example/b?c=d&e=f#g",
    "\" ' “quotes” ‘single’ -- --- ... ~ [content] {code} ]]} &amp; <b>&lt;</b>",
    "Ωμέγα Жизнь Łódź Ğ ế 日本語 中文 한국어 → ✓",
    "\u202eright to left\u202c שלום مرحبا \u200b\u200d\ufeff end",
    "family 👨‍👩‍👧‍👦 flag 🇩🇪 zalgo e\u0301\u0302\u0303",
    "tab\there  two  blanks",
    "x" * 300,
]
