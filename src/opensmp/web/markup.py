"""The one place where text becomes HTML: the plan's Markdown, its references as chips, and marked passages.

Everything a person wrote is escaped by the Markdown renderer (raw HTML is off) and cleaned once more by nh3; links keep
http, https and mailto alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from html import escape

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from opensmp.plan.references import chips

Chips = Callable[[str, str], tuple[str, str]]
"""From kind and id of a reference to the words it stands for and the address it leads to ("" for none)."""

_TAGS = frozenset(
    {"p", "em", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6", "a",
     "blockquote", "code", "pre", "br", "hr", "span", "mark"}
)  # fmt: skip
_ATTRIBUTES = {"a": {"href", "class"}, "span": {"class"}, "mark": {"class", "id"}, "ol": {"start"}, "td": {"class"}, "th": {"class"}}
_KIND = frozenset("abcdefghijklmnopqrstuvwxyz-")


@cache
def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    made.enable("table")
    return made


def prose(text: str, link: Chips | None = None, marks: Mapping[str, str] | None = None) -> Markup:
    """Return a text of the plan as HTML. ``marks`` maps a passage (as written) to the id of what is said about it."""
    return Markup(_rendered(_with_chips(text, link), tuple(sorted((marks or {}).items()))))  # noqa: S704  # cleaned by nh3 below


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


@lru_cache(maxsize=4_000)
def _rendered(source: tuple[str, tuple[tuple[str, str], ...]], marks: tuple[tuple[str, str], ...]) -> str:
    text, shown = source
    html = _markdown().render(text).replace("<h1>", "<h3>").replace("</h1>", "</h3>").replace("<h2>", "<h3>").replace("</h2>", "</h3>")
    for mark, inner in shown:
        html = html.replace(mark, inner)
    for passage, identity in marks:
        html = _marked(html, passage, identity)
    return nh3.clean(html, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer")


def _marked(html: str, passage: str, identity: str) -> str:
    """Mark the first place where a passage stands in one piece of text; elsewhere the note stands beside the section alone."""
    wanted = escape(passage, quote=False).replace('"', "&quot;")
    for candidate in (wanted, escape(passage, quote=False)):
        if candidate and candidate in html:
            return html.replace(candidate, f'<mark class="flaw" id="{escape(identity)}">{candidate}</mark>', 1)
    return html


def hidden_field(name: str, value: str) -> Markup:
    """Return a hidden field of a form."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(name, value)
