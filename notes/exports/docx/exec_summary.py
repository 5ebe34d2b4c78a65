from typing import Any

from notes.exports.docx.body import Body, Run
from notes.exports.docx.document import new_document, saved


def write(data: Any) -> bytes:
    """One Exec Summary."""
    document = new_document(data)
    body, summary = Body(document), data["summary"]
    body.add("Heading 1", f"Exec Summary of {summary['customer']}")
    body.add("Subtitle", dots([f"TPID {summary['tpid']}", summary["on"], summary["author"]]))
    add_sections(body, summary, heading="Heading 2")
    body.add("Heading 2", "RISKS BOX")
    add_risks(body, summary["risks"], nothing=summary["risks_said"])
    return saved(document)


def add_sections(body: Body, summary: Any, *, heading: str) -> None:
    for section in summary["sections"]:
        body.add(heading, section["label"])
        for workload in section["workloads"]:
            name = Run(f"{workload['code']} {workload['name']}: ", bold=True)
            body.add("List Bullet", name, "\n".join(workload["lines"]))
        if not section["workloads"]:
            body.add("Normal", "\n".join(section["lines"]) or Run(section["nothing"], soft=True))
    if summary["lines"]:
        body.add("Normal", "\n".join(summary["lines"]))


def add_risks(body: Body, risks: list[Any], *, nothing: str) -> None:
    for risk in risks:
        closed = "" if risk["is_open"] else " (closed)"
        response = "".join(f"\n{line}" for line in risk["response"])
        body.add(
            "List Bullet",
            Run(risk["kind"], bold=risk["kind"] == "Escalation"),
            f", {risk['severity'].lower()}: ",
            Run(risk["title"] + closed, bold=True),
            Run(f" · {risk['owner'] or 'nobody yet'}{response}", soft=True),
        )
    if not risks:
        body.add("Normal", Run(nothing, soft=True))


def dots(facts: list[str]) -> str:
    return " · ".join(fact for fact in facts if fact)
