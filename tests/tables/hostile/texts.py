"""Delimited text, JSON and Parquet that mean harm, or are broken. Each is made by code and named by what it tries."""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Callable

Made = tuple[str, Callable[[], bytes], str]

HEAD = b"Number,State,Text\n"
ACCENTS = "INC1,Fermé,naïve\n"
GOOD = b"INC1,Closed,fine\n"


def _zipped(content: bytes) -> bytes:
    return gzip.compress(content, 6)


def _bomb() -> bytes:
    return _zipped(HEAD + GOOD * 12_500_000)


def _pages(*values: object) -> bytes:
    return "\n".join(map(json.dumps, values)).encode()


def _parquet(footer: bytes, length: int | None = None, magic: bytes = b"PAR1") -> bytes:
    return b"PAR1" + bytes(40) + footer + struct.pack("<I", len(footer) if length is None else length) + magic


TEXTS: dict[str, Made] = {
    "a zero byte": ("zero.csv", lambda: HEAD + GOOD * 9 + b"INC2,Clo\0sed,x\n", "nul-bytes"),
    "a zero byte after five megabytes": (
        "zero-late.csv",
        lambda: HEAD + GOOD * 300_000 + b"INC2,Clo\0sed,x\n",
        "nul-bytes",
    ),
    "nothing": ("nothing.csv", lambda: b"", "empty"),
    "blank lines alone": ("blank.csv", lambda: b"\n \n\r\n\n", "empty"),
    "two encodings": (
        "mixed.csv",
        lambda: HEAD + ACCENTS.encode() * 5 + ACCENTS.encode("cp1252") * 5,
        "mixed-encodings",
    ),
    "bytes of no encoding": ("bytes.csv", lambda: HEAD + b"INC1,\x81\x8d,x\n", "not-utf8"),
    "UTF-32": ("utf32.csv", lambda: HEAD.decode().encode("utf-32"), "not-utf8"),
    "UTF-16 with half a character": (
        "utf16.csv",
        lambda: HEAD.decode().encode("utf-16") + b"\x00\xd8,\x00",
        "not-utf8",
    ),
    "UTF-16 cut in a letter": ("utf16-cut.csv", lambda: (HEAD + GOOD).decode().encode("utf-16")[:-1], "not-utf8"),
    "random bytes": ("random.csv", lambda: bytes((n * 7919 + n // 251) % 256 for n in range(9_999)), "nul-bytes"),
    "a quote that is not closed": ("quote.csv", lambda: HEAD + b'INC1,"Closed,x\nINC2,Closed,x\n', "unclosed-quote"),
    "a quote that is not closed in a long file": (
        "quote-long.csv",
        lambda: HEAD + b'INC1,"Closed,x\n' + GOOD * 300_000,
        "unclosed-quote",
    ),
    "a letter behind a closing quote": ("quote-behind.csv", lambda: HEAD + b'INC1,"Clo"sed,x\n', "bad-quoting"),
    "a cell of ten million letters": (
        "long.csv",
        lambda: HEAD + b"INC1,Closed," + b"x" * 10_000_000 + b"\n",
        "cell-too-long",
    ),
    "a quoted cell of ten million letters": (
        "long-quoted.csv",
        lambda: HEAD + b'INC1,Closed,"' + b"x" * 10_000_000 + b'"\n',
        "cell-too-long",
    ),
    "a cell of five million doubled quotes": (
        "long-doubled.csv",
        lambda: HEAD + b'INC1,Closed,"' + b'""' * 5_000_000 + b'"\n',
        "cell-too-long",
    ),
    "a cell of fifty megabytes": (
        "longest.csv",
        lambda: HEAD + b"INC1,Closed," + b"x" * 50_000_000 + b"\n",
        "cell-too-long",
    ),
    "a cell one letter too long": (
        "long-by-one.csv",
        lambda: HEAD + b"INC1,Closed," + b"x" * 32_768 + b"\n",
        "cell-too-long",
    ),
    "a million delimiters": ("commas.csv", lambda: b"a" + b"," * 999_000 + b"\n", "too-many-columns"),
    "ten million delimiters": ("commas-more.csv", lambda: HEAD + b"a" + b"," * 10_000_000 + b"\n", "line-too-long"),
    "501 columns": ("columns.csv", lambda: b",".join(b"c%d" % n for n in range(501)) + b"\n", "too-many-columns"),
    "rows that are wider than the header": (
        "ragged.csv",
        lambda: HEAD + b"INC1,Closed\nINC2,Closed,a,b,c\n" * 300,
        "ragged",
    ),
    "half a gzip": (
        "half.csv.gz",
        lambda: _zipped(HEAD + b"".join(b"INC%d,Closed,x\n" % n for n in range(9_999)))[:-5_000],
        "truncated",
    ),
    "a gzip that inflates to 210 MB": ("bomb.csv.gz", _bomb, "inflated-size"),
    "a gzip in a gzip": ("nested.csv.gz", lambda: _zipped(_zipped(HEAD + GOOD)), "unknown-format"),
    "a gzip with a wrong checksum": (
        "checksum.csv.gz",
        lambda: _zipped(HEAD + GOOD)[:-8] + b"\0\1\2\3" + _zipped(HEAD + GOOD)[-4:],
        "damaged",
    ),
    "something behind a gzip": ("behind.csv.gz", lambda: _zipped(HEAD + GOOD) + b"<html>", "damaged"),
    "a gzip of zero bytes": ("zeros.csv.gz", lambda: _zipped(bytes(50_000_000)), "nul-bytes"),
    "text that claims to be gzip": ("text.csv.gz", lambda: HEAD + GOOD, "wrong-type"),
    "gzip that claims to be text": ("zipped.csv", lambda: _zipped(HEAD + GOOD), "wrong-type"),
    "text that claims to be a workbook": ("text.xlsx", lambda: HEAD + GOOD, "wrong-type"),
    "text that claims to be Parquet": ("text.parquet", lambda: HEAD + GOOD, "wrong-type"),
    "text that claims to be an old workbook": ("text.xls", lambda: HEAD + GOOD, "old-excel"),
    "an archive that claims to be text": ("archive.csv", lambda: b"PK\x03\x04" + bytes(200), "wrong-type"),
    "a web page": ("page.csv", lambda: b"<!DOCTYPE html><table><tr><td>1</td></tr></table>", "web-page"),
    "a web page that claims to be a workbook": ("page.xlsx", lambda: b"\n <html><table></table></html>", "web-page"),
    "a drawing": ("drawing.csv", lambda: b'\xef\xbb\xbf<?xml version="1.0"?><svg onload="alert(1)"/>', "web-page"),
    "a picture": ("picture.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "unknown-format"),
    "a program": ("program.csv", lambda: b"\x7fELF" + bytes(99), "unknown-format"),
    "a database": ("base.csv", lambda: b"SQLite format 3\0" + bytes(99), "unknown-format"),
    "lists nested a million deep": ("deep.json", lambda: b"[" * 1_000_000, "nested-too-deep"),
    "objects nested a million deep": ("deep-objects.json", lambda: b'[{"a":' + b'{"a":' * 1_000_000, "nested-too-deep"),
    "wrappers nested a million deep": ("deep-wrappers.json", lambda: b'{"a":' * 1_000_000, "nested-too-deep"),
    "65 levels": ("deep-by-one.json", lambda: b"[" + b'{"a":' * 65 + b"1" + b"}" * 65 + b"]", "nested-too-deep"),
    "a deep list in a cell": ("deep-cell.json", lambda: b'[{"a":' + b"[" * 70 + b"]" * 70 + b"}]", "nested-too-deep"),
    "a number of ten million digits": ("number.json", lambda: b'[{"a":' + b"9" * 10_000_000 + b"}]", "record-too-long"),
    "a number of fifty thousand digits": (
        "number-less.json",
        lambda: b'[{"a":' + b"9" * 50_000 + b"}]",
        "cell-too-long",
    ),
    "a text of twenty megabytes": ("text.json", lambda: b'[{"a":"' + b"x" * 20_000_000 + b'"}]', "record-too-long"),
    "a list of ten million numbers": (
        "list.json",
        lambda: b'[{"a":[' + b"1," * 10_000_000 + b"1]}]",
        "record-too-long",
    ),
    "a field twice": ("twice.json", lambda: b'[{"state":"met","state":"missed"}]', "duplicate-keys"),
    "a field twice in a wrapper": ("twice-wrapper.json", lambda: b'{"a":[{"x":1}],"a":[{"x":2}]}', "duplicate-keys"),
    "two fields for one column": ("clash.json", lambda: b'[{"a.b":1,"a":{"b":2}}]', "duplicate-keys"),
    "no number": ("nan.json", lambda: b'[{"a":NaN}]', "not-a-number"),
    "a number without end": ("infinity.jsonl", lambda: b'{"a":1}\n{"a":-Infinity}\n', "not-a-number"),
    "half a document": ("half.json", lambda: json.dumps([{"a": n} for n in range(99)]).encode()[:-30], "truncated"),
    "half a record": ("half.jsonl", lambda: _pages({"a": 1}, {"a": "long text"})[:-5], "truncated"),
    "words": ("words.json", lambda: b"[{'number': 1}]", "not-json"),
    "a broken line among lines": (
        "broken.jsonl",
        lambda: _pages({"a": 1}) + b"\n{broken}\n" + _pages(*[{"a": 2}] * 99),
        "not-json",
    ),
    "something behind the list": ("behind.json", lambda: b'[{"a":1}] [{"a":2}]', "not-json"),
    "half a character": ("surrogate.json", lambda: b'[{"a":"\\ud800"}]', "lone-surrogate"),
    "a zero in a text": ("zero.json", lambda: b'[{"a":"x\\u0000y"}]', "nul-bytes"),
    "bytes of no encoding in JSON": ("bytes.json", lambda: b'[{"a":"\xff\xfe"}]', "not-utf8"),
    "a list of numbers": ("numbers.json", lambda: b"[1,2,3]", "no-table"),
    "lists in a list": ("lists-in-list.json", lambda: b"[[1,2],[3,4]]", "no-table"),
    "501 fields": ("fields.json", lambda: json.dumps([{f"c{n}": n for n in range(501)}]).encode(), "too-many-columns"),
    "ever new fields": ("fields-new.jsonl", lambda: _pages(*[{f"c{n}": n} for n in range(999)]), "too-many-columns"),
    "a field with a name of a million letters": (
        "name.json",
        lambda: b'[{"' + b"n" * 1_000_000 + b'":1}]',
        "cell-too-long",
    ),
    "two hundred lists": (
        "lists.json",
        lambda: json.dumps({f"l{n}": [{"a": 1}] for n in range(200)}).encode(),
        "too-many-sheets",
    ),
    "JSON that inflates to 210 MB": (
        "bomb.json.gz",
        lambda: _zipped(b"[" + b'{"a":1},' * 26_000_000 + b'{"a":1}]'),
        "inflated-size",
    ),
    "half a Parquet file": ("half.parquet", lambda: _parquet(bytes(50))[:-6], "truncated"),
    "a footer longer than the file": ("footer.parquet", lambda: _parquet(bytes(50), 2_000_000_000), "damaged"),
    "an empty footer": ("footer-empty.parquet", lambda: _parquet(bytes(50)), "damaged"),
    "a footer of random bytes": (
        "footer-random.parquet",
        lambda: _parquet(bytes((n * 7919) % 256 for n in range(999))),
        "damaged",
    ),
    "a footer nested deep": ("footer-deep.parquet", lambda: _parquet(b"\x1c" * 100_000), "damaged"),
    "a footer with a list of a billion": (
        "footer-list.parquet",
        lambda: _parquet(b"\x15\x02\x19\xfc\xff\xff\xff\xff\x0f"),
        "damaged",
    ),
    "a Parquet file under a key": ("secret.parquet", lambda: _parquet(bytes(50), magic=b"PARE"), "encrypted"),
}
