"""Word documents as people make them: headings that only look like headings, pasted tables, covers, half-filled version tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from opensmp.intake.home.outline import Grid, Node

Document = Any
Heading = Callable[[Document, Node, str], None]


def plain(document: Document, text: str = "", *, bold: bool = False, size: float = 0, centred: bool = False) -> Any:
    """Add a paragraph in the Normal style, formatted by hand."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def styled(document: Document, node: Node, number: str) -> None:
    document.add_heading(f"{number} {bare(node)}".strip(), node.level)


def bold_numbers(document: Document, node: Node, number: str) -> None:
    plain(document, f"{number} {bare(node)}".strip(), bold=True)


def sizes(document: Document, node: Node, _number: str) -> None:
    plain(document, bare(node), bold=node.level < 3, size={1: 18, 2: 14, 3: 12.5}[node.level])


def capitals(document: Document, node: Node, number: str) -> None:
    text = f"{number} {bare(node)}".strip()
    plain(document, text.upper() if node.level == 1 else text, bold=node.level == 1)


def chapters(document: Document, node: Node, number: str) -> None:
    """As Indonesian regulations are written: BAB I, then letters, then numbers."""
    first, *rest = number.split(".")
    mark = [
        f"BAB {roman(int(first))}",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[int(rest[0]) - 1] + "." if rest else "",
        f"{rest[-1]}." if len(rest) > 1 else "",
    ]
    plain(document, f"{mark[node.level - 1]} {bare(node)}", bold=True, centred=node.level == 1)


def automatic(document: Document, node: Node, _number: str) -> None:
    """Numbered by Word, so that the number is not in the text, and bold by hand."""
    paragraph = plain(document, bare(node), bold=True)
    properties = paragraph._p.get_or_add_pPr()
    numbering = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{node.level - 1}"/><w:numId w:val="77"/></w:numPr>')
    properties.append(numbering)


HABITS: dict[str, Heading] = {
    "styles": styled, "bold numbers": bold_numbers, "sizes": sizes, "capitals": capitals, "chapters": chapters, "automatic": automatic,
}  # fmt: skip


def bare(node: Node) -> str:
    return re.sub(r"^\d{1,2} ", "", node.title)


def roman(n: int) -> str:
    return ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"][n]


def with_numbers(nodes: Iterable[Node]) -> list[tuple[Node, str]]:
    """Number the nodes by their levels."""
    counts = [0, 0, 0]
    found = []
    for node in nodes:
        counts[node.level - 1] += 1
        counts[node.level :] = [0] * (3 - node.level)
        found.append((node, ".".join(str(n) for n in counts[: node.level])))
    return found


def table_of(document: Document, grid: Grid, title: str = "") -> None:
    """Paste a table, under a title that spans it where one is given; python-docx takes a second for a long one."""
    width = len(grid.header) or 2
    rows = ([grid.header] if grid.header else []) + [cells for _key, cells in grid.rows]
    spanning = (
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr>{_cell(title)}</w:tc></w:tr>' if title else ""
    )
    body = "".join(f"<w:tr>{''.join(f'<w:tc>{_cell(text)}</w:tc>' for text in cells)}</w:tr>" for cells in rows)
    table = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * width}</w:tblGrid>{spanning}{body}</w:tbl>"
    )
    document.element.body.insert(len(document.element.body) - 1, table)


def _cell(text: str) -> str:
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n"))


def habitual(nodes: Sequence[Node], path: Path, habit: str, *, cover: Sequence[str] = ()) -> list[tuple[int, str]]:
    """Write the nodes by a habit and return the outline that a person would see: level and title."""
    document = docx.Document()
    if habit == "automatic":
        _multilevel(document)
    for line in cover:
        plain(document, line, centred=True, size=20)
    if cover:
        document.paragraphs[-1].runs[-1].add_break(WD_BREAK.PAGE)
    for node, number in with_numbers(nodes):
        HABITS[habit](document, node, number)
        for words in node.words:
            for line in words.split("\n") if words.lstrip().startswith(("- ", "1. ")) else [words.replace("\n", " ")]:
                document.add_paragraph(re.sub(r"\*\*", "", line))
        for grid in node.grids:
            table_of(document, grid)
            document.add_paragraph()
    document.save(str(path))
    return [(node.level, bare(node)) for node in nodes]


def _multilevel(document: Document) -> None:
    """Add a list of three levels: 1, 1.1, 1.1.1."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{".".join(f"%{m + 1}" for m in range(n + 1))}"/></w:lvl>'
        for n in range(3)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


# Pieces of XML that python-docx does not write ---------------------------------------------------------------------------


def inserted(paragraph: Any, text: str, author: str = "Ratna") -> None:
    """Add a tracked insertion."""
    paragraph._p.append(parse_xml(
        f'<w:ins {nsdecls("w")} w:id="900" w:author="{author}" w:date="2026-11-01T09:00:00Z">'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:ins>'
    ))  # fmt: skip


def deleted(paragraph: Any, text: str, author: str = "Ratna") -> None:
    """Add a tracked deletion."""
    paragraph._p.append(parse_xml(
        f'<w:del {nsdecls("w")} w:id="901" w:author="{author}" w:date="2026-11-01T09:00:00Z">'
        f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
    ))  # fmt: skip


def raw(paragraph: Any, xml: str) -> None:
    """Append any XML to a paragraph; the first element of it declares ``w``."""
    head, _sign, rest = xml.partition(" " if " " in xml.partition(">")[0] else ">")
    closing = " " if _sign == " " else ">"
    paragraph._p.append(parse_xml(f"{head} {nsdecls('w')}{closing}{rest}"))


def field(paragraph: Any, code: str, shown: str) -> None:
    """Add a field with its last result."""
    for kind, text in (("begin", None), (None, code), ("separate", None), ("text", shown), ("end", None)):
        run = OxmlElement("w:r")
        if kind == "text":
            inner = OxmlElement("w:t")
            inner.text = text
        elif kind is None:
            inner = OxmlElement("w:instrText")
            inner.text = text
        else:
            inner = OxmlElement("w:fldChar")
            inner.set(qn("w:fldCharType"), kind)
        run.append(inner)
        paragraph._p.append(run)
