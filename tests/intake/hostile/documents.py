"""Documents that mean harm, or look as if they did. Each is made by code and named by what it tries."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from itertools import pairwise

from tests.intake.hostile.packages import (
    DECLARED,
    LINKS,
    MAIN,
    ROOT,
    TYPES,
    W,
    body,
    link,
    links,
    made,
    paragraph,
    parts,
)

Made = tuple[str, Callable[[], bytes], str]
"""File name, how it is made, the code with which it is refused; empty where it is read all the same."""

DOCTYPE = '<!DOCTYPE x [<!ENTITY e "hidden">]>'
TEN_TIMES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha">{TEN_TIMES}]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def nested(depth: int) -> str:
    """Tables inside tables."""
    start = "<w:tbl><w:tr><w:tc>" + paragraph("a") + "</w:tc><w:tc>"
    return start * depth + paragraph("x") + (paragraph("y") + "</w:tc></w:tr></w:tbl>") * depth


def rows(count: int) -> str:
    """A table of many rows."""
    return f"<w:tbl>{'<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>' * count}</w:tbl>"


def zipped(*members: tuple[str, bytes], link_to: str = "") -> bytes:
    """A ZIP with members of any names; the last is a symbolic link where ``link_to`` says so."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts().items():
            packed.writestr(name, content)
        for name, raw in members:
            info = zipfile.ZipInfo(name)
            if link_to:
                info.external_attr = 0o120777 << 16
            packed.writestr(info, raw)
    return held.getvalue()


def encrypted_flag() -> bytes:
    raw = bytearray(made())
    at = raw.find(b"PK\x01\x02")
    raw[at + 8] |= 1
    return bytes(raw)


