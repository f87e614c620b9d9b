"""Whatever happens to the bytes of a file, its reader answers with a table whose rows are all accounted for, or with a named refusal."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from tests.mutating import LONGEST, mutated, mutated_inside
from tests.tables.hostile.texts import TEXTS
from tests.tables.hostile.workbooks import WORKBOOKS
from tests.tables.packages import SHARED, STYLES, links, packed, parts, shared, styles

from opensmp.tables import REASONS, Limits
from opensmp.tables.fault import Fault
from opensmp.tables.reasons import NOTES, note, unreadable
from opensmp.tables.work import Asked, as_csv, check_plain, inspect

LIMITS = Limits(inflated_bytes=2_000_000, inflated_text_bytes=2_000_000, text_bytes=2_000_000, cells=5_000)

TABLE = 'Number;State;Text\nINC1;Closed;"a; ""b"""\nINC2;Naïve;"two\nlines"\nINC3;;\n'
RECORDS = [{"n": 1.5, "who": {"name": "ü", "x": [1, 2]}, "log": [{"a": None}]}, {"n": 2, "new": True}]
BOOK_ROWS = (
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="0"><v>46082.5</v></c></row><row r="4"><c r="A4" t="b"><v>1</v></c>'
    '<c r="D4"><f>1+1</f><v>2</v></c></row>'
)


def _parquet() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.parquet"
        duckdb.sql(f"copy (select 1 a, 'x' b, {{'q': 1}} s) to '{path}'")
        return path.read_bytes()


def _seeds() -> dict[str, list[bytes]]:
    book = {**parts(BOOK_ROWS), SHARED: shared("<t>INC1</t>"), STYLES: styles("yyyy-mm-dd hh:mm")}
    large = ("bomb", "inflating", "many", "long", "deep", "liar", "random")
    made = ((name, make) for name, make, _code in (*TEXTS.values(), *WORKBOOKS.values()) if not name.startswith(large))
    small = ((name, make()) for name, make in made)
    seeds: dict[str, list[bytes]] = {
        "a.csv": [
            TABLE.encode(),
            TABLE.encode("utf-16"),
            TABLE.encode("cp1252"),
            b"Title\n\n" + TABLE.replace("\n", "\r\n").encode(),
        ],
        "a.csv.gz": [gzip.compress(TABLE.encode() * 20)],
        "a.json": [
            json.dumps(RECORDS).encode(),
            json.dumps({"result": RECORDS, "n": 1, "more": {"list": RECORDS}}).encode(),
        ],
        "a.jsonl": ["\n".join(map(json.dumps, RECORDS * 9)).encode()],
        "a.xlsx": [packed(book), packed({**book, "xl/worksheets/_rels/sheet1.xml.rels": links(0)})],
        "a.parquet": [_parquet()],
    }
    for name, content in small:
        if len(content) <= LONGEST:
            seeds.setdefault(name, []).append(content)
    return seeds


@pytest.fixture(scope="module")
def seeds() -> Iterator[dict[str, list[bytes]]]:
    before = csv.field_size_limit()
    yield _seeds()
    csv.field_size_limit(before)


def survives(name: str, content: bytes) -> str:
    """Read a file in every way, in this process, and return the code of its refusal, or an empty text."""
    code = ""
    for task in (inspect, check_plain):
        try:
            answer = task(Asked(io.BytesIO(content), name, LIMITS))
        except Fault as fault:
            code = _named(fault)
        else:
            json.dumps(answer)
    out = io.BytesIO()
    try:
        answer = as_csv(Asked(io.BytesIO(content), name, LIMITS), out)
    except Fault as fault:
        return _named(fault)
    _account(answer, out.getvalue())
    return code


def _named(fault: Fault) -> str:
    assert fault.code in REASONS
    assert "{" not in unreadable(fault.code, **fault.values).text("en").replace("{'", "")
    return fault.code


def _account(answer: dict[str, object], written: bytes) -> None:
    """Every row that was counted stands in the table, as wide as the header unless it is named as ragged."""
    assert b"\0" not in written
    rows = list(csv.reader(io.StringIO(written.decode("utf-8"), newline=""), strict=True))
    assert answer["columns"] == rows[0]
    assert len(set(rows[0])) == len(rows[0])
    assert len(rows) - 1 == answer["rows"]
    assert sum(len(row) != len(rows[0]) for row in rows[1:]) == answer["ragged_rows"]
    for code, values in answer["notes"]:  # type: ignore[attr-defined]  # a list of pairs
        assert code in NOTES
        assert "{" not in str(note(code, values))


def inside(name: str, content: bytes, dice: random.Random) -> bytes:
    """The content with its packing opened, a part mutated, and packed again."""
    if name.endswith(".gz"):
        return gzip.compress(mutated(gzip.decompress(content), dice))
    return mutated_inside(content, dice)


def outside(_name: str, content: bytes, dice: random.Random) -> bytes:
    """The content mutated as it lies on the disk."""
    return mutated(content, dice)


def fuzz(seeds: dict[str, list[bytes]], count: int, seed: int) -> dict[str, int]:
    dice = random.Random(seed)  # noqa: S311  # the same mutations each time
    names = sorted(seeds)
    seen: dict[str, int] = {}
    for number in range(count):
        name = dice.choice(("a.csv", "a.json", "a.jsonl", "a.xlsx", dice.choice(names)))
        content = dice.choice(seeds[name])
        change = inside if name in {"a.xlsx", "a.csv.gz"} and dice.random() < 0.8 else outside
        made = change(name, content, dice)
        try:
            code = survives(name, made)
        except Exception as crash:
            raise AssertionError(f"{name}, mutation {number} of seed {seed}: {made[:2_000]!r}") from crash
        seen[code] = seen.get(code, 0) + 1
    return seen


@pytest.mark.requirement("R56")
def test_three_thousand_mutations_crash_nothing(seeds: dict[str, list[bytes]]) -> None:
    seen = fuzz(seeds, 3_000, seed=1)
    assert seen[""] > 300, "too few mutations are still readable to test what is read"
    assert len(seen) > 20, "the mutations meet too few reasons"


@pytest.mark.slow
def test_twenty_thousand_mutations_crash_nothing(seeds: dict[str, list[bytes]]) -> None:
    fuzz(seeds, 20_000, seed=2)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 120))
def test_half_a_million_mutations_crash_nothing(seeds: dict[str, list[bytes]], seed: int) -> None:
    fuzz(seeds, 25_000, seed)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(st.text(max_size=5), JSON, max_size=4), min_size=1, max_size=6), st.booleans())
def test_every_record_of_a_document_becomes_a_row_or_the_document_is_refused(
    records: list[dict[str, object]], pretty: bool
) -> None:
    content = json.dumps(records, indent=2 if pretty else None).encode()
    out = io.BytesIO()
    code = survives("a.json", content)
    if code:
        event(code)
        assert code in {"duplicate-keys", "nul-bytes", "lone-surrogate"}
        return
    answer = as_csv(Asked(io.BytesIO(content), "a.json", LIMITS), out)
    assert answer["rows"] == len(records)


@given(st.binary(max_size=400), st.sampled_from(["a", "a.csv", "a.json", "a.jsonl", "a.xlsx", "a.parquet", "a.csv.gz"]))
def test_any_bytes_under_any_name_crash_nothing(content: bytes, name: str) -> None:
    survives(name, content)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text_in_any_encoding_crashes_nothing(text: str, encoding: str) -> None:
    survives("a.csv", text.encode(encoding, "replace"))
