"""The seed's example Exec Summary as content, and its canonical text to the byte (source: seed, "Example of Note")."""

from pathlib import Path

from notes.exec_summary_content import ExecSummaryContent, WorkloadLine

EXAMPLE_TEXT = (Path(__file__).parent.parent / "data" / "exec-summary-example.txt").read_bytes().decode()

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
