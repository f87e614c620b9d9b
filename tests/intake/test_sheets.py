"""Spreadsheets of registers as people keep them: covers, titles, two rows of headings, several tables, claimed ranges, odd words."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from opensmp.intake.sheets import MAPPING, Mappings, SheetRead, read_sheets
from opensmp.tables import Unreadable

pytestmark = pytest.mark.requirement("R01")


def workbook(path: Path, **sheets: list[tuple[object, ...]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(str(path))
    return path


def read_all(path: Path, mappings: Mappings | None = None) -> list[SheetRead]:
    return list(read_sheets(path, mappings or Mappings()))


def taken(read: list[SheetRead]) -> list[tuple[str, str | None, int]]:
    return [(each.sheet, each.meaning.kind if each.meaning else None, each.rows) for each in read]


def test_a_cover_is_no_register_and_titles_stand_above_tables(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "registers.xlsx",
        Cover=[("Registers of the bank", None), ("Status: November", None)],
        Layanan=[
            ("Daftar layanan TI", None, None),
            (None, None, None),
            ("No", "Nama Layanan", "Pemilik Layanan"),
            (1, "Core banking", "Agus Salim"),
            (2, "Email", "Dewi"),
        ],
    )
    assert taken(read_all(path)) == [("Layanan", "Service", 2)]


def test_several_tables_on_a_sheet_are_told_apart(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "lists.xlsx",
        Lists=[
            ("Services", None, None), ("ID", "Service name", "Service owner"), ("S-01", "Hosting", "Budi"), (None, None, None),
            ("Vendors", None, None), ("Vendor", "Contract no", "Expiry"), ("Nusa", "CT-2024-01", "30 June 2027"),
            ("Maju", "CT-2024-02", "31 May 2027"),
        ],
    )  # fmt: skip
    assert taken(read_all(path)) == [("Lists", "Service", 1), ("Lists", "Supplier", 2)]


def test_columns_that_nobody_knows_are_doubts_and_kept_aside(tmp_path: Path) -> None:
    (read,) = read_all(
        workbook(tmp_path / "s.xlsx", Services=[("ID", "Service name", "Shoe size"), ("S-01", "Hosting", "42")])
    )
    assert read.doubtful == ("Shoe size",)
    assert "42" in read.gathered.aside[0].text


def test_a_table_that_no_register_knows_is_kept_aside_whole(tmp_path: Path) -> None:
    path = tmp_path / "menu.csv"
    path.write_text("Dish,Spice\nSoto,mild\n", "utf-8")
    (read,) = read_all(path)
    assert read.meaning is None
    assert "Soto" in read.gathered.aside[0].text


def test_a_corrected_mapping_is_used_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "menu.csv"
    path.write_text("Dish,Cook\nSoto,Budi Santoso\n", "utf-8")
    mapping = {"menu.csv/1": {"register": "Service", "columns": {"Dish": "name", "Cook": "owner"}}}
    (tmp_path / MAPPING).write_text(json.dumps(mapping), "utf-8")
    (read,) = read_all(path, Mappings.near([path]))
    assert read.gathered.rows[0].cells == {"name": "Soto", "owner": "Budi Santoso"}
    assert json.loads(Mappings.of([read]).text()) == mapping


def test_a_table_that_a_person_keeps_aside_stays_aside(tmp_path: Path) -> None:
    path = workbook(tmp_path / "s.xlsx", Services=[("ID", "Service name"), ("S-01", "Hosting")])
    (read,) = read_all(path, Mappings({"s.xlsx/Services/1": {"register": "", "columns": {}}}))
    assert read.meaning is None
    assert "Hosting" in read.gathered.aside[0].text


def test_the_roles_of_a_matrix_are_kept_in_a_mapping_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "raci.csv"
    path.write_text("Activity,CIO,Desk\nApprove,A,I\nRestore,I,R\nTell,I,A\n", "utf-8")
    (first,) = read_all(path)
    held = Mappings.of([first])
    assert held.tables["raci.csv/1"]["columns"]["CIO"] == "cells:CIO"
    (again,) = read_all(path, held)
    assert [row.cells for row in again.gathered.rows] == [row.cells for row in first.gathered.rows]


def test_a_sheet_that_claims_a_million_rows_is_refused_by_name_or_read_for_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    book = openpyxl.Workbook()
    book.active.append(("ID", "Service name"))
    book.active.append(("S-01", "Hosting"))
    book.active.cell(1_048_576, 16_384).value = "far"
    book.save(str(path))
    with pytest.raises(Unreadable) as refused:
        read_all(path)
    assert refused.value.code in {"too-many-rows", "too-many-columns", "too-many-cells"}


def test_columns_of_suppliers_and_their_contracts_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Suppliers"
    for row in (
        ("Supplier", "Contract no", "Contract start", "Contract end"),
        ("Nusa", "CT-2024-01", "1 July 2024", "30 June 2027"),
    ):
        sheet.append(row)
    book.save(str(path))
    (read,) = read_all(path)
    assert read.meaning is not None
    assert set(read.meaning.columns.values()) == {"name", "contracts", "start", "end"}
