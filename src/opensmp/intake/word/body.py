"""The body of a Word document as blocks in order, and the texts around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

from opensmp.intake.source import Block, Cell, MarkKind, Paragraph, Part, Table
from opensmp.intake.word.inline import Inline, State, kept_letters, noted, words_of
from opensmp.intake.word.line import Line
from opensmp.intake.word.package import Package
from opensmp.intake.word.styles import Look, Numbers, Styles, paragraph_look
from opensmp.intake.word.tree import inner, is_on, value_of
from opensmp.tables.fault import Fault
from opensmp.tables.limits import Limits

_DEEPEST_TABLE = 12
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_BLOCKS = frozenset({"w:sdt", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:sdtContent"})
_MOST_CELLS = 50_000
_MOST_PARAGRAPHS = 50_000


class Reader:
    """Reads the parts of one package."""

    def __init__(self, package: Package, accept: bool) -> None:
        self._package = package
        links = {each.id: each.target for each in package.outside if each.purpose == "hyperlink"}
        styles = Styles(next((root for _name, root in package.parts("styles")), None))
        self.state = State(styles, accept, links)
        self._numbers = Numbers(next((root for _name, root in package.parts("numbering")), None))
        self._number = 0
        self._table = 0
        self._cells = 0
        self._carried: Line | None = None
        self._new_page = False
        self._ids: list[str] = []
        self.letters = 0

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of the body."""
        for element in self._package.body():
            self.letters += kept_letters(element)
            yield from self._block(element, "body", 1)
        if self._carried is not None:
            yield self._made(self._carried, Look(), self.state.styles.default, "body", None)

    def beside(self) -> Iterator[Paragraph]:
        """Yield headers, footers, notes and comments; call it when the body was read, because it knows where they belong."""
        for purpose in ("header", "footer"):
            for _name, root in self._package.parts(purpose):
                yield from self._around(root, "header" if purpose == "header" else "footer", self._number and 1)
        for purpose, kind in _NOTES.items():
            for _name, root in self._package.parts(purpose):
                for note in root:
                    if note.get("w:type", "normal") == "normal":
                        yield from self._note(note, kind)

    def _note(self, note: Element, kind: Any) -> Iterator[Paragraph]:
        yield from self._around(note, kind, self.state.anchors.get((kind, note.get("w:id", "")), 0), note)

    def _around(self, root: Element, part: Part, at: int, note: Element | None = None) -> Iterator[Paragraph]:
        self.letters += kept_letters(root)
        if not words_of(root):
            return
        self.state.paragraph = at
        self.state.mark(part if part != "body" else "field", words_of(root), note)
        author = "" if note is None else note.get("w:author", "")
        for block in self._blocks(root, part, 1):
            for each in [block] if isinstance(block, Paragraph) else _as_lines(block, part):
                yield replace(each, number=at, author=each.author or author)

    def _blocks(self, parent: Element, part: Part, depth: int) -> Iterator[Block]:
        for element in parent:
            yield from self._block(element, part, depth)

    def _block(self, element: Element, part: Part, depth: int) -> Iterator[Block]:
        tag = element.tag
        if tag == "w:p":
            yield from self._paragraph(element, part)
        elif tag == "w:tbl":
            yield from self._tables(element, part, depth)
        elif tag == "w:sdt":
            line = Line()
            noted(self.state, line, element)
            self._ids += line.ids
            yield from self._blocks(element, part, depth)
        elif tag in _BLOCKS:
            yield from self._blocks(element, part, depth)
        elif tag == "mc:AlternateContent":
            choice = element.find("mc:Choice")
            yield from self._blocks(choice if choice is not None else element[-1], part, depth)
        elif tag == "w:bookmarkStart" and not element.get("w:name", "_").startswith("_"):
            self._ids.append(element.get("w:name", ""))
        elif tag in {"w:altChunk", "w:subDoc"}:
            self.state.mark("unread part", tag.removeprefix("w:"))
        elif tag == "w:del" or tag == "w:moveFrom":
            self.state.mark("deletion", words_of(element), element, kept_letters(element))

    def _paragraph(self, element: Element, part: Part) -> Iterator[Paragraph]:
        properties = element.find("w:pPr")
        style = value_of(properties.find("w:pStyle")) if properties is not None else ""
        style = style or self.state.styles.default
        look = self.state.styles.look(style)
        look = look if properties is None else paragraph_look(properties).over(look)
        if part == "body":
            self._number += 1
            if self._number > _MOST_PARAGRAPHS:
                raise Fault("too-many-paragraphs", cap=_MOST_PARAGRAPHS)
        self.state.paragraph = self._number
        line = self._carried or Line()
        self._carried = None
        line.contents = line.contents or self.state.in_contents
        changes = self.state.changes
        Inline(self.state, line, look).read(element)
        if self.state.changes == changes:
            self._end_changed(properties)
        boxes, self.state.boxes = self.state.boxes, []
        if self._merges(properties):
            self._carried = line
        else:
            yield self._made(line, look, style, part, properties)
        for box in boxes:
            self.state.mark("text box", words_of(box))
            yield from (each for each in self._blocks(box, "text box", 1) if isinstance(each, Paragraph))

    def _end_changed(self, properties: Element | None) -> None:
        """Count a change of the mark that ends the paragraph: two paragraphs made one, or one made two, and nothing else."""
        added, removed = inner(properties, "w:rPr", "w:ins"), inner(properties, "w:rPr", "w:del")
        kinds: tuple[tuple[MarkKind, Element | None], ...] = (("insertion", added), ("deletion", removed))
        for kind, changed in kinds:
            if changed is not None:
                self.state.changes += 1
                self.state.mark(kind, "¶", changed)

    def _merges(self, properties: Element | None) -> bool:
        """Whether the mark that ends the paragraph is itself deleted (or a refused insertion): the next one goes on with it."""
        return inner(properties, "w:rPr", "w:del" if self.state.accept else "w:ins") is not None

    def _made(self, line: Line, look: Look, style: str, part: Part, properties: Element | None) -> Paragraph:
        label, bullet, depth = "", False, -1
        if look.list_id and look.list_id != "0" and line.text:
            depth = look.list_level or 0
            label, bullet = self._numbers.next(look.list_id, depth)
        starts = line.starts_page or self._new_page
        starts = starts or (properties is not None and is_on(properties.find("w:pageBreakBefore")))
        self._new_page = properties is not None and properties.find("w:sectPr") is not None
        ids, self._ids = (*self._ids, *line.ids), []
        name = self.state.styles.name(style)
        return Paragraph(
            number=self._number, text=line.text, part=part, style=name, level=look.level or 0, label=label, depth=depth,
            bullet=bullet, size=line.size, bold=line.mostly("bold"), caps=line.mostly("caps"), underlined=line.mostly("underlined"),
            centred=bool(look.centred), starts_page=starts, contents=line.contents or name.lower().startswith("toc"),
            ids=ids, author=line.author,
        )  # fmt: skip

    # Tables ---------------------------------------------------------------------------------------------------------

    def _tables(self, element: Element, part: Part, depth: int) -> Iterator[Block]:
        if depth > _DEEPEST_TABLE:
            raise Fault("nested-too-deep")
        rows = list(_rows(element))
        single = len(rows) == 1 and sum(1 for _cell in _cells(rows[0])) == 1
        if single:
            for cell in _cells(rows[0]):
                yield from self._blocks(cell, part, depth + 1)
            return
        self._table += 1
        number, before = self._table, len(self.state.marks)
        ids, self._ids = tuple(self._ids), []
        made = tuple(self._grid(rows, depth))
        if any(not cell.origin for row in made for cell in row):
            self.state.mark("merged cells", made[0][0].text if made and made[0] else "")
        author = next((mark.author for mark in self.state.marks[before:] if mark.kind in {"insertion", "deletion"}), "")
        headers = sum(1 for row in rows if inner(row, "w:trPr", "w:tblHeader") is not None)
        yield Table(number, self._number, made, headers, ids, author)

    def _grid(self, rows: Iterable[Element], depth: int) -> Iterator[tuple[Cell, ...]]:
        above: tuple[Cell, ...] = ()
        for row in rows:
            if self._dropped(row, inner(row, "w:trPr", "w:ins"), inner(row, "w:trPr", "w:del")):
                continue
            cells = self._row(row, above, depth)
            above = tuple(cells)
            yield above

    def _row(self, row: Element, above: tuple[Cell, ...], depth: int) -> list[Cell]:
        cells: list[Cell] = []
        skipped = value_of(inner(row, "w:trPr", "w:gridBefore"), "0")
        cells += [Cell("")] * min(int(skipped) if skipped.isdecimal() else 0, 100)
        for element in _cells(row):
            self._cells += 1
            if self._cells > _MOST_CELLS:
                raise Fault("too-many-cells-here", cap=_MOST_CELLS)
            properties = element.find("w:tcPr")
            if self._dropped(element, inner(properties, "w:cellIns"), inner(properties, "w:cellDel")):
                continue
            span = value_of(properties.find("w:gridSpan"), "1") if properties is not None else "1"
            merged = properties.find("w:vMerge") if properties is not None else None
            text, bold = self._cell(element, depth)
            goes_on = merged is not None and value_of(merged, "continue") == "continue" and len(cells) < len(above)
            first = Cell(above[len(cells)].text, origin=False) if goes_on and not text else Cell(text, bold=bold)
            cells.append(first)
            width = int(span) if span.isdecimal() and len(span) < 4 else 1
            cells += [Cell(first.text, origin=False, bold=bold)] * (width - 1)
        return cells

    def _dropped(self, element: Element, added: Element | None, removed: Element | None) -> bool:
        """Whether a tracked change takes a whole row or cell away."""
        changed, other = (removed, added) if self.state.accept else (added, removed)
        if other is not None:
            self.state.changes += 1
            self.state.mark("insertion" if self.state.accept else "deletion", words_of(element), other)
        if changed is None:
            return False
        self.state.changes += 1
        kind: MarkKind = "deletion" if self.state.accept else "insertion"
        self.state.mark(kind, words_of(element), changed, kept_letters(element))
        return True

    def _cell(self, element: Element, depth: int) -> tuple[str, bool]:
        number, texts, bolds = self._number, [], []
        for block in self._blocks(element, "body", depth + 1):
            if isinstance(block, Paragraph):
                texts.append(block.text)
                bolds += [block.bold] if block.text else []
            else:
                self.state.mark("nested table", words_of(element))
                texts += [each.text for each in _as_lines(block, "body")]
        self._number = number
        return "\n".join(text for text in texts if text), bool(bolds) and all(bolds)


