"""Mapping files: small, for people, the same text for the same mapping, and errors that say where and how to mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opensmp.evidence.mapping import Column, History, Mapping, as_text, dump, from_text, load
from opensmp.i18n import Unreadable
from opensmp.measures.records import STATES

pytestmark = pytest.mark.requirement("R56")

WORDS = (
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), min_size=1, max_size=12).map(str.strip).filter(bool)
)

MAPPING = Mapping(
    source="servicenow",
    table="incident",
    zone="Asia/Jakarta",
    missing=("?", "-"),
    columns={
        "id": Column(column="Ticket No"),
        "priority": Column(column="Prio", values={"Kritis: satu": 1, "2": 2}),
        "state": Column(column="Status", values={"true": "active", "Null": "closed"}),
        "opened_at": Column(column="Dibuka", format="%d/%m/%Y %H:%M", zone="Asia/Makassar"),
        "acknowledged_at": Column(column="Tanggap (menit)", unit="minutes", after="opened_at", decimal=","),
        "sla_met": Column(column="SLA", yes=("ya", "yes"), no=("tidak", "no")),
        "csat": Column(column="Nilai", unreadable="empty", missing=("NA",)),
        "updated_at": Column(column="Diubah", format="iso"),
    },
    only={"Jenis": ("Insiden",)},
    constants={"service": "core-banking", "major": 0},
    history=History(order="Urutan", highest=("reopen_count",), acknowledged=True),
)


def test_a_mapping_survives_its_file(tmp_path: Path) -> None:
    dump(MAPPING, tmp_path / "mapping.yaml", {"priority": "one line\nand another"})
    assert load(tmp_path / "mapping.yaml") == MAPPING
    text = (tmp_path / "mapping.yaml").read_text("utf-8")
    assert "  # one line\n  # and another\n  priority:" in text
    assert "sla_met: {column: SLA, yes: [ya, yes], no: [tidak, no]}" in text, "a person reads it without a manual"


def test_the_same_mapping_has_the_same_digest_whatever_its_notes() -> None:
    assert from_text(as_text(MAPPING, {"id": "a doubt"})).digest == MAPPING.digest


@settings(max_examples=30)
@given(WORDS, WORDS, st.dictionaries(WORDS, st.sampled_from(STATES), max_size=4), st.lists(WORDS, max_size=3))
def test_any_words_survive_the_file(header: str, word: str, states: dict[str, str], missing: list[str]) -> None:
    mapping = Mapping(
        source="generic",
        table="incident",
        missing=tuple(missing),
        columns={"id": Column(column=header), "state": Column(column=word, values=states)},
    )
    assert from_text(as_text(mapping)) == mapping


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("source: x\ntable: incident\ncolumns:\n  id: [", "4:8", "Mend the line"),
        ("source: x\ntable: incidents\ncolumns: {id: n}", "table: “incidents”", "incident"),
        ("source: x\ntable: incident\ncolumns: {id: n, opend_at: x}", "columns: “opend_at”", "opened_at"),
        (
            "source: x\ntable: incident\ncolumns: {id: n, opened_at: {column: x, formt: iso}}",
            "columns.opened_at: “formt”",
            "format",
        ),
        (
            "source: x\ntable: incident\ncolumns: {id: n, opened_at: {column: x, format: '%q'}}",
            "columns.opened_at.format",
            "%d/%m/%Y",
        ),
        (
            "source: x\ntable: incident\ncolumns: {id: n, opened_at: {column: x, format: '?'}}",
            "day or the month",
            "Write one format",
        ),
        (
            "source: x\ntable: incident\ncolumns: {id: n, state: {column: s, values: {a: opn}}}",
            "columns.state.values.a",
            "Known are",
        ),
        (
            "source: x\ntable: incident\ncolumns: {id: n, priority: {column: s, values: {a: high}}}",
            "values.a: “high”",
            "whole number",
        ),
        ("source: x\ntable: incident\nzone: Jakarta\ncolumns: {id: n}", "zone: “Jakarta”", "Asia/Jakarta"),
        ("source: x\ntable: incident\ncolumns: {opened_at: n}", "columns.id", "tells records apart"),
        ("source: x\ntable: incident\ncolumns: {id: n, id: m}", "twice", "Mend the line"),
        ("source: &a x\ntable: *a\ncolumns: {id: n}", "aliases", "Mend the line"),
        ("source: x\ntable: incident\ncolumns: {id: n}\nhistory: {order: n}", "history.at", "time of each event"),
        (
            "source: x\ntable: incident\ncolumns: {id: n, csat: {column: c, after: opened_at}}",
            "opened_at is not a time",
            "mapped",
        ),
        ("source: x\ntable: incident\ncolumns: {id: {column: n, html: perhaps}}", "columns.id.html", "true"),
        ("[]", "names and values", "name: value"),
        ("", "names and values", "name: value"),
        ("source: x\ntable: incident", "“columns” is missing", "columns:"),
        ("source: x\ntable: incident\ncolumns: {id: {column: }}", "columns.id.column", "Write"),
        ("a: " + "[" * 5000, "not YAML", "Write a new mapping"),
    ],
)
def test_a_wrong_mapping_says_what_where_and_how_to_mend_it(text: str, says: str, hint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        from_text(text, "mine.yaml")
    assert says in str(refused.value.says)
    assert "mine.yaml" in str(refused.value.says)
    assert hint in str(refused.value.hint)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"#" * (1 << 21)])
def test_what_is_no_text_is_no_mapping(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "mapping.yaml").write_bytes(raw)
    with pytest.raises(Unreadable):
        load(tmp_path / "mapping.yaml")


def test_a_mapping_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        load(tmp_path / "none.yaml")
