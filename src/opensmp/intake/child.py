"""The process in which a document is read: that of :mod:`opensmp.tables.child`, with the formats of documents."""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any, BinaryIO

from opensmp.intake.source import Block, Table
from opensmp.intake.texts import hypertext, markdown, plaintext
from opensmp.intake.word.body import read_word
from opensmp.tables.child import answering
from opensmp.tables.fault import Fault
from opensmp.tables.limits import MEGABYTE, Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT = {
    "md": markdown.read, "markdown": markdown.read, "html": hypertext.read, "htm": hypertext.read,
    "txt": plaintext.read, "text": plaintext.read,
}  # fmt: skip
_LARGEST_TEXT = 32 * MEGABYTE


def main() -> None:
    """Read descriptor 0 as the argument says and answer on descriptor 2."""
    logging.disable(logging.CRITICAL)
    asked = json.loads(sys.argv[1])
    if asked["packages"]:
        sys.path.append(asked["packages"])
        __import__("opensmp.intake.texts.pdf")
        sys.modules["opensmp.intake.texts.pdf"].warm()
    answering(_done)


def _done(asked: dict[str, Any], limits: Limits) -> dict[str, Any]:
    with io.FileIO(0, "rb", closefd=False) as raw:
        source = io.BufferedReader(raw, 1 << 18)
        return _as_json(_read(source, asked, limits))


def _read(source: BinaryIO, asked: dict[str, Any], limits: Limits) -> dict[str, Any]:
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    head = source.read(1 << 16)
    source.seek(0)
    ending = asked["name"].lower().rpartition(".")[2]
    _refuse_others(size, head, ending, limits)
    if ending == "docx":
        return read_word(source, limits, asked["changes"])
    if ending == "pdf":
        found: dict[str, Any] = sys.modules["opensmp.intake.texts.pdf"].read(source, limits)
        return found
    return _TEXT[ending](_decoded(source.read(_LARGEST_TEXT)))


def _refuse_others(size: int, head: bytes, ending: str, limits: Limits) -> None:
    """Refuse what is too large, and what is not what its name says."""
    if not size:
        raise Fault("empty-document")
    if size > min(limits.workbook_bytes, _LARGEST_TEXT):
        raise Fault("document-size", cap=limits.workbook_bytes // MEGABYTE)
    if head.startswith(_OLE):
        raise Fault("encrypted" if _ENCRYPTED in head else "old-word")
    if ending in {"docm", "dotm"}:
        raise Fault("document-macro")
    if ending not in {"docx", "pdf", *_TEXT}:
        raise Fault("unknown-document")
    found = "docx" if head.startswith(b"PK\x03\x04") else "pdf" if head.startswith(b"%PDF") else "text"
    if found != (ending if ending in {"docx", "pdf"} else "text"):
        raise Fault("wrong-type", found=found, promised=ending)


def _decoded(raw: bytes) -> str:
    """Return the text of UTF-8, UTF-16 with its mark, or Windows-1252, without signs of control."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        words = raw.decode("utf-16", "replace")
    else:
        try:
            words = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            words = raw.decode("cp1252", "replace")
    if "\0" in words:
        raise Fault("nul-bytes")
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _as_json(read: dict[str, Any]) -> dict[str, Any]:
    return {
        **read,
        "blocks": [_block(each) for each in read["blocks"]],
        "beside": [vars(each) for each in read["beside"]],
        "marks": [vars(each) for each in read["marks"]],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return {**vars(block), "rows": [[vars(cell) for cell in row] for row in block.rows]}
    return vars(block)
