"""Regular expressions kept between two processes: the same as ever, never in the way, and never a person's words."""

from __future__ import annotations

import marshal
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from opensmp.cli import patterns as module
from opensmp.cli.patterns import Patterns

SENTENCE = (
    "Layanan pulih dalam 4 jam: Core Banking, at least 99.95 % a month, “Tier 1” – SLA-7\nRestored within 4 hours."
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The patterns that ``re`` works out, as they are asked for."""
    asked: list[str] = []
    really = module._make

    def noting(pattern: str, flags: int) -> Any:
        asked.append(pattern)
        return really(pattern, flags)

    monkeypatch.setattr(module, "_make", noting)
    return asked


def kept(file: Path, pattern: str = "within", flags: int = 0) -> Any:
    """Ask for a pattern as a process does that then keeps what it asked for."""
    patterns = Patterns(file)
    found = patterns.compile(pattern, flags)
    if (pattern, flags) not in patterns._kept:
        patterns._new.add((pattern, flags))
    patterns.keep()
    return found


def test_a_pattern_is_worked_out_once(file: Path, made: list[str]) -> None:
    for _process in range(2):
        made.append("a process")
        patterns = Patterns(file)
        assert patterns.compile(r"(?P<amount>\d+) (?:hours?|jam)\b", re.IGNORECASE).search(SENTENCE)["amount"] == "4"
        patterns.keep()
    assert made[-1] == "a process"


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (r"\bsla-\d\b", re.IGNORECASE),
        (r"^(?P<verb>\w+) (?P<adverb>\w+)", re.MULTILINE),
        (r"(?<![\w.,])\d++(?:[.,]\d++)*+", 0),
        ("[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", 0),
        (r"(“)[^”]{0,20}(?(1)”|x)", 0),
        (r"  layanan  # a service", re.VERBOSE | re.IGNORECASE | re.ASCII),
        ("", 0),
    ],
)
def test_a_kept_pattern_finds_what_it_always_found(file: Path, made: list[str], pattern: str, flags: int) -> None:
    kept(file, pattern, int(flags))
    made.clear()
    again = Patterns(file).compile(pattern, int(flags))
    assert not made
    as_ever = re.compile(pattern, flags)
    assert (again.pattern, again.flags, again.groups) == (as_ever.pattern, as_ever.flags, as_ever.groups)
    assert dict(again.groupindex) == dict(as_ever.groupindex)
    assert [each.span() for each in again.finditer(SENTENCE)] == [each.span() for each in as_ever.finditer(SENTENCE)]


def test_flags_are_part_of_what_is_asked(file: Path) -> None:
    kept(file, "sla-7")
    assert kept(file, "sla-7", re.IGNORECASE.value).search(SENTENCE)
    assert not kept(file, "sla-7").search(SENTENCE)


def test_what_a_person_wrote_is_never_kept(file: Path) -> None:
    patterns = Patterns(file)

    def look_for(name: str) -> Any:
        return patterns.compile(rf"(?<!\w){re.escape(name)}(?!\w)")

    def look_for_any(*names: str) -> Any:
        return patterns.compile("|".join(names))

    customer = "Core" + SENTENCE[32:40]

    def look_for_the_customer() -> Any:
        return patterns.compile(customer)

    assert look_for("Core Banking").search(SENTENCE)
    assert look_for_any("Core Banking").search(SENTENCE)
    assert look_for_the_customer() is not None
    patterns.keep()
    assert not file.exists()


def test_a_pattern_of_a_function_without_arguments_is_kept(file: Path) -> None:
    patterns = Patterns(file)
    code = "def made(): return ask(rf'{1 + 3} (?:jam|hours)')\nmade()"
    exec(code, {"ask": patterns.compile})  # noqa: S102  # a function without a test's own names around it
    patterns.keep()
    assert b"4 (?:jam|hours)" in file.read_bytes()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xe9\x03\x00\x00\x00", b"(", marshal.dumps(7)])
def test_a_file_that_is_no_such_file_is_passed_over_and_replaced(file: Path, made: list[str], content: bytes) -> None:
    file.write_bytes(content)
    assert kept(file).search(SENTENCE)
    made.clear()
    assert kept(file).search(SENTENCE)
    assert not made


@pytest.mark.parametrize(
    "held", [b"", b"nonsense", marshal.dumps(("within", 0, [99, 1, 2], 0, {}, (None,))), marshal.dumps("within")]
)
def test_a_damaged_pattern_is_worked_out_as_ever(file: Path, held: bytes) -> None:
    file.write_bytes(marshal.dumps((Patterns(file)._origin, {("within", 0): held})))
    assert Patterns(file).compile("within").search(SENTENCE)


def test_what_another_python_kept_is_not_used(file: Path, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    kept(file)
    monkeypatch.setattr(sys, "version", "another one")
    made.clear()
    assert Patterns(file).compile("within").search(SENTENCE)
    assert made == ["within"]


def test_nothing_is_written_where_nothing_may_be(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept(tmp_path / "no such folder/kept").search(SENTENCE)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept(file).search(SENTENCE)
    assert list(tmp_path.iterdir()) == []


def test_old_patterns_give_way(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    for pattern in ("one", "two", "three"):
        kept(file, pattern)
    assert (b"three" in file.read_bytes(), b"one" in file.read_bytes()) == (True, False)


def test_a_wrong_pattern_is_refused_as_ever(file: Path) -> None:
    with pytest.raises(re.error, match="missing"):
        Patterns(file).compile("(within")
    assert Patterns(file).compile(b"within").search(SENTENCE.encode())


def test_where_re_is_built_otherwise_it_stays_as_it_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_compiler", None)
    Patterns(file).serve()
    assert re.compile("with(in)").search(SENTENCE)
