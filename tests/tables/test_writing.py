"""What OpenSMP writes for spreadsheets opens as the table it is, and nothing in it runs."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opensmp.i18n import Refused
from opensmp.tables import as_csv, quoted, risky, unquoted, write_csv, write_xlsx
from opensmp.tables.xlsx import sheet_names

MOMENT = dt.datetime.fromisoformat("2026-03-01 09:46:18")
DANGEROUS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%0A=1", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "＋1", "－1", "＠x", "'=1", "\u00a0=1",
    "\ufeff=1", "\x00=1", " '", "=cmd|' /C calc'!A1",
]  # fmt: skip
HARMLESS = ["", "a=1", "INC1", "5-3", "x'", "ä", "(1)", "1,5", "#N/A", "{=1}"]


@pytest.mark.requirement("R56")
@pytest.mark.parametrize("text", DANGEROUS, ids=ascii)
def test_text_that_might_run_gets_one_quote(text: str) -> None:
    assert risky(text)
    assert quoted(text) == "'" + text
    assert not quoted(text).lstrip().startswith(("=", "+", "-", "@", "|", "%", "\t", "\r", "\n"))


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert quoted(text) == text == unquoted(text)


@pytest.mark.requirement("R56")
@given(st.one_of(st.text(), st.text(alphabet="'=+-@|% \t\r\nax＝", max_size=5)))
def test_the_quote_that_was_added_is_taken_away_again_and_no_other(text: str) -> None:
    assert unquoted(quoted(text)) == text


@pytest.mark.requirement("R56")
@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=9),
        min_size=1,
        max_size=4,
    )
)
def test_a_csv_that_was_written_reads_back_value_for_value(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    write_csv(path, ["n", "text"], [["x", text] for text in texts])
    with path.open(newline="", encoding="utf-8") as written:
        rows = list(csv.reader(written))
    assert [unquoted(row[1]) for row in rows[1:]] == texts
    assert not any(risky(row[1]) and not row[1].startswith("'") for row in rows)


def test_numbers_and_days_are_written_from_their_types(tmp_path: Path) -> None:
    write_csv(
        tmp_path / "a.csv",
        ["=a", "b"],
        [[-5, dt.date(2026, 3, 1)], [Decimal("-0.50"), MOMENT], [True, None], [1.5, "-5"]],
    )
    assert (
        tmp_path / "a.csv"
    ).read_bytes() == b"'=a,b\r\n-5,2026-03-01\r\n-0.50,2026-03-01 09:46:18\r\ntrue,\r\n1.5,'-5\r\n"


SHEETS = {
    "Draw": (
        ["Number", "Opened", "=Text"],
        [
            ["INC1", MOMENT, "=1+1"],
            ["INC2", dt.date(2026, 3, 1), "two\nlines & <b>"],
            ["INC3", None, -5],
            ["INC4", True, Decimal("0.50")],
        ],
    ),
    "Draw ": (["x"], [[1.5], [float("nan")], ["_x0041_\x01"], [dt.date(1899, 1, 1)]]),
}


def test_another_program_reads_the_workbook_as_it_was_meant(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", SHEETS)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book["Draw"]
    assert book.sheetnames == ["Draw", "Draw 2"]
    assert [cell.value for cell in page["A"]] == ["Number", "INC1", "INC2", "INC3", "INC4"]
    assert [cell.value for cell in page["C"]] == ["=Text", "=1+1", "two\nlines & <b>", -5, 0.5]
    assert [cell.data_type for cell in page["C"]][:3] == ["s", "s", "s"] or [cell.data_type for cell in page["C"]][
        :3
    ] == ["inlineStr"] * 3
    assert page["B2"].value == MOMENT
    assert (page["B2"].number_format, page["B3"].number_format) == ("yyyy\\-mm\\-dd\\ hh:mm:ss", "yyyy\\-mm\\-dd")
    assert (page.freeze_panes, page.auto_filter.ref, page["A1"].font.b, page["A2"].font.b) == (
        "A2",
        "A1:C5",
        True,
        False,
    )
    assert 8 <= page.column_dimensions["C"].width <= 60


def test_a_workbook_holds_no_formula_whatever_the_texts(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", {text: ([text], [[text]]) for text in DANGEROUS})
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert not any(b"<f>" in part or b"<f " in part or b"<!DOCTYPE" in part for part in parts.values())


@settings(max_examples=12)
@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1, max_size=9),
        min_size=1,
        max_size=90,
    )
)
def test_a_workbook_that_was_written_reads_back_value_for_value(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("xlsx")
    write_xlsx(folder / "a.xlsx", {"S": (["n", "text"], [["x", text] for text in texts])})
    as_csv(folder / "a.xlsx", folder / "a.csv")
    with (folder / "a.csv").open(newline="", encoding="utf-8") as written:
        assert [row[1] for row in csv.reader(written)][1:] == texts


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", SHEETS)
    write_xlsx(tmp_path / "b.xlsx", SHEETS)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_names_of_sheets_are_brought_to_what_a_spreadsheet_allows() -> None:
    long = "Incidents resolved within four hours"
    assert sheet_names(["a/b:c", "", long, long, "A/B-C", "'x'"]) == (
        "a-b-c",
        "Sheet",
        long[:31],
        long[:29] + " 2",
        "A-B-C 2",
        "x",
    )


def test_a_text_too_long_for_a_workbook_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="32,768 characters"):
        write_xlsx(tmp_path / "a.xlsx", {"S": (["a"], [["x" * 32_768]])})
    assert not list(tmp_path.iterdir())


def test_a_table_that_fails_half_way_leaves_the_earlier_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("earlier")
    with pytest.raises(ZeroDivisionError):
        write_csv(tmp_path / "a.csv", ["a"], ([1 // n] for n in (1, 0)))
    assert (tmp_path / "a.csv").read_text() == "earlier"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]