def liar() -> bytes:
    """A document part that claims to unpack to a hundred bytes."""
    raw = bytearray(made({MAIN: body(paragraph("A" * 40_000_000))}))
    at = raw.find(b"word/document.xml", raw.rfind(b"PK\x01\x02", 0, raw.rfind(b"word/document.xml"))) - 46
    raw[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(raw)


def changes(count: int) -> str:
    return "<w:p>" + '<w:ins w:id="1" w:author="a"><w:r><w:t>b</w:t></w:r></w:ins>' * count + "</w:p>"


def part(name: str, text: str | bytes) -> Callable[[], bytes]:
    return lambda: made({name: text})


def inside(xml: str) -> Callable[[], bytes]:
    return lambda: made(inside=xml)


def linked(*more: str) -> Callable[[], bytes]:
    return lambda: made({LINKS: links(*more)})


DOCUMENTS: dict[str, Made] = {
    # The file as such
    "nothing in it": ("a.docx", lambda: b"", "empty-document"),
    "a text posing as a document": ("a.docx", lambda: b"Scope", "wrong-type"),
    "a document posing as a text": ("a.txt", made, "wrong-type"),
    "a document posing as a PDF": ("a.pdf", made, "wrong-type"),
    "a PDF posing as a document": ("a.docx", lambda: b"%PDF-1.7\n", "wrong-type"),
    "a document before 2007": ("a.docx", lambda: OLE + b"\0" * 4096, "old-word"),
    "an old document by its name": ("a.doc", lambda: OLE + b"\0" * 4096, "old-word"),
    "an encrypted document": ("a.docx", lambda: OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "an unknown kind": ("a.odt", made, "unknown-document"),
    "a program": ("a.docx", lambda: b"\x7fELF" + b"\0" * 100, "wrong-type"),
    "longer than the cap": ("a.docx", lambda: b"PK\x03\x04" + b"\0" * 26_000_000, "document-size"),
    # The archive
    "cut in the middle": ("a.docx", lambda: made()[:-40], "truncated"),
    "the directory is damaged": ("a.docx", lambda: made().replace(b"PK\x01\x02", b"PK\x01\x03", 1), "damaged"),
    "a web page in front": ("a.docx", lambda: b"PK\x03\x04<html>" + made(), "polyglot"),
    "a second archive behind": ("a.docx", lambda: made() + made(), "polyglot"),
    "a member that leads out": ("a.docx", lambda: zipped(("../../evil.txt", b"x")), "member-name"),
    "a member at the root": ("a.docx", lambda: zipped(("/etc/evil", b"x")), "member-name"),
    "a member on a drive": ("a.docx", lambda: zipped(("C:\\x", b"x")), "member-name"),
    "a member through a back door": ("a.docx", lambda: zipped(("word/../../b", b"x")), "member-name"),
    "a member that is a link": ("a.docx", lambda: zipped(("word/link", b"/etc/hostname"), link_to="x"), "member-name"),
    "two documents in one": ("a.docx", lambda: zipped(("WORD/document.xml", b"x")), "duplicate-members"),
    "a hundred thousand members": ("a.docx", lambda: zipped(*((f"word/{n}", b"") for n in range(20_000))), "too-many-members"),
    "a member under a password": ("a.docx", encrypted_flag, "encrypted"),
    "a bomb": ("a.docx", lambda: made({MAIN: body(paragraph("A" * 210_000_000))}), "inflated-size"),
    "a liar about its size": ("a.docx", liar, "damaged"),
    # The package
    "an archive and no document": ("a.docx", lambda: zipped_without(TYPES), "no-document"),
    "no relationships": ("a.docx", lambda: zipped_without(ROOT), "no-document"),
    "no document part": ("a.docx", lambda: zipped_without(MAIN), "no-document"),
    "a workbook inside": ("a.docx", part(MAIN, f"{DECLARED}<workbook/>"), "no-document"),
    "the document is elsewhere": (
        "a.docx", lambda: made({ROOT: links(link("officeDocument", "http://sink/", outside=True))}), "no-document"
    ),
    "the document is above": ("a.docx", lambda: made({ROOT: links(link("officeDocument", "../../etc/passwd"))}), "no-document"),
    "macros": ("a.docx", part("word/vbaProject.bin", b"x"), "document-macro"),
    "macros by the name": ("a.docm", made, "document-macro"),
    # XML
    "a document type": ("a.docx", part(MAIN, body(paragraph("&e;"), DOCTYPE)), "doctype"),
    "a document type in UTF-16": (
        "a.docx", part(MAIN, body(paragraph("&e;"), DOCTYPE).replace("UTF-8", "UTF-16").encode("utf-16")), "doctype"
    ),
    "a billion laughs": ("a.docx", part(MAIN, body(paragraph("&i;"), LAUGHS)), "doctype"),
    "an entity from a file": ("a.docx", part(MAIN, body(paragraph("&e;"), EXTERNAL)), "doctype"),
    "a document type in the relationships": ("a.docx", part(LINKS, links().replace("?>", f"?>{DOCTYPE}", 1)), "doctype"),
    "a document type in the styles": (
        "a.docx", lambda: made({
            LINKS: links(link("styles", "styles.xml")), "word/styles.xml": f'{DECLARED}{DOCTYPE}<w:styles xmlns:w="{W}"/>',
        }), "doctype"
    ),
    "markup that does not close": ("a.docx", part(MAIN, body(paragraph("x"))[:-20]), "damaged-xml"),
    "two roots": ("a.docx", part(MAIN, body(paragraph("x")) + "<w/>"), "damaged-xml"),
    "an encoding that nobody has": ("a.docx", part(MAIN, body("").replace("UTF-8", "EBCDIC-9")), "damaged-xml"),
    "letters that XML has not": ("a.docx", part(MAIN, body(paragraph("\x01"))), "damaged-xml"),
    "sixty thousand paragraphs": ("a.docx", inside("<w:p/>" * 60_000), "too-many-paragraphs"),
    "a million elements": ("a.docx", inside("<w:proofErr/>" * 700_000), "too-much-markup"),
    "a million rows": ("a.docx", inside(rows(30_000)), "too-many-cells-here"),
    "elements inside elements": ("a.docx", inside("<w:sdt>" * 3_000 + "</w:sdt>" * 3_000), "nested-too-deep"),
    "tables inside tables": ("a.docx", inside(nested(40)), "nested-too-deep"),
    # Read all the same, neutralised
    "a picture from the network": ("a.docx", linked(link("image", "http://sink.invalid/x.png", outside=True)), ""),
    "a picture from the machine": ("a.docx", linked(link("image", "file:///etc/hostname", outside=True)), ""),
    "a template from elsewhere": ("a.docx", linked(link("attachedTemplate", "file:///evil.dotm", outside=True)), ""),
    "a document inside": ("a.docx", linked(link("aFChunk", "evil.htm")), ""),
    "an embedded program": ("a.docx", linked(link("oleObject", "embeddings/evil.bin")), ""),
    "a link to a script": ("a.docx", linked(link("hyperlink", "javascript:alert(1)", outside=True)), ""),
    "a part that is not there": ("a.docx", linked(link("styles", "nowhere.xml"), link("header", "gone.xml", id="x2")), ""),
    "a style above itself": (
        "a.docx", lambda: made({LINKS: links(link("styles", "styles.xml")), "word/styles.xml": (
            f'{DECLARED}<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
            '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
        )}, inside='<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'), ""
    ),
    "numbers that are none": ("a.docx", inside(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="-1"/></w:numPr><w:outlineLvl '
        'w:val="99"/></w:pPr><w:r><w:rPr><w:sz w:val="big"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    ), ""),
    "a cell over a million columns": ("a.docx", inside(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>'
        f'{paragraph("x")}</w:tc><w:tc>{paragraph("y")}</w:tc></w:tr></w:tbl>'
    ), ""),
    "a field that never ends": ("a.docx", inside((
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/>'
        '<w:instrText>TOC</w:instrText></w:r></w:p>'
    ) * 50), ""),
    "fifty thousand changes": ("a.docx", inside(changes(50_000)), ""),
    "one word of a million letters": ("a.docx", inside(paragraph("A" * 1_000_000)), ""),
    # Texts
    "a text of zeros": ("a.md", lambda: b"Scope\0\0", "nul-bytes"),
    "a page that declares entities": ("a.html", lambda: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><p>&e;</p>', "doctype"),
    "tags inside tags": ("a.html", lambda: b"<div>" * 100_000, "nested-too-deep"),
    "a page of tags that close nothing": ("a.html", lambda: b"</div>" * 300_000, ""),
    "a page with a script": ("a.html", lambda: b"<p>Scope</p><script>alert(1)</script>", ""),
    "a text in old letters": ("a.txt", lambda: "Übersicht".encode("cp1252"), ""),
    "a megabyte of hashes": ("a.md", lambda: b"#" * 1_000_000, ""),
    "a megabyte of bars": ("a.md", lambda: b"|" * 1_000_000, ""),
    "a megabyte of quotes": ("a.md", lambda: b"> " * 500_000, ""),
    "a megabyte of blanks": ("a.txt", lambda: b"a " + b" " * 1_000_000 + b"b", ""),
    "a megabyte of dashes": ("a.md", lambda: b"- " * 500_000, ""),
    "a text of digits and dots": ("a.txt", lambda: b"1." * 500_000, ""),
    "a damaged PDF": ("a.pdf", lambda: b"%PDF-1.7\n" + b"\xff" * 1000, "damaged-document"),
    "a PDF without an end": ("a.pdf", lambda: b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", "damaged-document"),
}  # fmt: skip


def zipped_without(name: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for each, content in parts().items():
            if each != name:
                packed.writestr(each, content)
    return held.getvalue()
