"""A Word document written with nothing but XML and ZIP: headings with stable ids, paragraphs, lists, tables. No house style yet."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from opensmp.intake.home.outline import Grid, Node

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BAD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BOLD = re.compile(r"(\*\*[^*\n]+\*\*)")
_ITEM = re.compile(r"(\s*)(?:[-*•]|\d{1,3}[.)])\s+(.*)", re.DOTALL)
_DAY = (2000, 1, 1, 0, 0, 0)
"""Every member is dated alike, so that the same plan makes the same bytes."""
STATE = "osmp_state_"
"""How the bookmark at the title begins that says which state of the plan was written."""


def document(title: str, organisation: str, nodes: Sequence[Node], language: str, state: str = "") -> bytes:
    """Return the document. ``state``, letters and digits, comes back with it and tells what it was written from."""
    body = "".join(_body(title, organisation, nodes, state))
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _ROOT,
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}{_PAGE}</w:body></w:document>',
        "word/styles.xml": _styles(language),
        "word/numbering.xml": _NUMBERING,
        "word/_rels/document.xml.rels": _RELATIONS,
        "docProps/core.xml": _core(title),
    }
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(zipfile.ZipInfo(name, _DAY), text.encode(), zipfile.ZIP_DEFLATED)
    return held.getvalue()


def table_of(words: str) -> Grid:
    """Return a table written in Markdown; its rows are named by their number."""
    rows = [
        tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        for line in words.split("\n")
        if line.strip("|-: \t")
    ]
    return Grid(rows[0] if rows else (), tuple((str(n), row) for n, row in enumerate(rows[1:])))


def _body(title: str, organisation: str, nodes: Sequence[Node], state: str) -> Iterator[str]:
    yield _paragraph(organisation, "Subtitle") if organisation else ""
    mark = f'<w:bookmarkStart w:id="0" w:name={quoteattr(STATE + state)}/>' if state else ""
    yield _paragraph(title, "Title", before=mark, after='<w:bookmarkEnd w:id="0"/>' if state else "")
    for number, node in enumerate(nodes, 1):
        mark = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(node.bookmark)}/>'
        yield _paragraph(node.title, f"Heading{node.level}", before=mark, after=f'<w:bookmarkEnd w:id="{number}"/>')
        for words in node.words:
            yield from _words(words)
        for grid in node.grids:
            yield from _table(grid)


def _words(words: str) -> Iterator[str]:
    """Yield a paragraph of Markdown: its list items one by one, its tables as tables."""
    lines = words.split("\n")
    if all(line.lstrip().startswith("|") for line in lines) and len(lines) > 1:
        yield from _table(table_of(words))
        return
    items = [_ITEM.fullmatch(line) for line in lines]
    if any(items) and items[0]:
        for line, item in zip(lines, items, strict=True):
            numbered = item is not None and line.lstrip()[0].isdigit()
            yield _paragraph(
                item[2] if item else line.strip(), "ListParagraph", numbering=(2 if numbered else 1) if item else 0
            )
        return
    yield _paragraph(" ".join(line.strip() for line in lines), "")


def _paragraph(text: str, style: str, before: str = "", after: str = "", numbering: int = 0) -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>' if numbering else ""
    properties = f"<w:pPr>{named}{numbered}</w:pPr>" if named or numbered else ""
    return f"<w:p>{properties}{before}{''.join(_runs(text))}{after}</w:p>"


def _runs(text: str, bold: bool = False) -> Iterator[str]:
    for part in _BOLD.split(_BAD.sub("", text)):
        strong = bold or bool(_BOLD.fullmatch(part))
        plain = part[2:-2] if strong and not bold else part
        if plain:
            lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in plain.split("\n"))
            yield f"<w:r>{'<w:rPr><w:b/></w:rPr>' if strong else ''}{lines}</w:r>"


def _table(grid: Grid) -> Iterator[str]:
    width = max((len(cells) for _key, cells in grid.rows), default=len(grid.header))
    columns = "".join(f'<w:gridCol w:w="{9000 // max(1, width)}"/>' for _at in range(width))
    yield f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    if grid.header:
        yield f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{''.join(_cell(text, bold=True) for text in grid.header)}</w:tr>"
    for _key, cells in grid.rows:
        yield f"<w:tr>{''.join(_cell(text, bold=grid.pairs and not at) for at, text in enumerate(cells))}</w:tr>"
    yield "</w:tbl><w:p/>"


def _cell(text: str, bold: bool) -> str:
    inside = "".join(f"<w:p>{''.join(_runs(line, bold))}</w:p>" for line in text.split("\n"))
    return f"<w:tc>{inside}</w:tc>"


def _core(title: str) -> str:
    spaces = 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"{_HEAD}<cp:coreProperties {spaces}><dc:title>{escape(_BAD.sub('', title))}</dc:title></cp:coreProperties>"


def _styles(language: str) -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for level, size in ((1, 32), (2, 26), (3, 23))
    )
    lang = "id-ID" if language == "id" else "en-GB"
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'
        f'<w:sz w:val="21"/><w:lang w:val="{lang}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:pPr><w:spacing w:after="120"/></w:pPr></w:style>'
        f"{headings}{_named('Title', 'Title', 44)}{_named('Subtitle', 'Subtitle', 26)}{_named('ListParagraph', 'List Paragraph', 21)}"
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:color="9AA3AE"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr></w:style></w:styles>"
    )


def _named(key: str, name: str, size: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
    )


_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_OFFICE}.numbering+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_R}/numbering" Target="numbering.xml"/></Relationships>'
)
_LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    '<w:pPr><w:ind w:left="567" w:hanging="283"/></w:pPr></w:lvl>'
)
_NUMBERING = (
    f'{_HEAD}<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="1">{_LEVEL.format(form="bullet", text="•")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{_LEVEL.format(form="decimal", text="%1.")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)
_PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>'
