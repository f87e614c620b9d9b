"""HTML as blocks, as a browser would show it. Scripts, styles and hidden heads are reported; no address is ever followed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from opensmp.intake.source import Block, Cell, Mark, Paragraph, Table, letters
from opensmp.tables.fault import Fault

_SILENT = frozenset({"script", "style", "template", "noscript", "title", "svg", "math", "iframe", "object"})
_VOID = frozenset(
    {"br", "img", "hr", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr"}
)
_BREAKS = frozenset({
    "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre",
    "figure", "figcaption", "address", "form", "fieldset", "body", "html", "hr", "table", "caption", "summary", "details", "li",
    "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_DEEPEST = 400
_BOLD = frozenset({"b", "strong", "th"})


class _Grid:
    """A table while it is read; spanning cells fill the places that they cover."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.held: dict[tuple[int, int], Cell] = {}
        self.headers = 0

    def begin_row(self) -> None:
        self.rows.append([])

    def add(self, text: str, across: int, down: int, bold: bool) -> None:
        if not self.rows:
            self.begin_row()
        row, at = self.rows[-1], len(self.rows) - 1
        while (at, len(row)) in self.held:
            row.append(self.held.pop((at, len(row))))
        for step in range(across):
            for below in range(1, down):
                self.held[at + below, len(row)] = Cell(text, origin=False, bold=bold)
            row.append(Cell(text, origin=not step, bold=bold))


class Page(HTMLParser):
    """Collects the blocks of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.marks: list[Mark] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._grids: list[_Grid] = []
        self._cell: list[tuple[int, int, bool]] = []
        self._silent = 0
        self._number = 0
        self._tables = 0
        self._heading = 0
        self._lists: list[str] = []
        self._item = False
        self._bold = 0
        self.letters = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag not in _VOID:
            self._open.append(tag)
            if len(self._open) > _DEEPEST:
                raise Fault("nested-too-deep")
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.marks.append(Mark("image", self._number, given.get("alt", "")[:300]))
        if tag == "br":
            self._words.append("\n")
        if tag in _BREAKS and not self._cell:
            self._flush()
        self._structure(tag, given)

    def _structure(self, tag: str, given: dict[str, str]) -> None:
        if tag in _BOLD:
            self._bold += 1
        if tag in {"ul", "ol"}:
            self._lists.append(tag)
        elif tag == "li":
            self._item = True
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._heading = int(tag[1])
        elif tag == "table":
            self._grids.append(_Grid())
        elif tag == "tr" and self._grids:
            self._grids[-1].begin_row()
        elif tag in {"td", "th"} and self._grids and len(self._cell) < len(self._grids):
            self._cell.append((_span(given.get("colspan")), _span(given.get("rowspan")), tag == "th"))
            self._words.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or tag not in self._open:
            return
        while self._open:
            closed = self._open.pop()
            self._close(closed)
            if closed == tag:
                break

    def _close(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent -= 1
        if tag in _BOLD:
            self._bold -= 1
        if tag in {"td", "th"} and self._cell and self._grids:
            across, down, bold = self._cell.pop()
            self._grids[-1].add(self._said(), across, down, bold)
        elif tag == "table" and self._grids:
            self._table(self._grids.pop())
        elif tag in _BREAKS and not self._cell:
            self._flush()
        elif tag in _BREAKS:
            self._words.append("\n")
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag == "li":
            self._item = False

    def handle_data(self, data: str) -> None:
        if self._silent:
            if data.strip():
                self.marks.append(Mark("script", self._number, " ".join(data.split())[:80], letters=letters(data)))
            self.letters += letters(data)
            return
        self.letters += letters(data)
        kept = data if "pre" in self._open else data.replace("\n", " ")
        self._words.append(kept)

    def handle_comment(self, data: str) -> None:
        if data.strip():
            self.marks.append(Mark("comment", self._number, " ".join(data.split())[:300]))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read a section that no browser knows (``<![x``) as browsers do: a comment up to the next ``>``."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:  # how the parser says that it knows no such section
            return self.parse_bogus_comment(i)

    def close(self) -> None:
        super().close()
        while self._open:
            self._close(self._open.pop())
        self._flush()

    def _said(self) -> str:
        words, self._words = "".join(self._words), []
        return "\n".join(line for line in (" ".join(part.split()) for part in words.split("\n")) if line)

    def _flush(self) -> None:
        text = self._said()
        if text:
            self._number += 1
            depth = len(self._lists) - 1 if self._item else -1
            bullet = bool(self._lists) and self._lists[-1] == "ul"
            level, self._heading = self._heading, 0
            self.blocks.append(Paragraph(self._number, text, level=level, depth=depth, bullet=depth >= 0 and bullet))
        self._heading = self._heading if not text else 0

    def _table(self, grid: _Grid) -> None:
        rows = tuple(tuple(row) for row in grid.rows if row)
        if self._cell:
            self._words.append("\n".join("\t".join(cell.text for cell in row if cell.origin) for row in rows))
            self.marks.append(Mark("nested table", self._number))
        elif rows:
            self._tables += 1
            headers = 1 if all(cell.bold for cell in rows[0]) else 0
            self.blocks.append(Table(self._tables, self._number, rows, headers))


def _span(written: str | None) -> int:
    return min(int(written), 60) if written and written.isdecimal() and len(written) < 5 and int(written) else 1


def read(text: str) -> dict[str, Any]:
    """Return the parts of a ``Source``."""
    if "<!entity" in text[:100_000].lower():
        raise Fault("doctype")
    page = Page()
    page.feed(text)
    page.close()
    return {
        "format": "html", "blocks": page.blocks, "beside": [], "marks": page.marks, "properties": {}, "letters": page.letters,
        "unresolved": 0,
    }  # fmt: skip
