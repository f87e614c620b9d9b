"""The one place where text becomes HTML: the plan's Markdown, its references as chips, and marked passages.

Everything a person wrote is escaped by the Markdown renderer (raw HTML is off) and cleaned once more by nh3; links keep
http, https and mailto alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any

import nh3
from django.template.loader import render_to_string
from markdown_it import MarkdownIt
from markupsafe import Markup

from opensmp.plan.references import chips

Chips = Callable[[str, str], tuple[str, str]]
"""From kind and id of a reference to the words it stands for and the address it leads to ("" for none)."""

_TAGS = frozenset(
    {"p", "em", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6", "a",
     "blockquote", "code", "pre", "br", "hr", "span", "mark"}
)  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "class"},
    "span": {"class"},
    "mark": {"class", "id"},
    "ol": {"start"},
    "td": {"class"},
    "th": {"class"},
}
_KIND = frozenset("abcdefghijklmnopqrstuvwxyz-")


@cache
def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    made.enable("table")
    return made


def prose(text: str, link: Chips | None = None, marks: Mapping[str, str] | None = None) -> Markup:
    """Return a text of the plan as HTML. ``marks`` maps a passage (as written) to the id of what is said about it."""
    return Markup(_rendered(_with_chips(text, link), tuple(sorted((marks or {}).items()))))  # noqa: S704  # cleaned by nh3 below


def inline(text: str, link: Chips | None = None) -> Markup:
    """Return one line of the plan as HTML, without the paragraph around it: a cell of a table, a detail in a list."""
    return Markup(_rendered_line(_with_chips(text, link)))  # noqa: S704  # cleaned by nh3 below


@lru_cache(maxsize=4_000)
def pieces(text: str) -> tuple[str, ...]:
    """Split a text into its paragraphs, lists and tables, each still as it was written, so that notes can stand beside them."""
    lines = text.split("\n")
    starts = [
        token.map[0] for token in _markdown().parse(text) if token.level == 0 and token.map and token.nesting >= 0
    ]
    ends = [*starts[1:], len(lines)]
    found = ("\n".join(lines[start:end]).strip("\n") for start, end in zip(starts, ends, strict=True))
    return tuple(piece for piece in found if piece.strip())


@lru_cache(maxsize=4_000)
def flowing(text: str) -> str:
    """Return a text whose paragraphs are one line each: a file may break them at a column, a field on a page does that itself.

    Breaks that are meant (two blanks or a backslash at the end of a line) and everything but paragraphs stay.
    """
    lines = text.split("\n")
    for token in reversed(_markdown().parse(text)):
        if token.type == "paragraph_open" and token.level == 0 and token.map:
            begin, end = token.map
            if not any(line.endswith(("  ", "\\")) for line in lines[begin : end - 1]):
                lines[begin:end] = [" ".join(line.strip() for line in lines[begin:end])]
    return "\n".join(lines)


def _with_chips(text: str, link: Chips | None) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Replace references by marks that Markdown leaves alone, and return the HTML for each mark."""
    pieces: list[str] = []
    shown: list[tuple[str, str]] = []
    end = 0
    for chip in chips(text):
        words, href = link(chip.kind, chip.id) if link else (chip.id, "")
        mark = f"\ue000{len(shown)}\ue001"
        kind = "".join(sign for sign in chip.kind if sign in _KIND)
        inner = f'<a class="chip chip--{kind}" href="{escape(href)}">{escape(words)}</a>' if href else (
            f'<span class="chip chip--{kind}">{escape(words)}</span>')  # fmt: skip
        shown.append((mark, inner))
        pieces += [text[end : chip.start], mark]
        end = chip.end
    return "".join([*pieces, text[end:]]).replace("\ue002", ""), tuple(shown)


Source = tuple[str, tuple[tuple[str, str], ...]]
"""A text whose references are replaced by marks, and the HTML for each mark."""


@lru_cache(maxsize=4_000)
def _rendered(source: Source, marks: tuple[tuple[str, str], ...]) -> str:
    html = _markdown().render(source[0])
    html = html.replace("<h1>", "<h3>").replace("</h1>", "</h3>").replace("<h2>", "<h3>").replace("</h2>", "</h3>")
    for passage, identity in marks:
        html = _marked(html, passage, identity)
    return _cleaned(html, source[1])


@lru_cache(maxsize=20_000)
def _rendered_line(source: Source) -> str:
    text = " ".join(source[0].split("\n"))
    if text.isalnum():
        return text
    return _cleaned(_markdown().renderInline(text), source[1])


def _cleaned(html: str, shown: tuple[tuple[str, str], ...]) -> str:
    for mark, inner in shown:
        html = html.replace(mark, inner)
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _marked(html: str, passage: str, identity: str) -> str:
    """Mark the first place where a passage stands in one piece of text; elsewhere the note stands beside the section alone."""
    for written in (escape(passage, quote=False).replace('"', "&quot;"), escape(passage, quote=False)):
        words = r"\s+".join(re.escape(word) for word in written.split())
        for found in re.finditer(words, html) if words else ():
            if html.rfind("<", 0, found.start()) <= html.rfind(">", 0, found.start()):
                mark = f'<mark class="flaw" id="{escape(identity)}">{found[0]}</mark>'
                return html[: found.start()] + mark + html[found.end() :]
    return html


def rendered(template: str, context: dict[str, Any]) -> Markup:
    """Render a template of ours as a part of another page: its own escaping has taken place."""
    return Markup(render_to_string(template, context))  # noqa: S704  # the template engine escapes every value


def trusted(rendered: str) -> Markup:
    """Mark what one of our own templates rendered, so that another may hold it."""
    return Markup(rendered)  # noqa: S704  # escaped where it was rendered


def hidden_field(name: str, value: str) -> Markup:
    """Return a hidden field of a form."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(name, value)


def drawing(svg: str) -> Markup:
    """Return a picture drawn by :mod:`opensmp.evidence.pictures`, which escapes every word it sets."""
    return Markup(svg)  # noqa: S704  # see above
