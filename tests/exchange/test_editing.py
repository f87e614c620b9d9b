"""A change by the tool touches its own line; what a person wrote around it stays, byte for byte."""

from __future__ import annotations

import difflib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.folders import TODAY
from tests.exchange.strategies import any_value
from tests.exchange.test_round_trip import read_again

from opensmp.exchange import edit, load
from opensmp.exchange.editing import changed
from opensmp.exchange.layout import parts
from opensmp.exchange.writing import document
from opensmp.i18n import Refused
from opensmp.plan.objectives import Objective, Objectives, PastObjective, Reading
from opensmp.plan.prose import Prose

FILE = "plan/02-objectives.yaml"
WRITTEN = """\
# Our objectives, agreed with the board
keeper: ratna    # she wrote them

objectives:      # the list
  # the first
  - id: O/1
    statement: Something   # agreed in May
    kind: increase

    target: 95   # percent
    services: [S-1, S-2]   # both
    readings:
      - {on: 2026-01-01, value: 3}
      - on: 2026-02-01
        value: 4

  - id: O-2
    kind: decrease
    statement: |
      Long
      text
    # done
past: []
"""
READING = Reading(on=date(2026, 3, 1), value=Decimal(5))
CHANGES = {
    "a number": ("objectives/O/1/target", Decimal("97.5"), ["-    target: 95   # percent", "+    target: 97.5  # percent"]),
    "one line to several": ("objectives/O/1/statement", "Two\nlines", [
        "-    statement: Something   # agreed in May", "+    statement: |-  # agreed in May", "+      Two", "+      lines"]),
    "several lines to one": ("objectives/O-2/statement", "One: line", [
        "-    statement: |", "-      Long", "-      text", '+    statement: "One: line"']),
    "a new key": ("objectives/O-2/owner", "ratna", ["+    owner: ratna"]),
    "a key that goes": ("objectives/O/1/target", None, ["-    target: 95   # percent"]),
    "the first key": ("keeper", None, ["-keeper: ratna    # she wrote them"]),
    "inside brackets": ("objectives/O/1/readings/1/value", Decimal(7), [
        "-      - {on: 2026-01-01, value: 3}", "+      - {on: 2026-01-01, value: 7}"]),
    "a new key inside brackets": ("objectives/O/1/readings/1/source", "x, y: z", [
        "-      - {on: 2026-01-01, value: 3}", '+      - {on: 2026-01-01, value: 3, source: "x, y: z"}']),
    "a row that goes": ("objectives/O/1/readings/1", None, ["-      - {on: 2026-01-01, value: 3}"]),
    "a new row": ("objectives/O/1/readings/3", READING, ["+      - on: 2026-03-01", "+        value: 5"]),
    "an id in brackets": ("objectives/O/1/services/S-3", "S-3", [
        "-    services: [S-1, S-2]   # both", "+    services: [S-1, S-2, S-3]   # both"]),
    "an id that goes": ("objectives/O/1/services/S-1", None, [
        "-    services: [S-1, S-2]   # both", "+    services: [S-2]   # both"]),
    "an empty list": ("past/P", PastObjective(id="P", period="2025", statement=Prose.of("x"), outcome="met"), [
        "-past: []", "+past:", "+  - id: P", '+    period: "2025"', "+    statement: x", "+    outcome: met"]),
    "a row with air around it": ("objectives/O-3", Objective(id="O-3", statement=Prose.of("x"), kind="increase"), [
        "+", "+  - id: O-3", "+    statement: x", "+    kind: increase"]),
    "a second language": ("objectives/O-2/statement/en", "Text", [
        "-    statement: |", "-      Long", "-      text", "+    statement:", "+      en: Text"]),
}  # fmt: skip


def file(place: Path, text: str = WRITTEN) -> Path:
    (place / "plan").mkdir(exist_ok=True)
    (place / FILE).write_bytes(text.encode())
    return place / FILE


def difference(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:2] not in ("--", "++", "@@") and not line.startswith(("--- ", "+++ "))]


