"""Pasting from other programs into the real fields: a clipboard of each (tests/data/paste), undo, what is left."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from customers.models import Customer
from ftop.accounts.models import User
from tests.browser.conftest import PageAs
from tests.pasted import PASTED

pytestmark = pytest.mark.usefixtures("committed_db")

Axe = Callable[[Page], None]
PASTE = """(field, [html, text]) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    field.dispatchEvent(event);
    return event.defaultPrevented;
}"""


COPY = """async ([html, text]) => {
    const item = new ClipboardItem({
        "text/html": new Blob([html], { type: "text/html" }),
        "text/plain": new Blob([text], { type: "text/plain" }),
    });
    await navigator.clipboard.write([item]);
}"""


def paste(field: Locator, html: str, text: str = "plain") -> bool:
    """Paste into the field; False where that is left to the browser (which does nothing for a made-up event)."""
    field.focus()
    return bool(field.evaluate(PASTE, [html, text]))


def test_clipboards_of_other_programs_become_markdown_in_a_note(
    page_as: PageAs, axe: Axe, customer: Customer, owner: User
) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    field = page.locator("#id_text")
    for pasted in PASTED:
        field.fill("")
        assert paste(field, pasted.html), pasted.name
        expect(field, pasted.name).to_have_value(pasted.markdown)

    field.fill("")
    paste(field, next(pasted.html for pasted in PASTED if pasted.name == "web_page"))
    expect(page.locator(".paste-said")).to_have_text("1 image and 1 video were left out: a note holds text.")
    expect(page.locator("#announcer")).to_have_text("1 image and 1 video were left out: a note holds text.")
    axe(page)
    paste(field, "<p>a <b>b</b></p>")
    expect(page.locator(".paste-said")).to_have_count(0)


def test_clipboards_of_other_programs_become_plain_text_in_an_exec_summary(
    page_as: PageAs, customer: Customer, owner: User
) -> None:
    page = page_as(owner)
    page.goto(reverse("notes:exec_summary-create", args=[customer.key]))
    field = page.get_by_label("Describe the customer")
    for pasted in PASTED:
        field.fill("")
        paste(field, pasted.html)
        expect(field, pasted.name).to_have_value(pasted.plain)


def test_paste_goes_in_place_of_the_selection_and_is_undone(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    field = page.locator("#id_text")
    field.press_sequentially("Call about XX with Dana")
    field.evaluate("field => field.setSelectionRange(11, 13)")
    paste(field, "the <b>pilot</b>")
    expect(field).to_have_value("Call about the **pilot** with Dana")
    expect(page.locator("[data-counter=id_text]")).to_have_text("34 of 20,000")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Call about XX with Dana")

    page.keyboard.press("Control+End")
    paste(field, "<ul><li>one<li>two</ul>")
    expect(field).to_have_value("Call about XX with Dana\n- one\n- two")
    page.keyboard.type("\n- ")
    paste(field, "<ul><li>three</ul>")
    expect(field).to_have_value("Call about XX with Dana\n- one\n- two\n- three")


def test_long_paste_is_quick_and_undone(page_as: PageAs, customer: Customer, owner: User) -> None:
    """A megabyte of HTML: the browser's own editing command would take minutes for so many lines."""
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    field = page.locator("#id_text")
    field.fill("Before")
    line = "<p class=MsoNormal style='margin:0cm'>A line of a <b>long</b> document<o:p></o:p></p>"
    begin = page.evaluate("performance.now()")
    assert paste(field, line * (1_000_000 // len(line)))
    expect(field).not_to_have_value("Before")
    assert page.evaluate("performance.now()") - begin < 8_000  # 0.5 s on a quiet machine
    assert field.input_value().startswith("BeforeA line of a **long** document\nA line")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Before")


def test_plain_paste_is_the_browsers(page_as: PageAs, customer: Customer, owner: User) -> None:
    page = page_as(owner)
    page.goto(customer.get_absolute_url())
    field = page.locator("#id_text")
    rich = "<p>Some <b>bold</b> text</p>"
    paste(field, rich)
    expect(field).to_have_value("Some **bold** text")  # all is loaded
    code = "<div style='white-space: pre;'><span style='font-weight: bold'>def</span> f(): pass</div>"
    left = {
        "no HTML": paste(field, ""),
        "source code": paste(field, code),
        "only a wrapper": paste(field, "<meta charset='utf-8'><span>plain</span>"),
        "too deep": paste(field, "<div>" * 20_000 + "<b>x</b>"),
    }
    assert [name for name, is_taken in left.items() if is_taken] == []
    assert paste(page.get_by_label("Next action", exact=True).first, rich) is False


def test_keys_paste_with_and_without_marks(page_as: PageAs, customer: Customer, owner: User) -> None:
    """The browser's real clipboard and keys."""
    page = page_as(owner, permissions=["clipboard-read", "clipboard-write"])
    page.goto(customer.get_absolute_url())
    field = page.locator("#id_text")
    page.evaluate(COPY, ["<p>Some <b>bold</b> text</p>", "Some bold text"])
    field.focus()
    page.keyboard.press("Control+v")
    expect(field).to_have_value("Some **bold** text")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("")
    page.keyboard.press("Control+Shift+V")
    expect(field).to_have_value("Some bold text")
    page.keyboard.press("Control+v")
    expect(field).to_have_value("Some bold textSome **bold** text")
