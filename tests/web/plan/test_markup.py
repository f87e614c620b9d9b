"""From a text of the plan to HTML: nothing but the plan's own marks gets through."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from opensmp.web.markup import flowing, inline, pieces, prose

LINK = {"commitment": ("4 hours, 90%", "/evidence/#CM-1"), "document": ("SM-IM-001", "/documents/")}


def link(kind: str, identity: str) -> tuple[str, str]:
    return LINK.get(kind, (identity, ""))


def test_a_reference_is_a_link_with_its_words() -> None:
    assert prose("Within [[commitment:CM-1]].", link) == (
        '<p>Within <a class="chip chip--commitment" href="/evidence/#CM-1" rel="noopener noreferrer">4 hours, 90%</a>.</p>\n'
    )


def test_a_cell_has_no_paragraph_around_it() -> None:
    assert inline("See *here*, [[document:X]]", link).startswith("See <em>here</em>, <a ")


def test_a_text_is_cut_between_its_paragraphs_lists_and_tables() -> None:
    text = "One\nline.\n\n- a\n- b\n\n| x |\n|---|\n| y |\n\nLast."
    assert pieces(text) == ("One\nline.", "- a\n- b", "| x |\n|---|\n| y |", "Last.")


def test_a_passage_is_marked_also_where_a_line_ends_inside_it() -> None:
    html = prose("The 30\nIT services are listed.", link, {"30 IT services": "q-1"})
    assert '<mark class="flaw" id="q-1">30\nIT services</mark>' in html


def test_a_passage_is_not_marked_inside_an_address() -> None:
    html = prose("[words](https://example.org/words)", link, {"words": "q-1"})
    assert html.count("<mark") == 1
    assert 'href="https://example.org/words"' in html


def test_broken_lines_flow_and_meant_ones_stay() -> None:
    assert flowing("One\nline.\n\n- a\n- b") == "One line.\n\n- a\n- b"
    assert flowing("One  \nline.") == "One  \nline."
    assert flowing("```\na\nb\n```") == "```\na\nb\n```"


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        '[[document:"><script>alert(1)</script>]]',
        "[[document:x]](javascript:alert(1))",
        "<svg/onload=alert(1)>",
        "![x](https://example.org/beacon.png)",
        "<a href='x' onclick='alert(1)'>y</a>",
        "\ue0000\ue001<b>x</b>",
        '[x](https://e.org "onmouseover=alert(1)")',
    ],
)
def test_nothing_that_runs_gets_through(payload: str) -> None:
    for html in (prose(payload, link), prose(payload, link, {payload: "q-1"}), inline(payload, link)):
        seen = Tags()
        seen.feed(str(html))
        assert seen.tags <= {"p", "a", "mark", "span", "em", "strong", "code"}, html
        assert all(name in ("class", "href", "rel", "id", "title") for name, _value in seen.attributes), html
        assert all(value.startswith(("http", "/", "mailto:")) for name, value in seen.attributes if name == "href"), (
            html
        )


class Tags(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Title", "<h3>Title</h3>\n"), ("## Title", "<h3>Title</h3>\n"), ("### Title", "<h3>Title</h3>\n"), ("#### T", "<h4>T</h4>\n"),
        ("**a** *b* `c`", "<p><strong>a</strong> <em>b</em> <code>c</code></p>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("a & b < c > d", "<p>a &amp; b &lt; c &gt; d</p>\n"), ("", ""), ("one\ntwo", "<p>one\ntwo</p>\n"),
        ("[w](mailto:a@b.example)", '<p><a href="mailto:a@b.example" rel="noopener noreferrer">w</a></p>\n'),
        ("https://e.example", "<p>https://e.example</p>\n"), ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
    ],
)  # fmt: skip
def test_a_text_looks_as_its_marks_say(text: str, html: str) -> None:
    assert prose(text) == html


def test_a_table_stays_a_table() -> None:
    html = prose("| Service | Hours |\n|---|---|\n| Mail | 08–17 |")
    assert html.count("<th>") == 2
    assert "<td>Mail</td>" in html


def test_a_reference_that_leads_nowhere_is_its_words_without_a_link() -> None:
    assert prose("See [[person:X-9]].", link) == '<p>See <span class="chip chip--person">X-9</span>.</p>\n'
    assert prose("See [[document:X-9]].") == '<p>See <span class="chip chip--document">X-9</span>.</p>\n'


def test_a_passage_with_signs_of_html_is_marked_and_only_where_it_stands_first() -> None:
    html = prose('A & B said "no". A & B left.', None, {"A & B": "q-1", 'said "no"': "q-2"})
    assert '<mark class="flaw" id="q-1">A &amp; B</mark> <mark class="flaw" id="q-2">said ' in html
    assert html.count("<mark") == 2
    assert "<mark" not in prose("Nothing of it.", None, {"absent": "q-1", "": "q-2"})


def test_a_name_of_a_mark_cannot_leave_its_attribute() -> None:
    html = prose("words", None, {"words": '"><script>'})
    assert "<script>" not in html
