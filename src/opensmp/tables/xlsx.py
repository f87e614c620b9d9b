"""Tables for people's spreadsheets, as a workbook: header bold and always in sight, columns wide enough, text never a formula.

Written here, part by part, rather than with a library: the same rows give the same bytes, the rows pass through
without being held, and that no text becomes a formula can be seen in one place.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

from opensmp.i18n import Refused, _
from opensmp.tables.atomic import replacing
from opensmp.tables.writing import Cell

LONGEST_CELL = 32_767
_MEASURED = 200
_NARROWEST, _WIDEST = 8, 60
_MOMENT = (1980, 1, 1, 0, 0, 0)
_HEADER, _WRAPPED, _DAY, _TIME = 1, 2, 3, 4
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

_STYLES = f"""{_DECLARED}<styleSheet xmlns="{_MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>
<border><left/><right/><top/><bottom style="thin"><color rgb="FF8A97A8"/></bottom><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">
<alignment vertical="center" wrapText="1"/></xf>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""

Table = tuple[Sequence[str], Iterable[Sequence[Cell]]]
"""A header and its rows."""


def write_xlsx(path: Path, sheets: Mapping[str, Table]) -> None:
    """Write tables as the sheets of a workbook, complete or not at all. The same content gives the same bytes.

    Names of sheets are brought to what a spreadsheet allows: 31 characters, some signs replaced, distinct.

    Raises:
        Refused: a text longer than a cell of a workbook holds.
    """
    names = sheet_names(sheets)
    with replacing(path) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for part, text in _fixed_parts(names).items():
            _write(package, part, iter([text]))
        for number, (header, rows) in enumerate(sheets.values(), 1):
            _write(package, f"xl/worksheets/sheet{number}.xml", _sheet(header, rows))


def sheet_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return names as a workbook allows them."""
    taken: dict[str, str] = {}
    for name in names:
        plain = _NOT_IN_A_NAME.sub("-", name).strip("' ")[:31] or "Sheet"
        here, number = plain, 1
        while here.lower() in taken:
            number += 1
            here = f"{plain[: 31 - len(f' {number}')]} {number}"
        taken[here.lower()] = here
    return tuple(taken.values())


def _write(package: zipfile.ZipFile, part: str, texts: Iterator[str]) -> None:
    member = zipfile.ZipInfo(part, _MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    with package.open(member, "w") as raw, io.BufferedWriter(raw, 1 << 16) as out:
        for text in texts:
            out.write(text.encode("utf-8", "replace"))


def _fixed_parts(names: Sequence[str]) -> dict[str, str]:
    """Return the parts that do not depend on the rows."""
    numbers = range(1, len(names) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>' for n in numbers
    )
    listed = "".join(f'<sheet name="{_escaped(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    return {
        "[Content_Types].xml": f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{kinds}</Types>',
        "_rels/.rels": f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_DECLARED}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId{len(names) + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
    }


def _sheet(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield a worksheet; the width of its columns is that of the header and the first rows."""
    coming = iter(rows)
    first = list(islice(coming, _MEASURED))
    yield f'{_DECLARED}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    if header:
        widths = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
            for n, width in enumerate(_widths(header, first), 1)
        )
        yield f"<cols>{widths}</cols>"
    yield f"<sheetData><row>{''.join(_text(name, _HEADER) for name in header)}</row>"
    count = 1
    for row in chain(first, coming):
        count += 1
        yield f"<row>{''.join(map(_cell, row))}</row>"
    yield "</sheetData>"
    if header:
        yield f'<autoFilter ref="A1:{_letters(len(header))}{count}"/>'
    yield "</worksheet>"


def _widths(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    widths = [_longest_line(name) + 2 for name in header]
    for row in rows:
        for place, value in enumerate(row[: len(widths)]):
            widths[place] = max(widths[place], _longest_line("" if value is None else str(value)) + 1)
    return [min(max(width, _NARROWEST), _WIDEST) for width in widths]


def _longest_line(text: str) -> int:
    return max(map(len, text[:1_000].split("\n")))


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        return _text(value, _WRAPPED if "\n" in value or len(value) > _WIDEST else 0)
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, float) and value - value != 0:
        return _text(str(value), 0)
    return f"<c><v>{value:f}</v></c>" if isinstance(value, Decimal) else f"<c><v>{value!r}</v></c>"


def _day(value: date) -> str:
    """Return a day or a moment as a spreadsheet counts it; before 1 March 1900, and with a zone, it stands as text."""
    zoned = isinstance(value, datetime) and value.tzinfo is not None
    day = value.date() if isinstance(value, datetime) else value
    if zoned or day < date(1900, 3, 1):
        return _text(value.isoformat(" ") if isinstance(value, datetime) else value.isoformat(), 0)
    serial = (day - date(1899, 12, 30)).days
    if not isinstance(value, datetime):
        return f'<c s="{_DAY}"><v>{serial}</v></c>'
    passed = (value - datetime.combine(day, time())).total_seconds()
    return f'<c s="{_TIME}"><v>{serial + passed / 86_400!r}</v></c>'


def _text(value: str, style: int) -> str:
    if len(value) > LONGEST_CELL:
        raise Refused(
            _("A text of {n} characters does not fit into a cell of a workbook.", n=len(value)),
            _("Write the table as CSV."),
        )
    held = _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", value)
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{_escaped(held)}</t></is></c>'


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("\r", "&#13;")
    )


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
