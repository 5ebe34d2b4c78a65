import uuid
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from customers.models import Customer
from ftop.lib.text import clean
from notes.rendering.markdown import ALLOWED_TAGS, RENDERER_VERSION, render_overall

CUSTOMER = Customer(key=uuid.UUID(int=1))
TIMELINE = "/customers/00000000-0000-0000-0000-000000000001/"
MARKUP = ["**", "*", "_", "- ", "1. ", "[", "](", ")", "![", "](http://a.example", "](javascript:x)", "<script>", "\n"]
MARKUP += ["<img src=x onerror=alert(1)>", "#tag", "https://b.example/c?d=e&f", '"', "'", "`", "&lt;", "\\", "    "]
TYPED = st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=8)), max_size=40).map("".join)


class Outline(HTMLParser):
    """Tags with their attributes, and the text between them, as a browser would read them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def html_of(text: str) -> str:
    return render_overall(text, customer=CUSTOMER).html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and *italic*", "<p><strong>bold</strong> and <em>italic</em></p>"),
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("Agenda:\n- a\n- b", "<p>Agenda:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n3. b", '<ol>\n<li value="1">a</li>\n<li value="3">b</li>\n</ol>'),
        ("[plan](https://a.example/p)", '<p><a href="https://a.example/p">plan</a></p>'),
        ("[Dana](mailto:dana@a.example)", '<p><a href="mailto:dana@a.example">Dana</a></p>'),
        (
            "See https://a.example/x_y_z.",
            '<p>See <a href="https://a.example/x_y_z">https://a.example/x_y_z</a>.</p>',
        ),
        ("[https://a.example/x](https://b.example)", '<p><a href="https://b.example">https://a.example/x</a></p>'),
        ("**https://a.example** too", '<p><strong><a href="https://a.example">https://a.example</a></strong> too</p>'),
        ("**T**eams *and* more", "<p><strong>T</strong>eams <em>and</em> more</p>"),
        ("For #Covid-19.", f'<p>For <a href="{TIMELINE}?tag=covid-19" class="tag">#Covid-19</a>.</p>'),
    ],
)
def test_light_markdown_is_rendered(text: str, html: str) -> None:
    assert html_of(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "# No heading",
        "> no quote",
        "`no code`",
        "| no | table |",
        "![no image](x.png)",
        "<b>no HTML</b>",
        "<script>alert(1)</script>",
        "&amp; &#35; &nbsp;",
        "[no](javascript:alert(1))",
        "[no](/admin/)",
        "[no](data:text/html,x)",
        "snake_case_name and C:\\temp",
        "a#b, C#, #1 and ##x",
        "[EXO] first [1]",
        "***",
        "2*3*4 is 24",
        "*.contoso.com/*.fabrikam.com",
        "http://",
        "://",
        "#" + "a" * 51,
    ],
)
def test_everything_else_is_shown_as_typed(text: str) -> None:
    outline = Outline(html_of(text))
    assert (outline.text, outline.tags) == (text, [("p", {})])


@pytest.mark.parametrize(
    "address", ["https://*.contoso.com/*/x", "http://a.example/_x_/*y*z", "https://a.example/x*y**z"]
)
def test_asterisks_of_an_address_are_no_marks(address: str) -> None:
    assert html_of(f"See *now* {address}.") == (f'<p>See <em>now</em> <a href="{address}">{address}</a>.</p>')


def test_list_too_deep_to_draw_is_shown_as_typed() -> None:
    text = "- " * 60 + "deep"
    assert Outline(html_of(text)).text == text


def test_tags_are_folded_and_once_each() -> None:
    rendered = render_overall("#Covid here, #covid there, #Ostern; [#not](https://a.example/#nor)", customer=CUSTOMER)
    assert rendered.tags == ("covid", "ostern")


def test_rendered_text_names_its_renderer() -> None:
    assert render_overall("Call.", customer=CUSTOMER).version == RENDERER_VERSION


@given(TYPED)
@example("[x](http://a.example\"onmouseover='alert(1))")
@example("<a href='javascript:alert(1)'>#tag</a>")
def test_html_holds_nothing_but_the_allowed(typed: str) -> None:
    for tag, attributes in Outline(html_of(clean(typed))).tags:
        assert tag in ALLOWED_TAGS
        assert set(attributes) <= {"a": {"href", "class", "title"}, "li": {"value"}}.get(tag, set())
        assert (attributes.get("href") or TIMELINE).lower().startswith(("http://", "https://", "mailto:", TIMELINE))


@given(st.text(alphabet=st.characters(exclude_characters="*_-+.)[]()\n\t", exclude_categories=("Cs", "Cc", "Z"))))
def test_text_without_markup_is_shown_as_typed(typed: str) -> None:
    assert Outline(html_of(clean(typed))).text == clean(typed)


@given(TYPED)
def test_no_letter_is_lost(typed: str) -> None:
    """Only the address of a link is out of sight; so none is offered here."""
    text = clean(typed.replace("](", "] ("))
    assert [c for c in Outline(html_of(text)).text if c.isalpha()] == [c for c in text if c.isalpha()]
