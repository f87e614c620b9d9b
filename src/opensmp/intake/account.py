"""The account of a reading: where every character of a document went, and what became of everything beside the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from opensmp.i18n import Message, _
from opensmp.intake.drafting import Draft
from opensmp.intake.gathering import Placement
from opensmp.intake.source import Mark, MarkKind, Paragraph, letters
from opensmp.intake.understanding import Understood
from opensmp.plan.prose import Prose

BECAME: Mapping[MarkKind, Message] = {
    "insertion": _("Tracked insertion"), "deletion": _("Tracked deletion"), "move": _("Tracked move"),
    "format change": _("Tracked change of format: the text is the same"), "comment": _("Comment: kept aside with its author"),
    "header": _("Header: kept aside"), "footer": _("Footer: kept aside"), "footnote": _("Footnote: kept aside"),
    "endnote": _("Endnote: kept aside"), "text box": _("Text box: its words stand behind the paragraph where it hangs"),
    "merged cells": _("Merged cells: their text counts for every cell that they cover"),
    "nested table": _("Table inside a cell: its words are kept in the cell, a line a row"),
    "image": _("Picture: not in the draft; its description is listed here"), "chart": _("Chart or diagram: not in the draft"),
    "field": _("Field: its last shown text was read"), "contents": _("Contents table or index: made anew, so not in the draft"),
    "embedded object": _("Embedded object: not in the draft"), "equation": _("Equation: its letters were read as text"),
    "content control": _("Content control: its text was read"), "hidden text": _("Hidden text: it was read"),
    "link": _("Link: the words were read, the address is listed here and was not followed"),
    "external link": _("Something outside the file: not followed"), "symbol": _("Sign of a symbol font: not in the text"),
    "unread part": _("Part of the file that holds no text of the plan: not read"),
    "pdf page": _("Pages of a PDF: words only; headings and tables are guesses"), "script": _("Script or style of a web page: not read"),
}  # fmt: skip
"""What a mark is and what became of it. Tracked changes say it themselves: see :func:`became`."""

_ACCEPTED = _("Tracked changes were accepted.")
_REJECTED = _("Tracked changes were rejected.")


@dataclass(frozen=True)
class Account:
    """Letters, which are all characters but white space, by what became of them; ``lost`` is 0 unless OpenSMP has a fault.

    ``words`` stand in the draft as they were; ``values`` were read as days, numbers, names or ids, or are labels and headings of
    columns; ``aside`` is kept beside the draft; ``reported`` is only named in the report: deleted text, contents tables, scripts.
    """

    total: int
    words: int
    values: int
    aside: int
    reported: int

    @property
    def lost(self) -> int:
        """What is not accounted for."""
        return self.total - self.words - self.values - self.aside - self.reported


@dataclass(frozen=True)
class FileReport:
    """What was understood of one document."""

    read: Understood
    account: Account

    @property
    def marks(self) -> Mapping[MarkKind, tuple[Mark, ...]]:
        """What stands beside the text, by kind, in the order in which kinds are reported."""
        found = {kind: tuple(mark for mark in self.read.source.marks if mark.kind == kind) for kind in BECAME}
        return {kind: marks for kind, marks in found.items() if marks}

    @property
    def tables(self) -> Iterator[Placement]:
        """The tables, with what each was taken for."""
        numbers = {index for index, block in enumerate(self.read.source.blocks) if not isinstance(block, Paragraph)}
        return (
            each
            for each in self.read.gathered.placements
            if each.block in numbers and (each.meaning or each.fate != "aside")
        )


def became(kind: MarkKind, changes: str) -> Message | None:
    """Return what became of tracked changes; None for what :data:`BECAME` says already."""
    if kind not in {"insertion", "deletion", "move"} or not changes:
        return None
    return _ACCEPTED if changes == "accept" else _REJECTED


def reported(read: Understood, draft: Draft) -> FileReport:
    """Make the account of a document whose draft is known."""
    source = read.source
    held = "\n".join(_texts(draft))
    whole = "".join(held.split())
    total = {"draft": 0, "aside": 0, "reported": 0}
    for each in read.gathered.placements:
        total[each.fate] += each.letters
    total["aside"] += sum(letters(each.text) for each in source.beside)
    total["reported"] += sum(mark.letters for mark in source.marks)
    words = min(total["draft"], _verbatim(read, whole))
    return FileReport(read, Account(source.letters, words, total["draft"] - words, total["aside"], total["reported"]))


def _verbatim(read: Understood, whole: str) -> int:
    """Count the letters of what was placed in the draft and stands there as it was."""
    placed = {each.block for each in read.gathered.placements if each.fate == "draft"}
    found = 0
    for index in placed:
        block = read.source.blocks[index]
        texts = (
            [block.text]
            if isinstance(block, Paragraph)
            else [cell.text for row in block.rows for cell in row if cell.origin]
        )
        found += sum(letters(text) for text in texts if _plain(text) in whole)
    return found


def _plain(text: str) -> str:
    return "".join(text.split())


def _texts(draft: Draft) -> Iterator[str]:
    """Yield every text that the draft holds, references written as their numbers."""
    dossier = draft.dossier
    for part in (dossier.plan, dossier.registers, dossier.organisation, dossier.history):
        yield from _strings(part)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Prose):
        yield from (_unchipped(text) for _language, text in value.texts)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif hasattr(value, "__dataclass_fields__"):
        for each in fields(value):
            yield from _strings(getattr(value, each.name))


def _unchipped(text: str) -> str:
    if "[[" not in text:
        return text
    parts = text.split("[[")
    return parts[0] + "".join(
        part.partition(":")[2].replace("]]", "", 1) if "]]" in part else part for part in parts[1:]
    )