def _rows(table: Element) -> Iterator[Element]:
    yield from _found(table, "w:tr")


def _cells(row: Element) -> Iterator[Element]:
    yield from _found(row, "w:tc")


def _found(parent: Element, tag: str) -> Iterator[Element]:
    """Yield rows or cells, also those inside content controls, but not those of a table inside a cell."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"}:
            yield from _found(child, tag)


def _as_lines(table: Table, part: Part) -> Iterator[Paragraph]:
    """Yield a table as one line a row, cells divided by bars; bars are no letters of the source."""
    for row in table.rows:
        words = "\t".join(cell.text.replace("\n", " ") for cell in row if cell.origin)
        yield Paragraph(table.after, words.strip(), part)


def read_word(source: BinaryIO, limits: Limits, changes: str) -> dict[str, Any]:
    """Return the parts of a ``Source``; ``changes`` is ``accept``, ``reject`` or empty, which reads as accept and counts."""
    package = Package(source, limits)
    reader = Reader(package, accept=changes != "reject")
    blocks = list(reader.blocks())
    beside = list(reader.beside())
    state = reader.state
    state.paragraph = 0
    for each in package.outside:
        if each.purpose != "hyperlink":
            state.mark("external link", f"{each.purpose}: {each.target}")
    for each in package.unread:
        state.mark("unread part", f"{each.purpose}: {each.target}")
    return {
        "format": "docx", "blocks": blocks, "beside": beside, "marks": state.marks, "properties": dict(_properties(package)),
        "letters": reader.letters, "unresolved": 0 if changes else state.changes,
    }  # fmt: skip


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    """Yield what the file says of itself: title, author, last editor, days."""
    for _name, root in package.parts("core-properties"):
        for each in root:
            words = " ".join((each.text or "").split())[:200]
            if words:
                yield each.tag.rpartition(":")[2], words
