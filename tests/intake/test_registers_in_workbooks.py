"""Workbooks and lists of registers as people keep them: titles, merged headings, several tables, hidden sheets, odd endings."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.intake.sketches import TODAY

from opensmp.dossier import Dossier
from opensmp.i18n import Refused
from opensmp.intake.sheets import MAPPING, Mappings, SheetRead, read_sheets
from opensmp.intake.understanding import draft_of
from opensmp.tables import Unreadable

pytestmark = pytest.mark.requirement("R01")
SERVICES = [
    ("ID", "Service name", "Service owner"),
    ("S-01", "Hosting", "Budi Santoso"),
    ("S-02", "Email", "Sari Dewi"),
]


def book(
    path: Path, rows: list[tuple[Any, ...]], name: str = "Services", edit: Callable[[Any], None] = lambda _sheet: None
) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    edit(sheet)
    made.save(str(path))
    return path


def seen(path: Path, mappings: Mappings | None = None) -> list[SheetRead]:
    return list(read_sheets(path, mappings or Mappings()))


def dossier(path: Path) -> Dossier:
    return draft_of([], [each.gathered for each in seen(path)], "en", TODAY).dossier


def test_a_workbook_alone_fills_registers(tmp_path: Path) -> None:
    made = dossier(book(tmp_path / "s.xlsx", SERVICES))
    assert [(each.id, str(each.name), each.owner) for each in made.registers.services] == [
        ("S-01", "Hosting", "budi-santoso"), ("S-02", "Email", "sari-dewi"),
    ]  # fmt: skip


def test_real_days_of_a_workbook_stay_days(tmp_path: Path) -> None:
    rows = [("Contract no", "Supplier", "Start", "End"), ("CT-1", "Nusa", date(2025, 1, 5), date(2027, 12, 31))]
    (contract,) = dossier(book(tmp_path / "c.xlsx", rows, "Contracts with suppliers")).registers.supplier_contracts
    assert (contract.start, contract.end) == (date(2025, 1, 5), date(2027, 12, 31))


def test_titles_above_a_table_and_empty_columns_beside_it_are_no_columns(tmp_path: Path) -> None:
    rows = [("Register of services", None, None, None), (None,) * 4, *[(None, *row) for row in SERVICES]]
    (read,) = seen(book(tmp_path / "s.xlsx", rows))
    assert read.header == SERVICES[0]
    assert [row.cells["name"] for row in read.gathered.rows] == ["Hosting", "Email"]


def test_a_row_knows_its_line_in_the_sheet(tmp_path: Path) -> None:
    (read,) = seen(book(tmp_path / "s.xlsx", SERVICES))
    assert [(row.place.row, row.place.file) for row in read.gathered.rows] == [
        (2, "s.xlsx, Services"),
        (3, "s.xlsx, Services"),
    ]


def test_a_merged_title_over_the_columns_is_a_title(tmp_path: Path) -> None:
    rows = [("Our services", None, None), *SERVICES]
    (read,) = seen(book(tmp_path / "s.xlsx", rows, edit=lambda sheet: sheet.merge_cells("A1:C1")))
    assert read.meaning is not None
    assert (read.meaning.kind, read.rows) == ("Service", 2)


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Old services")
        for row in SERVICES:
            other.append(row)
        other.sheet_state = "hidden"

    assert [each.sheet for each in seen(book(tmp_path / "s.xlsx", SERVICES, edit=hide))] == ["Services"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_list_is_read_whatever_divides_its_columns(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "services.csv"
    path.write_text("\n".join(sign.join(row) for row in SERVICES) + "\n", "utf-8")
    (read,) = seen(path)
    assert [row.cells["owner"] for row in read.gathered.rows] == ["Budi Santoso", "Sari Dewi"]


def test_the_name_of_a_sheet_says_what_columns_alone_do_not(tmp_path: Path) -> None:
    rows = [("Name", "Owner"), ("Nusa", "Budi Santoso")]
    kinds = {}
    for name in ("Suppliers", "Services"):
        (read,) = seen(book(tmp_path / f"{name}.xlsx", rows, name))
        kinds[name] = read.meaning.kind if read.meaning else ""
    assert kinds == {"Suppliers": "Supplier", "Services": "Service"}


def test_columns_that_a_person_corrected_are_read_as_said_and_others_are_kept_aside(tmp_path: Path) -> None:
    path = book(tmp_path / "s.xlsx", [("A", "B", "C"), ("Hosting", "Budi Santoso", "42")], "Sheet1")
    key = "s.xlsx/Sheet1/1"
    said = Mappings({key: {"register": "Service", "columns": {"A": "name", "B": "owner", "C": ""}}})
    (read,) = seen(path, said)
    assert (read.key, read.doubtful) == (key, ("C",))
    assert read.gathered.rows[0].cells == {"name": "Hosting", "owner": "Budi Santoso"}
    assert "42" in read.gathered.aside[0].text


@pytest.mark.parametrize("register", ["", "Cake", "service"])
def test_a_mapping_of_an_unknown_register_says_nothing(register: str) -> None:
    assert Mappings({"k": {"register": register, "columns": {"A": "name"}}}).meaning("k", ("A",)) is None


def test_a_mapping_keeps_what_each_column_was_taken_for(tmp_path: Path) -> None:
    read = seen(book(tmp_path / "s.xlsx", [(*SERVICES[0], "Shoe size"), (*SERVICES[1], 42)]))
    assert json.loads(Mappings.of(read).text()) == {
        "s.xlsx/Services/1": {
            "register": "Service", "columns": {"ID": "id", "Service name": "name", "Service owner": "owner", "Shoe size": ""},
        },
    }  # fmt: skip


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', '{"a": {"register": "Service"}}'])
def test_a_damaged_mapping_is_refused_with_its_name(text: str, tmp_path: Path) -> None:
    (tmp_path / MAPPING).write_text(text, "utf-8")
    with pytest.raises(Refused, match=MAPPING):
        Mappings.near([tmp_path / "s.xlsx"])


def test_a_workbook_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "s.xlsx").write_bytes(b"not a workbook at all")
    with pytest.raises(Unreadable) as refused:
        seen(tmp_path / "s.xlsx")
    assert refused.value.code


def test_a_sheet_of_one_column_or_one_row_is_no_register(tmp_path: Path) -> None:
    assert seen(book(tmp_path / "a.xlsx", [("Service name",), ("Hosting",)])) == []
    assert seen(book(tmp_path / "b.xlsx", [("Service name", "Owner")])) == []
