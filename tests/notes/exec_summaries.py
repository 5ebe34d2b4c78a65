"""The seed's example Exec Summary as content, and its canonical text to the byte (source: seed, "Example of Note")."""

from importlib import import_module
from pathlib import Path
from urllib.parse import urlencode

from django.http import QueryDict

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine
from notes.rendering.exec_summary_paste.catalogue import Catalogue, KnownWorkload

DATA = Path(__file__).parent.parent / "data"
EXAMPLE_TEXT = (DATA / "exec-summary-example.txt").read_bytes().decode()

# The codes, names and aliases of the template, as the database has them at first.
WORKLOADS = import_module("notes.migrations.0003_workload_codes").WORKLOADS
CATALOGUE = Catalogue(KnownWorkload(code, (name,), tuple(aliases)) for code, name, aliases in WORKLOADS)

EXAMPLE = ExecSummaryContent(
    customer_description=("Retail company with 20K users onboarding to M365 with a lot of media attention"),
    engagement_status="fully_engaged",
    deployment_progress="not_deployed",
    relationship=(
        "Engaged with Account Team, and customer has good Exec Sponsorship. We have weekly sync calls with the "
        "customer and partner assisting with their deployment plans."
    ),
    workloads=(
        WorkloadLine("EXO", "Exchange Online", "Planning, updating firewall rules."),
        WorkloadLine("OLM", "Outlook Mobile", "Reviewing their mobile strategy."),
        WorkloadLine(
            "SPO",
            "SharePoint Online",
            "Planning, but migration of existing data is a concern",
        ),
        WorkloadLine("OD", "OneDrive for Business", "Planning, part of the Win10 upgrade"),
        WorkloadLine(
            "OPP",
            "Office ProPlus",
            "Planning deployment. Currently testing on 10 users as a pilot group in IT.",
        ),
        WorkloadLine(
            "AADP",
            "Azure Active Directory Premium",
            "Setting up MFA and Conditional Access policies for test user group.",
        ),
    ),
    support_requests=(
        "Cx could benefit from engineering engagement considering the high-profile migration to the service."
    ),
)


def posted(**changes: object) -> dict[str, object]:
    """The form as a browser posts the seed's example; a change to None leaves the field out."""
    fields = {name: value for name, value in vars(EXAMPLE).items() if name != "workloads"}
    data: dict[str, object] = {
        "key": "00000000-0000-0000-0000-000000000007",
        "happened_on": "2026-03-03",
        **fields,
        **{f"workload_{line.code}": line.text for line in EXAMPLE.workloads},
        "has_no_risks": "on",
        "new_risks-TOTAL_FORMS": "1",
        "new_risks-INITIAL_FORMS": "0",
        "new_risks-0-kind": "risk",
        "new_risks-0-severity": "medium",
    }
    return {name: value for name, value in (data | changes).items() if value is not None}


def as_request_data(data: dict[str, object] | None) -> QueryDict | None:
    """What the view would hand to the form; None stays None, for a form that is only opened."""
    return None if data is None else QueryDict(urlencode(data, doseq=True))
