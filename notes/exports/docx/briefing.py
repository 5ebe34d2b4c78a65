from typing import Any

from notes.exports.docx.body import Body, Run
from notes.exports.docx.document import new_document, saved
from notes.exports.docx.exec_summary import add_risks, add_sections, dots

# Twentieths of a point, 170 mm together.
COLUMNS = (5900, 2100, 1638)


def write(data: Any) -> bytes:
    """The briefing of one customer, or of many with a table of contents whose names lead to them."""
    document = new_document(data)
    body, customers = Body(document), data["customers"]
    if data["has_contents"]:
        body.add("Title", data["title"])
        body.add("Subtitle", dots([data["made"], data["purpose"]]))
        rows = [(one["customer"], one["tpid"], one["priority"]) for one in customers]
        body.add_table(COLUMNS, ("Customer", "TPID", "Priority"), rows, link="customer_")
    for number, customer in enumerate(customers):
        _add_customer(body, customer, number, is_on_new_page=number > 0 or data["has_contents"])
    return saved(document)


def _add_customer(body: Body, customer: Any, number: int, *, is_on_new_page: bool) -> None:
    body.add("Heading 1", customer["customer"], bookmark=f"customer_{number}", is_on_new_page=is_on_new_page)
    body.add("Subtitle", dots(customer["about"]), "\n", dots([f"{name}: {value}" for name, value in customer["facts"]]))
    body.add("Heading 2", "Newest Exec Summary")
    summary = customer["summary"]
    if summary:
        body.add("Subtitle", dots([summary["on"], summary["author"]]))
        add_sections(body, summary, heading="Heading 3")
    else:
        body.add("Normal", Run("None yet.", soft=True))
    body.add("Heading 2", "Open risks")
    add_risks(body, customer["risks"], nothing="Nothing open.")
    body.add("Heading 2", "Open next actions")
    for action in customer["actions"]:
        overdue = Run(" (overdue)" if action["is_overdue"] else "", bold=True)
        owner = Run(f" · {action['owner']}", soft=True)
        body.add("List Bullet", action["due_on"], overdue, ": " + "\n".join(action["lines"]), owner)
    if not customer["actions"]:
        body.add("Normal", Run("Nothing open.", soft=True))
    body.add("Heading 2", "Last notes")
    for note in customer["notes"]:
        body.add(
            "List Bullet", f"{note['on']}, {note['kind']}: {note['start']}", Run(f" · {note['author']}", soft=True)
        )
    if not customer["notes"]:
        body.add("Normal", Run("Nothing was written yet.", soft=True))
