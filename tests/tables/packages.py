"""Workbooks made part by part, so that a test can put anything in any part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'

CONTENT_TYPES = "[Content_Types].xml"
WORKBOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"

TABLE = '<row r="1"><c r="A1" t="inlineStr"><is><t>Number</t></is></c><c r="B1" t="inlineStr"><is><t>State</t></is></c></row>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet around the XML of its rows."""
    return f'{DECLARED}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def workbook(*names: str, properties: str = "") -> str:
    """The workbook part for sheets of these names."""
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    return f'{DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}<sheets>{sheets}</sheets></workbook>'


def links(count: int, more: str = "") -> str:
    """The relationships of the workbook part to its sheets."""
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, count + 1)
    )
    return f'{DECLARED}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}{more}</Relationships>'


def content_types(main: str = f"{KIND}.sheet.main+xml", more: str = "") -> str:
    """What the parts are, the main one being a workbook unless said otherwise."""
    return (
        f'{DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{main}"/>{more}</Types>'
    )


def parts(rows: str = "", **sheet_options: str) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet: a header, and the XML of further rows."""
    return {
        CONTENT_TYPES: content_types(),
        WORKBOOK: workbook("Records"),
        LINKS: links(1),
        SHEET: sheet(TABLE + rows, **sheet_options),
    }


def packed(members: Mapping[str, str | bytes] | Iterable[tuple[zipfile.ZipInfo | str, str | bytes]]) -> bytes:
    """The parts as the bytes of a file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items() if isinstance(members, Mapping) else members:
            package.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def shared(*texts: str) -> str:
    """The part of shared texts, each given as XML inside ``si``."""
    return f'{DECLARED}<sst xmlns="{MAIN}">{"".join(f"<si>{text}</si>" for text in texts)}</sst>'


def styles(*formats: str) -> str:
    """The part of styles: one cell style for each format code."""
    codes = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    cells = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(formats)))
    return f'{DECLARED}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>'


def saved(path: Path, content: bytes | str) -> Path:
    """Write a file for a test and return its path."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