@pytest.mark.parametrize("case", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_touches_its_own_lines(tmp_path: Path, case: tuple[str, Any, list[str]]) -> None:
    address, new, expected = case
    path = file(tmp_path)
    edit(path, f"plan/objectives/{address}", new)
    assert difference(WRITTEN, path.read_text()) == expected


@pytest.mark.parametrize("case", CHANGES.values(), ids=CHANGES.keys())
def test_a_file_of_windows_keeps_its_mark_and_line_ends(tmp_path: Path, case: tuple[str, Any, list[str]]) -> None:
    path = file(tmp_path, "\ufeff" + WRITTEN.replace("\n", "\r\n"))
    edit(path, f"plan/objectives/{case[0]}", case[1])
    raw = path.read_bytes().decode()
    assert raw.startswith("\ufeff# Our")
    assert raw.count("\n") == raw.count("\r\n")
    assert difference(WRITTEN, raw[1:].replace("\r\n", "\n")) == case[2]


@pytest.mark.parametrize("empty", ["", "# nothing yet\n", "keeper:\n"])
def test_an_empty_file_takes_its_first_value(tmp_path: Path, empty: str) -> None:
    path = file(tmp_path, empty)
    edit(path, "plan/objectives/text", "Hello\nworld\n")
    assert str(load(tmp_path, TODAY).plan.objectives.text) == "Hello\nworld\n"
    assert path.read_text().startswith(empty)


@pytest.mark.parametrize(
    ("address", "new", "told"),
    [
        ("objectives/O-9/target", Decimal(1), "There is no row"),
        ("nothing", "x", "There is no nothing"),
        ("objectives/O/1/target", "many", "not a number"),
        ("objectives/O/1/kind", "sideways", "words that belong"),
        ("objectives/O-2", PastObjective(id="O-2", period="p", statement=Prose(), outcome="met"), "unknown here"),
        ("objectives/O-2/id", "O/1", "cannot be changed"),
        ("objectives/O-2/kind", None, "“kind” is missing"),
    ],
)
def test_a_change_that_cannot_be_made_leaves_the_file_alone(tmp_path: Path, address: str, new: Any, told: str) -> None:
    path = file(tmp_path)
    with pytest.raises(Refused, match=told):
        edit(path, f"plan/objectives/{address}", new)
    assert path.read_text() == WRITTEN


@pytest.mark.parametrize("address", ["plan/scope/text", "registers/services", "plan/objectives"])
def test_an_address_of_another_file_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(Refused, match="does not stand in"):
        edit(file(tmp_path), address, "x")


def test_a_file_of_no_plan_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: 1")
    with pytest.raises(Refused, match="not a file of a plan"):
        edit(tmp_path / "x.yaml", "plan/objectives/text", "x")


def test_a_file_with_a_mistake_is_not_edited(tmp_path: Path) -> None:
    path = file(tmp_path, "keper: x\n")
    with pytest.raises(Refused, match="keper"):
        edit(path, "plan/objectives/text", "x")


@given(data=st.data())
def test_any_field_of_any_row_can_be_set_to_any_value(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    part = next(part for part in parts() if part.type is Objectives)
    before: Objectives = data.draw(any_value(Objectives).filter(lambda drawn: bool(drawn.objectives)))
    row = data.draw(st.sampled_from(before.objectives))
    name = data.draw(
        st.sampled_from(["statement", "unit", "deadline", "target", "services", "actions", "baseline", "owner"])
    )
    other: Objective = data.draw(any_value(Objective))
    path = file(tmp_path_factory.mktemp("edit"), document(before))
    try:
        edit(path, f"plan/objectives/objectives/{row.id}/{name}", getattr(other, name))
    except Refused:  # an odd text may be beyond us; then nothing was changed
        assert path.read_bytes().decode() == document(before)
        return
    expected = changed(before, ("objectives", row.id, name), getattr(other, name))
    assert read_again(path.read_bytes().decode(), part) == expected
