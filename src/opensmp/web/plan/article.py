"""The document on the page: blocks as HTML, each with the notes that concern it.

The article is the same for everybody with the same rights at an organisation's head, so it is rendered once and kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from opensmp.dossier import Dossier
from opensmp.exchange.values import dossier_of_sealed
from opensmp.i18n import LANGUAGES
from opensmp.plan.plan import SECTIONS
from opensmp.store.reading import Kept
from opensmp.web import markup
from opensmp.web.desk import Desk
from opensmp.web.plan.margin import (
    Note,
    comments_in,
    evidence_in,
    findings_in,
    naming_for,
    refinements_in,
    threads_of,
)
from opensmp.web.plan.naming import Naming
from opensmp.web.plan.outline import Block, Chapter, Outline, Words, outline_of
from opensmp.web.plan.outline.blocks import places_of
from opensmp.web.plan.places import may_edit


class Part(NamedTuple):
    """A block on the page. ``html`` is set for words; ``flaws`` is the kind of finding by the row or fact it is about.

    ``anchors`` marks a table whose rows can be linked to by their ids.
    """

    block: Block
    html: Markup | None
    notes: tuple[Note, ...]
    flaws: Mapping[str, str]
    is_last: bool = True
    anchors: bool = False


class Sheet(NamedTuple):
    """A chapter on the page; ``notes`` concern it as a whole."""

    chapter: Chapter
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    can_edit: bool


class Article(NamedTuple):
    """The rendered document, what its contents list needs, and how many findings belong to no chapter."""

    html: Markup
    outline: Outline
    marks: Mapping[str, tuple[str, int]]
    elsewhere: int


_outlines: Kept[Outline] = Kept(24)
_articles: Kept[Article] = Kept(32)
_sealed: Kept[Dossier] = Kept(6)


def text_language(desk: Desk, dossier: Dossier) -> str:
    """Return the language of the text that the reader asked for, else their own, else the plan's prevailing one."""
    wanted = desk.request.GET.get("text") or desk.language
    return wanted if wanted in dossier.languages and wanted in LANGUAGES else dossier.languages[0]


def article_of(desk: Desk, language: str, margins: frozenset[str]) -> Article:
    """Return the draft as an article, with the margins that the reader asked for and may see."""
    shown = margins if desk.may("see_findings") else frozenset[str]()
    editable = frozenset(key for key in SECTIONS if may_edit(desk, f"plan/{key}"))
    rights = (desk.may("comment"), desk.may("edit_own_section"), desk.may("edit_register"), editable, desk.actor.person)
    at = _at(desk)

    def build() -> Article:
        outline = _outlines.get((*at, language), lambda: outline_of(desk.dossier, language))
        return built(desk, desk.dossier, outline, tuple(_notes(desk, shown)), editable, shown)

    return _articles.get((*at, language, desk.language, shown, rights), build)


def sealed_dossier(desk: Desk, number: str) -> Dossier:
    """Return the case file of a sealed version."""
    return _sealed.get((*_at(desk), number), lambda: dossier_of_sealed(desk.dossier.sealed[number], desk.dossier))


def version_of(desk: Desk, dossier: Dossier, number: str, language: str) -> Article:
    """Return a sealed version as an article, without a margin."""
    key = (*_at(desk), number, language, desk.language)
    return _articles.get(key, lambda: built(desk, dossier, outline_of(dossier, language), (), frozenset(), frozenset()))


def _at(desk: Desk) -> tuple[Hashable, ...]:
    """Return what a text of the plan depends on: the organisation's head, the plan and the day."""
    return (desk.organisation.pk, desk.organisation.head, desk.organisation.head_hash, desk.plan.pk, desk.today)


def _notes(desk: Desk, shown: frozenset[str]) -> Iterator[Note]:
    if "findings" in shown:
        yield from refinements_in(desk, desk.language)
        yield from findings_in(desk, desk.report, desk.language)
    if "evidence" in shown:
        yield from evidence_in(desk, desk.dossier, desk.language)
    if "comments" in shown:
        yield from comments_in(desk, threads_of(desk), desk.language)


