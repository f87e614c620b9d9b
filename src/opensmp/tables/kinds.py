"""What kind of file it is, by content *and* name: the two must agree, so that no file poses as another."""

from __future__ import annotations

from typing import NamedTuple

from opensmp.tables.fault import Fault

BY_SUFFIX = {
    ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".psv": "csv", ".txt": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".xlsx": "xlsx", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
_GZIP = b"\x1f\x8b"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf", b"Rar!",
    b"\x7fELF", _GZIP, b"MZ\x90", b"SQLite format 3",
)  # fmt: skip
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<table", b"<meta")


class Kind(NamedTuple):
    """A format (``csv``, ``json``, ``jsonl``, ``xlsx``, ``parquet``) and whether gzip is around it."""

    format: str
    gzip: bool = False

    @property
    def compression(self) -> str:
        return "gzip" if self.gzip else ""


def suffixes(name: str) -> tuple[str, bool]:
    """Return the format that a file's name promises (empty where it promises none) and whether it promises gzip."""
    stem = name.lower().strip()
    gzip = stem.endswith(".gz")
    stem = stem.removesuffix(".gz")
    dot = stem.rfind(".")
    suffix = stem[dot:] if dot > 0 or (dot == 0 and stem in BY_SUFFIX) else ""
    if suffix in {".xls", ".xlsm", ".xlsb", ".xltm", ".ods"}:
        return suffix, gzip
    return BY_SUFFIX.get(suffix, ""), gzip


def is_gzip(head: bytes) -> bool:
    """Whether the first bytes are those of a gzip file."""
    return head.startswith(_GZIP)


def format_of(head: bytes, promised: str) -> str:
    """Return the format of a file that begins with ``head`` and whose name promises ``promised``; refuse a contradiction."""
    found = _by_content(head)
    if promised in {".xlsm", ".xltm"}:
        raise Fault("macro")
    if found == "ole":
        raise Fault("encrypted" if _ENCRYPTED in head else "old-excel")
    if found in {"other", "web-page"}:
        raise Fault("unknown-format" if found == "other" else "web-page")
    if promised.startswith("."):
        raise Fault("old-excel" if promised == ".xls" else "unknown-format")
    if found == "text":
        return _text_format(head, promised)
    if promised not in {"", found}:
        raise Fault("wrong-type", found=found, promised=promised)
    return found


def _by_content(head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith((b"PAR1", b"PARE")):
        return "parquet"
    if head.startswith(_OLE):
        return "ole"
    if head.startswith((*_OTHER, b"PK")):
        return "other"
    if _readable(head).lower().startswith(_MARKUP):
        return "web-page"
    return "text"


def _readable(head: bytes) -> bytes:
    """Return the beginning without byte order mark and blanks, UTF-16 brought to single bytes."""
    plain = head[:400].replace(b"\0", b"") if b"\0" in head[:4] else head[:400]
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        plain = plain.removeprefix(mark)
    return plain.lstrip()


def _text_format(head: bytes, promised: str) -> str:
    if promised in {"xlsx", "parquet"}:
        raise Fault("wrong-type", found="csv", promised=promised)
    if promised:
        return promised
    return "json" if _readable(head)[:1] in {b"{", b"["} else "csv"
