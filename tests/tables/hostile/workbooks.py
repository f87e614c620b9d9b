"""Workbooks that mean harm, or look as if they did. Each is made by code and named by what it tries."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise

from tests.tables.packages import (
    CONTENT_TYPES,
    DECLARED,
    LINKS,
    MAIN,
    RELATIONS,
    SHARED,
    SHEET,
    STYLES,
    TABLE,
    WORKBOOK,
    content_types,
    links,
    packed,
    parts,
    shared,
    sheet,
    styles,
    workbook,
)  # fmt: skip

Made = tuple[str, Callable[[], bytes], str]
"""File name, how it is made, the code with which it is refused."""

CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
BACKWARDS = '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
DOCTYPE = '<!DOCTYPE x [<!ENTITY e "hidden">]>'
TEN_TIMES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha">{TEN_TIMES}]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def _sheet_with(rows: str, before: str = "") -> bytes:
    return _with(sheet=sheet(rows, before))


def _texts(part: str, place: int = 0) -> bytes:
    """A workbook whose first cell is a shared text, with that part of shared texts."""
    return _with(texts=part, sheet=sheet(f'<row><c t="s"><v>{place}</v></c></row>'))


def _link(kind: str, target: str, id: str = "x") -> bytes:
    return _with(rels=links(0 if id == "rId1" else 1, _external(kind, target, id)))


def _with(**changed: str | bytes) -> bytes:
    names = {"types": CONTENT_TYPES, "book": WORKBOOK, "rels": LINKS, "sheet": SHEET, "texts": SHARED, "styles": STYLES}
    return packed({**parts(), **{names[key]: content for key, content in changed.items()}})


def _also(name: str, content: str | bytes = b"x") -> bytes:
    return packed({**parts(), name: content})


def _text(words: str, at: str = "A2") -> str:
    return f'<row r="2"><c r="{at}" t="inlineStr"><is><t>{words}</t></is></c></row>'


def _patched(content: bytes, name: str, inflated: int) -> bytes:
    """Let both headers of a member claim another size than it has."""
    file = bytearray(content)
    for mark, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = file.find(mark)
        while at >= 0:
            if file[at + name_at : at + name_at + len(name)] == name.encode():
                file[at + size_at : at + size_at + 4] = struct.pack("<I", inflated)
            at = file.find(mark, at + 4)
    return bytes(file)


def _many(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number in range(count):
            package.writestr(zipfile.ZipInfo(f"{number}"), b"")
    return out.getvalue()


def _said_to_be_few() -> bytes:
    file = bytearray(_many(20_000))
    at = file.rfind(b"PK\x05\x06")
    file[at + 8 : at + 12] = struct.pack("<HH", 4, 4)
    return bytes(file)


def _named(name: str, mode: int = 0) -> bytes:
    member = zipfile.ZipInfo("x")
    member.filename = name
    member.external_attr = mode << 16
    return packed([*parts().items(), (member, b"evil")])


def _raw_name(name: bytes) -> bytes:
    """A member whose name has bytes that the library would not write."""
    held = "q" * len(name)
    return _also(held).replace(held.encode(), name)


def _twice(first: str, second: str) -> bytes:
    held = "q" * len(second)
    return packed([*parts().items(), (held, b"other")]).replace(held.encode(), second.encode())


def _overlapping() -> bytes:
    """Two thousand entries of the directory that all point at one large member."""
    member = packed({"0000": b"0" * 1_000_000})
    at = member.find(b"PK\x01\x02")
    entry = member[at : member.rfind(b"PK\x05\x06")]
    entries = b"".join(entry[:46] + f"{n:04}".encode() + entry[50:] for n in range(1_900))
    return member[:at] + entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1_900, 1_900, len(entries), at, 0)


def _protected() -> bytes:
    file = bytearray(packed(parts()))
    for mark, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = file.find(mark)
        while at >= 0:
            file[at + flags_at] |= 1
            at = file.find(mark, at + 4)
    return bytes(file)


def _method(number: int) -> bytes:
    file = bytearray(packed(parts()))
    at = file.find(b"PK\x01\x02")
    file[at + 10 : at + 12] = struct.pack("<H", number)
    return bytes(file)


def _broken_sum() -> bytes:
    file = bytearray(packed(parts()))
    at = file.rfind(b"PK\x01\x02")
    file[at + 16] ^= 0xFF
    return bytes(file)


def _grid(rows: int, columns: int, prefix: str = "") -> Iterator[str]:
    cells = f"<{prefix}c><{prefix}v>0</{prefix}v></{prefix}c>" * columns
    return (f"<{prefix}row>{cells}</{prefix}row>" for _ in range(rows))


def _bomb(prefix: str = "") -> bytes:
    body = "".join(_grid(30_000, 100, prefix))
    space = f'xmlns:{prefix[:-1]}="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    return _with(sheet=f"<{prefix}worksheet {space}><{prefix}sheetData>{body}</{prefix}sheetData></{prefix}worksheet>")


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_016) + stream.encode("utf-16-le") + bytes(2_000)


def _u16() -> bytes:
    text = sheet(_text("&e;")).replace(DECLARED, f'<?xml version="1.0" encoding="UTF-16"?>{DOCTYPE}')
    return _with(sheet=text.encode("utf-16"))


def _external(kind: str, target: str, id: str) -> str:
    return f'<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'


def _declared(content: str, doctype: str) -> str:
    return content.replace(DECLARED, DECLARED + doctype)


def _document() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return packed({CONTENT_TYPES: content_types(kind), "word/document.xml": "<document/>"})


def _macro_document() -> bytes:
    return packed(
        {
            CONTENT_TYPES: content_types("application/vnd.ms-word.document.macroEnabled.main+xml"),
            "word/vbaProject.bin": b"x",
        }
    )


def _sheets(count: int) -> bytes:
    sheets: dict[str, str | bytes] = {f"xl/worksheets/sheet{n}.xml": sheet(TABLE) for n in range(1, count + 1)}
    return packed({**parts(), **sheets, WORKBOOK: workbook(*map(str, range(count))), LINKS: links(count)})


WORKBOOKS: dict[str, Made] = {
    "two cells at opposite corners": (
        "sparse.xlsx",
        lambda: _sheet_with(CORNERS, '<dimension ref="A1:XFD1048576"/>'),
        "too-many-rows",
    ),
    "a cell in the last column": (
        "wide.xlsx",
        lambda: _sheet_with('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        "too-many-columns",
    ),
    "three million cells": ("bomb.xlsx", _bomb, "too-many-cells"),
    "three million cells behind a prefix": ("bomb-prefixed.xlsx", lambda: _bomb("x:"), "too-many-cells"),
    "a part of 301 MB": ("inflating.xlsx", lambda: _with(sheet="A" * 301_000_000), "inflated-size"),
    "a part of 301 MB nobody asked for": (
        "inflating-else.xlsx",
        lambda: _also("xl/media/image1.png", bytes(301_000_000)),
        "inflated-size",
    ),
    "a part of 50 MB that claims 100 bytes": (
        "liar.xlsx",
        lambda: _patched(_with(sheet=sheet(TABLE) + " " * 50_000_000), SHEET, 100),
        "damaged",
    ),
    "shared texts that claim 100 bytes": (
        "liar-texts.xlsx",
        lambda: _patched(_texts(shared("<t>x</t>") + " " * 50_000_000), SHARED, 100),
        "damaged",
    ),
    "entities that multiply": ("lol.xlsx", lambda: _with(sheet=_declared(sheet(_text("&i;")), LAUGHS)), "doctype"),
    "an entity that reads a file": (
        "xxe.xlsx",
        lambda: _with(sheet=_declared(sheet(_text("&e;")), EXTERNAL)),
        "doctype",
    ),
    "an entity in UTF-16": ("u16.xlsx", _u16, "doctype"),
    "a document type in the shared texts": (
        "dtd-texts.xlsx",
        lambda: _texts(_declared(shared("<t>&e;</t>"), DOCTYPE)),
        "doctype",
    ),
    "a document type in the workbook": (
        "dtd-book.xlsx",
        lambda: _with(book=_declared(workbook("A"), DOCTYPE)),
        "doctype",
    ),
    "a document type in the types": (
        "dtd-types.xlsx",
        lambda: _with(types=_declared(content_types(), DOCTYPE)),
        "doctype",
    ),
    "a document type in the relationships": (
        "dtd-rels.xlsx",
        lambda: _with(rels=_declared(links(1), DOCTYPE)),
        "doctype",
    ),
    "a document type in the styles": (
        "dtd-styles.xlsx",
        lambda: _with(styles=_declared(styles("0"), DOCTYPE)),
        "doctype",
    ),
    "a document type without entities": (
        "dtd-plain.xlsx",
        lambda: _with(sheet=_declared(sheet(TABLE), '<!DOCTYPE x SYSTEM "http://sink/x.dtd">')),
        "doctype",
    ),
    "an image from a file": (
        "link-image.xlsx",
        lambda: _also("xl/drawings/_rels/drawing1.xml.rels", links(0, _external("image", "file:///dev/zero", "x"))),
        "external-link",
    ),
    "a template from the network": (
        "link-template.xlsx",
        lambda: _link("attachedTemplate", "http://sink/t"),
        "external-link",
    ),
    "cells of another workbook": (
        "link-book.xlsx",
        lambda: _also("xl/externalLinks/externalLink1.xml"),
        "external-link",
    ),
    "a sheet that lies outside": (
        "link-sheet.xlsx",
        lambda: _link("worksheet", "http://sink/s", "rId1"),
        "external-link",
    ),
    "a name that climbs": ("slip.xlsx", lambda: _named("../../evil.txt"), "member-name"),
    "a name that climbs inside": ("slip-inside.xlsx", lambda: _named("a/../../b.txt"), "member-name"),
    "an absolute name": ("slip-absolute.xlsx", lambda: _named("/abs.txt"), "member-name"),
    "a name with a drive": ("slip-drive.xlsx", lambda: _raw_name(b"C:\\x"), "member-name"),
    "a name with backslashes": ("slip-backslash.xlsx", lambda: _raw_name(b"..\\..\\evil"), "member-name"),
    "a symbolic link": ("slip-link.xlsx", lambda: _named("link", 0o120777), "member-name"),
    "a name with a zero byte": ("slip-zero.xlsx", lambda: _raw_name(b"xl/a\0.exe"), "member-name"),
    "two parts of one name": ("twice.xlsx", lambda: _twice(SHEET, SHEET), "duplicate-members"),
    "two parts that differ in case": ("twice-case.xlsx", lambda: _also(SHEET.upper()), "duplicate-members"),
    "a hundred thousand parts": ("many.xlsx", lambda: _many(100_000), "too-many-members"),
    "twenty thousand parts that claim to be four": ("many-liar.xlsx", _said_to_be_few, "too-many-members"),
    "nineteen hundred entries for one part": ("overlap.xlsx", _overlapping, "inflated-size"),
    "an archive of archives": (
        "nested.xlsx",
        lambda: packed({f"{n}.zip": packed({"x.zip": bytes(1_000_000)}) for n in range(16)}),
        "no-workbook",
    ),
    "an archive that holds itself": (
        "self.xlsx",
        lambda: packed({"self.xlsx": packed({"self.xlsx": packed(parts())})}),
        "no-workbook",
    ),
    "a document of another program": ("letter.xlsx", _document, "no-workbook"),
    "a PDF that is also an archive": ("polyglot.xlsx", lambda: b"%PDF-1.7\n" + packed(parts()), "unknown-format"),
    "something behind the archive": (
        "behind.xlsx",
        lambda: packed(parts()) + b"<script>alert(1)</script>" * 9,
        "polyglot",
    ),
    "two archives in one file": ("two.xlsx", lambda: packed({"a": b"x" * 70_000}) + packed(parts()), "polyglot"),
    "macros": ("macro.xlsx", lambda: _also("xl/vbaProject.bin"), "macro"),
    "macros by their name": ("macro.xlsm", lambda: packed(parts()), "macro"),
    "macros by their type": (
        "macro-type.xlsx",
        lambda: _with(types=content_types("application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
        "macro",
    ),
    "macros of the old kind": ("macro-sheet.xlsx", lambda: _also("xl/macrosheets/sheet1.xml"), "macro"),
    "a macro document renamed": ("letter-macro.xlsx", _macro_document, "macro"),
    "a workbook of the old kind": ("old.xls", lambda: _ole("Workbook"), "old-excel"),
    "a workbook of the old kind renamed": ("old.xlsx", lambda: _ole("Workbook"), "old-excel"),
    "a workbook under a password": ("secret.xlsx", lambda: _ole("EncryptedPackage"), "encrypted"),
    "parts under a password": ("secret-zip.xlsx", _protected, "encrypted"),
    "an unknown way of packing": ("packing.xlsx", lambda: _method(97), "damaged"),
    "packing by LZMA": ("lzma.xlsx", lambda: _method(14), "damaged"),
    "a wrong checksum": ("checksum.xlsx", _broken_sum, "damaged"),
    "half a workbook": ("half.xlsx", lambda: packed(parts())[:-300], "truncated"),
    "the end of an archive alone": ("end.xlsx", lambda: b"PK\x03\x04" + bytes(30), "truncated"),
    "elements nested a million deep": (
        "deep.xlsx",
        lambda: _with(sheet=f'<worksheet xmlns="{MAIN}">' + "<a>" * 1_000_000),
        "nested-too-deep",
    ),
    "shared texts nested deep": (
        "deep-texts.xlsx",
        lambda: _texts(f'<sst xmlns="{MAIN}">' + "<si>" * 100_000),
        "nested-too-deep",
    ),
    "types nested deep": ("deep-types.xlsx", lambda: _with(types="<Types>" + "<a>" * 100_000), "nested-too-deep"),
    "a cell of ten million letters": (
        "long.xlsx",
        lambda: _with(sheet=sheet(TABLE + _text("x" * 10_000_000))),
        "cell-too-long",
    ),
    "a shared text of ten million letters": (
        "long-text.xlsx",
        lambda: _texts(shared("<t>" + "x" * 10_000_000 + "</t>")),
        "cell-too-long",
    ),
    "a number of ten million digits": (
        "long-number.xlsx",
        lambda: _sheet_with(f'<row r="1"><c r="A1"><v>{"9" * 10_000_000}</v></c></row>'),
        "cell-too-long",
    ),
    "a shared text that is not there": ("missing-text.xlsx", lambda: _texts(shared("<t>x</t>"), 7), "part-missing"),
    "a negative shared text": ("negative-text.xlsx", lambda: _texts(shared("<t>x</t>"), -1), "part-missing"),
    "a sheet that is not there": (
        "missing-sheet.xlsx",
        lambda: _with(book=workbook("A", "B"), rels=links(2)),
        "part-missing",
    ),
    "a workbook without relationships": (
        "missing-rels.xlsx",
        lambda: packed({key: held for key, held in parts().items() if key != LINKS}),
        "part-missing",
    ),
    "a workbook without sheets": ("no-sheets.xlsx", lambda: _with(book=workbook()), "no-table"),
    "rows that go back": ("rows-back.xlsx", lambda: _sheet_with(BACKWARDS), "disordered-sheet"),
    "one cell twice": (
        "cell-twice.xlsx",
        lambda: _sheet_with('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        "disordered-sheet",
    ),
    "a cell of another row": (
        "cell-else.xlsx",
        lambda: _sheet_with('<row r="1"><c r="A9"><v>1</v></c></row>'),
        "disordered-sheet",
    ),
    "three hundred sheets": ("sheets.xlsx", lambda: _sheets(300), "too-many-sheets"),
    "a sheet that ends in the middle": ("cut.xlsx", lambda: _with(sheet=sheet(TABLE)[:-20]), "damaged-xml"),
    "a sheet that is not XML": ("not-xml.xlsx", lambda: _with(sheet=b"\xff\xfe\x00garbage"), "damaged-xml"),
    "a sheet in an unknown encoding": (
        "encoding.xlsx",
        lambda: _with(sheet=sheet(TABLE).replace("UTF-8", "x-unheard-of")),
        "damaged-xml",
    ),
    "a cell with an escaped zero": ("zero.xlsx", lambda: _with(sheet=sheet(TABLE + _text("a_x0000_b"))), "nul-bytes"),
    "an attribute twice": (
        "attributes.xlsx",
        lambda: _sheet_with('<row r="1" r="2"><c r="A1"><v>1</v></c></row>'),
        "damaged-xml",
    ),
}