def built(
    desk: Desk,
    dossier: Dossier,
    outline: Outline,
    notes: tuple[Note, ...],
    editable: frozenset[str],
    shown: frozenset[str],
) -> Article:
    """Render an outline with its notes."""
    naming = naming_for(desk, dossier, outline.language)
    placed, lost = _placed(outline, notes)
    sheets = [
        _sheet(chapter, placed.get(chapter.key, {}), naming, chapter.key in editable) for chapter in outline.chapters
    ]
    context = {
        "sheets": sheets, "outline": outline, "language": desk.language, "inline": naming.inline, "organisation": desk.organisation,
        "plan": desk.plan, "names": naming.names,
        "marks_read": desk.here == "read" and desk.may("read_draft"), "remarks": "comments" in shown and desk.may("comment"),
    }  # fmt: skip
    html = markup.rendered("plan/article.html", context)
    marks = {key: _worst(held.values()) for key, held in placed.items()}
    return Article(html, outline, marks, sum(note.is_finding for note in lost))


Placed = Mapping[str, dict[int, list[Note]]]
"""By chapter: the notes of each of its blocks by number; -1 for the chapter itself."""


def _placed(outline: Outline, notes: Iterable[Note]) -> tuple[Placed, tuple[Note, ...]]:
    """Put each note beside the block whose address is nearest above its own."""
    index: dict[str, tuple[str, int]] = {}
    for chapter in outline.chapters:
        index[chapter.where] = (chapter.key, -1)
        for number, block in enumerate(chapter.blocks):
            for where in places_of(block):
                index.setdefault(where, (chapter.key, number))
    found: dict[str, dict[int, list[Note]]] = {}
    lost = []
    for note in notes:
        spot = _nearest(index, note.where)
        if spot is None:
            lost.append(note)
        else:
            found.setdefault(spot[0], {}).setdefault(spot[1], []).append(note)
    return found, tuple(lost)


def _nearest(index: Mapping[str, tuple[str, int]], where: str) -> tuple[str, int] | None:
    while where:
        if where in index:
            return index[where]
        where = where.rpartition("/")[0]
    return None


def _worst(held: Iterable[list[Note]]) -> tuple[str, int]:
    """Return the worst kind among the findings of a chapter, and how many there are."""
    findings = [note for notes in held for note in notes if note.is_finding]
    return ("stop" if any(note.kind == "stop" for note in findings) else "warn", len(findings)) if findings else ("", 0)


def _sheet(chapter: Chapter, notes: Mapping[int, list[Note]], naming: Naming, can_edit: bool) -> Sheet:
    parts = [
        part for number, block in enumerate(chapter.blocks) for part in _parts(block, notes.get(number, []), naming)
    ]
    return Sheet(chapter, tuple(parts), tuple(notes.get(-1, ())), can_edit)


def _parts(block: Block, notes: list[Note], naming: Naming) -> Iterator[Part]:
    if not isinstance(block, Words):
        yield Part(block, None, tuple(notes), _flaws(block, notes), anchors=block.where.startswith(_LINKED))
        return
    pieces = markup.pieces(block.text)
    beside: list[list[Note]] = [[] for _piece in pieces]
    for note in notes:
        beside[_piece_of(pieces, note.quote)].append(note)
    for place, (piece, held) in enumerate(zip(pieces, beside, strict=True)):
        marks = {note.quote: f"q-{note.id}" for note in held if note.quote and note.is_finding}
        yield Part(block, markup.prose(piece, naming, marks), tuple(held), {}, place == len(pieces) - 1)


_LINKED = ("plan/scope/", "plan/resources/")


def _flaws(block: Block, notes: Iterable[Note]) -> Mapping[str, str]:
    """Return the worst kind of finding by the row or fact that it is about."""
    rows = list(places_of(block))[1:]
    found: dict[str, str] = {}
    for note in notes:
        row = next((row for row in rows if note.is_finding and f"{note.where}/".startswith(f"{row}/")), None)
        if row and found.get(row) != "stop":
            found[row] = note.kind
    return found


def _piece_of(pieces: tuple[str, ...], quote: str) -> int:
    wanted = " ".join(quote.split())
    return next((place for place, piece in enumerate(pieces) if wanted and wanted in " ".join(piece.split())), 0)
