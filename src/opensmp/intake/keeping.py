"""What has no home in the plan, as a text beside the draft: each piece with its file, its place and the headings above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opensmp.i18n import Message, _
from opensmp.intake.building import Doubt
from opensmp.intake.drafting import Draft
from opensmp.intake.gathering import Place
from opensmp.intake.source import Paragraph, Source
from opensmp.intake.vocabulary import columns_of, labels

FILE = "kept-aside.md"
"""The file of the draft that holds what was kept aside."""


def place_words(place: Place) -> Message:
    """Say where something stands in its source."""
    if place.table and place.row:
        return _("table {table}, row {row}", table=place.table, row=place.row)
    if place.table:
        return _("table {table}", table=place.table)
    return _("paragraph {n}", n=place.paragraph)


def doubt_words(doubt: Doubt) -> Message:
    """Say what could not be read."""
    label = columns_of(doubt.kind).get(doubt.name) or labels().get(doubt.kind)
    column = label or doubt.name
    return _("“{text}” could not be read as “{column}”", text=" ".join(doubt.text.split())[:120], column=column)


def kept_aside(draft: Draft, sources: Iterable[Source], language: str) -> str:
    """Return the text of :data:`FILE`; empty where nothing was kept aside."""
    parts = [
        *_aside(draft, language),
        *_doubts(draft, language),
        *(line for source in sources for line in _beside(source, language)),
    ]
    if not parts:
        return ""
    title = _("Kept aside: what has no home in the plan yet").text(language)
    hint = _("Move what belongs into the plan, then delete it here. Nothing reads this file.").text(language)
    return "\n".join((f"# {title}", "", hint, "", *parts)).rstrip("\n") + "\n"


def _aside(draft: Draft, language: str) -> Iterator[str]:
    before = None
    for each in draft.aside:
        heading = " › ".join(each.path)
        if (each.place.file, heading) != before:
            before = each.place.file, heading
            yield f"## {each.place.file}: {heading}" if heading else f"## {each.place.file}"
            yield ""
        yield f"*({place_words(each.place).text(language)})*" + ("\n" if each.table else " ") + each.text
        yield ""


def _doubts(draft: Draft, language: str) -> Iterator[str]:
    if draft.doubts:
        yield "## " + _("Cells that could not be read").text(language)
        yield ""
        for doubt in draft.doubts:
            where = f"{doubt.place.file}, {place_words(doubt.place).text(language)}".lstrip(", ")
            yield f"- {doubt_words(doubt).text(language)} ({where})"
        yield ""


def _beside(source: Source, language: str) -> Iterator[str]:
    if source.beside:
        yield "## " + _("Beside the text of {file}", file=source.name).text(language)
        yield ""
        yield from (
            f"- {_part_words(each).text(language)}: {' '.join(each.text.split())}"
            for each in source.beside
            if each.text
        )
        yield ""


def _part_words(each: Paragraph) -> Message:
    if each.part == "comment":
        return _("Comment of {author} at paragraph {n}", author=each.author or "?", n=each.number)
    if each.part == "footnote" or each.part == "endnote":
        return _("Note at paragraph {n}", n=each.number)
    return _("Header") if each.part == "header" else _("Footer")
