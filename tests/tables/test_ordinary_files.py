"""Ordinary files of every kind become the table that a person sees in them."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import os
import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.packages import (
    DECLARED,
    LINKS,
    MAIN,
    RELATIONS,
    SHARED,
    SHEET,
    STYLES,
    WORKBOOK,
    links,
    packed,
    parts,
    saved,
    shared,
    sheet,
    styles,
    workbook,
)

from opensmp.tables import LOCAL, Limits, Unreadable, as_csv, check_plain, inspect
from opensmp.tables.header import distinct, header_index

Rows = list[list[str]]


def table(path: Path, folder: Path, sheet: str | None = None, header_row: int | None = None) -> Rows:
    """The clean CSV of a file, read back."""
    converted = as_csv(path, folder / "clean.csv", sheet=sheet, header_row=header_row)
    with converted.target.open(newline="", encoding="utf-8") as text:
        rows = list(csv.reader(text))
    assert len(rows) - 1 == converted.rows
    assert tuple(rows[0]) == converted.columns
    return rows


def refusal(path: Path, folder: Path, **options: object) -> str:
    with pytest.raises(Unreadable) as refused:
        as_csv(path, folder / "clean.csv", **options)  # type: ignore[arg-type]  # options of as_csv by name
    return refused.value.code


# Delimited text -------------------------------------------------------------------------------------------------------

TEXT = 'Number,State,Text\nINC1,Closed,"a, b"\nINC2,Naïve “x”,"two\nlines"\n'
WANTED = [["Number", "State", "Text"], ["INC1", "Closed", "a, b"], ["INC2", "Naïve “x”", "two\nlines"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_in_any_usual_encoding_is_the_same_table(encoding: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", TEXT.encode(encoding))
    assert table(path, tmp_path) == WANTED
    assert inspect(path).encoding == encoding
    assert check_plain(path).direct == encoding.startswith("utf-8")


def test_a_text_read_as_windows_1252_says_so(tmp_path: Path) -> None:
    (note,) = inspect(saved(tmp_path / "a.csv", TEXT.encode("cp1252"))).notes
    assert str(note) == "The text is not UTF-8; it was read as Windows-1252."


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends_are_found(delimiter: str, ending: str, tmp_path: Path) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(WANTED)
    path = saved(tmp_path / "a.csv", text.getvalue())
    assert inspect(path).delimiter == delimiter
    assert table(path, tmp_path) == WANTED
    assert check_plain(path).direct == (ending != "\r")


def test_a_comma_in_most_cells_does_not_hide_the_semicolon(tmp_path: Path) -> None:
    text = "Ticket No;Dibuka;Ringkasan\n" + "".join(
        f"T{n};01/02/2026;padam, lalu{',' * (n % 3)} pulih\n" for n in range(30)
    )
    assert inspect(saved(tmp_path / "a.csv", text)).table.columns == ("Ticket No", "Dibuka", "Ringkasan")


def test_the_ending_of_a_name_settles_a_draw(tmp_path: Path) -> None:
    text = "a\tb,c\n1\t2,3\n"
    assert inspect(saved(tmp_path / "x.tsv", text)).delimiter == "\t"
    assert inspect(saved(tmp_path / "x.csv", text)).delimiter == ","


def test_rows_above_the_table_are_skipped_and_said(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", "Incidents of March\nprinted 1 April\n\n" + TEXT)
    shape = inspect(path)
    assert shape.table.header_row == 4
    assert shape.table.skipped == ("Incidents of March", "printed 1 April")
    assert [str(note) for note in shape.notes] == ["Rows above the table that were skipped: 3."]
    assert table(path, tmp_path) == WANTED
    assert not check_plain(path).direct


def test_a_person_can_name_the_header_row_or_say_there_is_none(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", "x,y\n1,2\nNumber,State\n3,4\n")
    assert table(path, tmp_path, header_row=3) == [["Number", "State"], ["3", "4"]]
    assert table(path, tmp_path, header_row=0)[:2] == [["Column 1", "Column 2"], ["x", "y"]]
    assert refusal(path, tmp_path, header_row=9) == "no-header-row"


def test_values_are_never_interpreted(tmp_path: Path) -> None:
    text = "a,b\n" + "".join(
        f"{value},x\n"
        for value in ("NA", "None", "007", "1E5", "12345678901234567890", "01/02/2026", " x ", "TRUE", "?", "=1+1")
    )
    rows = table(saved(tmp_path / "a.csv", text), tmp_path)
    assert [row[0] for row in rows[1:]] == [
        "NA",
        "None",
        "007",
        "1E5",
        "12345678901234567890",
        "01/02/2026",
        " x ",
        "TRUE",
        "?",
        "=1+1",
    ]


def test_a_few_ragged_rows_are_kept_as_they_stand_and_named(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", "a;b\n" + "1;2\n" * 5 + "1;2;3\n1\n" + "1;2\n" * 5)
    converted = as_csv(path, tmp_path / "o.csv")
    assert (converted.rows, converted.ragged, converted.ragged_rows) == (12, (6, 7), 2)
    assert (tmp_path / "o.csv").read_text().splitlines()[6:8] == ["1,2,3", "1"]


def test_gzip_around_a_text_is_opened(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv.gz", gzip.compress(TEXT[:30].encode()) + gzip.compress(TEXT[30:].encode()))
    assert table(path, tmp_path) == WANTED
    plain = check_plain(path)
    assert (plain.direct, plain.compression, plain.rows, plain.columns) == (
        True,
        "gzip",
        2,
        ("Number", "State", "Text"),
    )


def test_the_first_rows_are_shown_and_long_cells_shortened(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", "a,b\n" + f"1,{'x' * 5_000}\n" * 80)
    found = inspect(path).table
    assert (found.rows, len(found.sample), len(found.sample[0][1]), found.sample[0][1][-1]) == (80, 50, 300, "…")


@given(st.lists(st.sampled_from(["Comment", "Comment (2)", "", " Comment ", "Column 2", "x"]), max_size=9))
def test_names_of_columns_are_distinct_and_the_first_keeps_its_own(names: list[str]) -> None:
    made = distinct(names)
    assert len(set(made)) == len(names)
    firsts = {" ".join(name.split()): place for place, name in reversed(list(enumerate(names))) if name.strip()}
    assert all(made[place] == name for name, place in firsts.items())


def test_repeated_headers_get_numbers() -> None:
    assert distinct(["Comment", "Key", "Comment", "", "Comment"]) == (
        "Comment",
        "Key",
        "Comment (2)",
        "Column 4",
        "Comment (3)",
    )


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([["a", "b"], ["1", "2"]], 0),
        ([["Title"], ["a", "b", "c"], ["1", "2", "3"]], 1),
        ([["Title", "", ""], ["", "", ""], ["a", "b", "c"], ["1", "", ""]], 2),
        ([["only"], ["1"], ["2"]], 0),
        ([[""], ["only"], ["1"]], 1),
        ([["From", "1 March"], ["To", "2 March"], ["a", "b", "c", "d", "e"]], 2),
        ([["a", "", "c", ""], ["1", "2", "3", "4"]], 0),
    ],
)
def test_the_header_is_the_first_row_that_is_half_as_full_as_the_fullest(rows: Rows, header: int) -> None:
    assert header_index(rows) == header


# What the engine may read as it is -------------------------------------------------------------------------------------


@given(
    st.lists(st.lists(st.text(alphabet='ab",\n é', max_size=6), min_size=2, max_size=2), min_size=1, max_size=30),
    st.integers(1, 40),
)
def test_the_fast_look_counts_the_records_that_a_reader_of_csv_finds(rows: Rows, block: int) -> None:
    from opensmp.tables.scan import Scanner

    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    content = text.getvalue().encode()
    found = Scanner(10_000).run(content[at : at + block] for at in range(0, len(content), block))
    assert (found.records, found.reason, found.inside) == (len(rows), "", False)


@given(st.lists(st.integers(0, 60), max_size=20), st.integers(3, 50), st.booleans(), st.integers(1, 100))
def test_no_long_record_escapes_the_fast_look(lengths: list[int], cell: int, quotes: bool, block: int) -> None:
    from opensmp.tables.scan import Scanner

    content = b"".join(b'"%s"\n' % (b"\n" * n) if quotes else b"x" * n + b"\n" for n in lengths)
    found = Scanner(cell).run(content[at : at + block] for at in range(0, len(content), block))
    longest = max(lengths, default=0) + (2 if quotes else 0)
    assert found.reason == "long-record" or longest <= cell
    assert found.reason == "" or longest * 4 > cell


def test_a_certified_file_is_read_by_the_engine_as_the_same_table(tmp_path: Path) -> None:
    dice = random.Random(7)  # noqa: S311  # a fixed sequence is wanted
    rows = [[f"INC{n}", dice.choice(["a", 'quote " inside', "two\nlines", "", "ü;,|"]), str(n)] for n in range(90_000)]
    path = tmp_path / "a.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as text:
        csv.writer(text, delimiter=";").writerows([["Number", "Text", "Text"], *rows])
    plain = check_plain(path)
    assert plain.direct
    read = duckdb.read_csv(
        str(path),
        header=True,
        auto_detect=False,
        delimiter=plain.delimiter,
        quotechar='"',
        escapechar='"',
        na_values="\x01",
        columns=dict.fromkeys(plain.columns, "VARCHAR"),
    )  # type: ignore[call-overload, unused-ignore]  # the stub lags behind the engine
    assert [[cell or "" for cell in row] for row in read.fetchall()] == rows
    assert plain.rows == len(rows)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("a,b\n1,2\r3,4\n", "Some lines end in a carriage return alone."),
        ('a,b\n1,"' + "x\n" * 20_000 + '"\n', "A record is so long that its cells must be measured."),
        ('a,b\n1,5" disk\n', "The number of quotes is odd."),
        ('[{"a":1}]', "The file is not delimited text."),
    ],
)
def test_what_is_not_certified_says_why(content: str, why: str, tmp_path: Path) -> None:
    plain = check_plain(saved(tmp_path / ("a.json" if content[0] == "[" else "a.csv"), content))
    assert (plain.direct, str(plain.why)) == (False, why)


def test_a_quote_inside_an_unquoted_cell_is_only_a_quote(tmp_path: Path) -> None:
    assert table(saved(tmp_path / "a.csv", 'a,b\n1,5" disk\n'), tmp_path)[1] == ["1", '5" disk']


# JSON -----------------------------------------------------------------------------------------------------------------


def test_nested_records_become_flat_columns_digit_for_digit(tmp_path: Path) -> None:
    first = '{"id":1.50,"big":12345678901234567890123,"who":{"name":"A","at":{"x":true}},"tags":["a","b"],"log":[{"n":1e5,"t":"ü"}]}'
    text = f'[{first},{{"new":null,"id":"007"}}]'
    assert table(saved(tmp_path / "a.json", text), tmp_path) == [
        ["id", "big", "who.name", "who.at.x", "tags", "log", "new"],
        ["1.50", "12345678901234567890123", "A", "true", "a|b", '[{"n":1e5,"t":"ü"}]', ""],
        ["007", "", "", "", "", "", ""],
    ]


def test_lists_below_a_wrapper_are_tables_by_their_path(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.json",
        json.dumps({"total": 3, "data": {"items": [{"a": 1}, {"a": 2}]}, "users": [{"b": 1}], "tags": ["x"]}),
    )
    assert [sheet.name for sheet in inspect(path).sheets] == ["data.items", "users"]
    assert table(path, tmp_path) == [["a"], ["1"], ["2"]]
    assert table(path, tmp_path, sheet="users") == [["b"], ["1"]]
    assert refusal(path, tmp_path, sheet="nobody") == "no-such-sheet"


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.ndjson"])
def test_lines_of_json_are_records_whatever_the_ending(name: str, tmp_path: Path) -> None:
    path = saved(tmp_path / name, '{"a":1}\n\n{"a":2,"b":"x"}\n')
    assert inspect(path).format == "jsonl"
    assert table(path, tmp_path) == [["a", "b"], ["1", ""], ["2", "x"]]


def test_records_longer_than_what_is_read_at_once_are_whole(tmp_path: Path) -> None:
    records = [{"n": n, "text": "ü" * 30_000, "list": list(range(1_500))} for n in range(40)]
    rows = table(saved(tmp_path / "a.json", json.dumps(records, ensure_ascii=False)), tmp_path)
    assert [(row[0], len(row[1])) for row in rows[1:]] == [(str(n), 30_000) for n in range(40)]


def test_a_late_field_of_json_is_a_column_too(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jsonl", '{"a":1}\n' * 3_000 + '{"late":1}\n')
    assert table(path, tmp_path)[0] == ["a", "late"]


# Workbooks ------------------------------------------------------------------------------------------------------------


def test_a_workbook_of_another_program_is_the_table_that_it_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Records"
    page.append(["Incidents of March"])
    page.append([])
    page.append(["Number", "Opened", "Day", "Time", "Took", "Count", "Share", "Met", "Comment", "Comment", "Error"])
    page.append(
        [
            "INC1",
            dt.datetime.fromisoformat("2026-03-01 09:46:18"),
            dt.date(2026, 3, 1),
            dt.time(9, 46),
            dt.timedelta(hours=33, minutes=46, seconds=18),
            42.0,
            0.29,
            True,
            "a\nb",
            " x ",
            "#N/A",
        ]
    )
    page.append(["INC2", None, None, None, None, 12345678901, -5.5, False])
    page.append([])
    page.append(["INC3"])
    book.create_sheet("Second").append(["x"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    shape = inspect(path)
    assert [(sheet.name, sheet.header_row, sheet.rows) for sheet in shape.sheets] == [
        ("Records", 3, 3),
        ("Second", 1, 0),
    ]
    assert shape.table.skipped == ("Incidents of March",)
    assert table(path, tmp_path) == [
        ["Number", "Opened", "Day", "Time", "Took", "Count", "Share", "Met", "Comment", "Comment (2)", "Error"],
        [
            "INC1",
            "2026-03-01 09:46:18",
            "2026-03-01",
            "09:46:00",
            "33:46:18",
            "42",
            "0.29",
            "true",
            "a\nb",
            " x ",
            "#N/A",
        ],
        ["INC2", "", "", "", "", "12345678901", "-5.5", "false", "", "", ""],
        ["INC3", *[""] * 10],
    ]
    assert table(path, tmp_path, sheet="Second") == [["x"]]


@pytest.mark.parametrize("epoch", ["1899-12-30", "1904-01-01"], ids=["1900", "1904"])
def test_both_systems_of_counting_days_give_the_same_day(epoch: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = dt.datetime.fromisoformat(epoch)
    page = book.active
    assert page is not None
    moments = list(map(dt.datetime.fromisoformat, ["1904-01-02", "2026-02-28 23:59:59", "2028-02-29 00:00:01"]))
    for row in [["When"], *[[moment] for moment in moments]]:
        page.append(row)
    book.save(tmp_path / "a.xlsx")
    assert [row[0] for row in table(tmp_path / "a.xlsx", tmp_path)[1:]] == [str(moment) for moment in moments]


def one_cell(cell: str, folder: Path, **more: str) -> str:
    """The text of cell A2 of a workbook made by hand."""
    names = {"styles": STYLES, "texts": SHARED, "book": WORKBOOK}
    made = packed({**parts(f'<row r="2">{cell}</row>'), **{names[key]: content for key, content in more.items()}})
    return table(saved(folder / "one.xlsx", made), folder)[1][0]


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("1", "yyyy-mm-dd", "1900-01-01"), ("59", "yyyy-mm-dd", "1900-02-28"), ("60", "yyyy-mm-dd", "60"),
        ("61", "yyyy-mm-dd", "1900-03-01"), ("46082.407152777778", "dd/mm/yyyy hh:mm", "2026-03-01 09:46:18"),
        ("46082.5", "d-mmm-yy", "2026-03-01 12:00:00"), ("46082", "d-mmm-yy", "2026-03-01"),
        ("-1", "yyyy-mm-dd", "-1"), ("9999999", "yyyy-mm-dd", "9999999"), ("0.5", "hh:mm", "12:00:00"),
        ("1.5", "[h]:mm:ss", "36:00:00"), ("-0.25", "[hh]:mm", "-6:00:00"), ("0.28999999999999998", "0.00", "0.29"),
        ("42.0", "General", "42"), ("1E3", "General", "1000"),
        ("1.2345678901234567E+19", "0", "1.2345678901234567e+19"), ("1E400", "General", "1E400"),
        ("46082", "0 &quot;days&quot;", "46082"), ("46082", "[Red]0", "46082"),
        ("46082", "[$-421]dd mmmm yyyy", "2026-03-01"), ("5", "@", "5"),
        ("46082.000011574074", "yyyy-mm-dd hh:mm:ss", "2026-03-01 00:00:01"), ("46082", "#,##0;[Red]-#,##0", "46082"),
        ("0.0000115740741", "mm:ss", "00:00:01"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_format_shows_it(stored: str, code: str, shown: str, tmp_path: Path) -> None:
    assert one_cell(f'<c r="A2" s="0"><v>{stored}</v></c>', tmp_path, styles=styles(code)) == shown


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A2" t="s"><v>0</v></c>', "run one and two"),
        ('<c r="A2" t="s"><v>1</v></c>', "漢字"),
        ('<c r="A2" t="str"><f>A1&amp;"x"</f><v>cached</v></c>', "cached"),
        ('<c r="A2" t="b"><v>1</v></c>', "true"),
        ('<c r="A2" t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="A2" t="d"><v>2026-03-01T09:46:18Z</v></c>', "2026-03-01 09:46:18"),
        ('<c r="A2" t="inlineStr"><is><t>a_x000D_b _x005F_x0041_</t></is></c>', "a\nb _x0041_"),
        ('<c t="inlineStr"><is><r><t>without </t></r><r><t>reference</t></r></is></c>', "without reference"),
    ],
)
def test_a_text_is_read_however_it_is_stored(cell: str, text: str, tmp_path: Path) -> None:
    texts = shared(
        "<r><t>run one</t></r><r><t xml:space='preserve'> and two</t></r>",
        "<t>漢字</t><rPh sb='0' eb='1'><t>かんじ</t></rPh>",
    )
    assert one_cell(cell, tmp_path, texts=texts) == text


def test_a_formula_is_read_by_its_stored_result_and_that_is_said(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>cmd|x!A1</f></c></row>'
    converted = as_csv(saved(tmp_path / "a.xlsx", packed(parts(rows))), tmp_path / "o.csv")
    assert (tmp_path / "o.csv").read_text() == "Number,State\n2,\n"
    assert [str(note) for note in converted.notes] == [
        "Formulas whose stored results were read: 1.",
        "Formulas without a stored result, read as empty: 1.",
    ]


def test_a_range_that_a_sheet_claims_is_not_believed(tmp_path: Path) -> None:
    made = packed(
        {
            **parts(),
            SHEET: sheet(
                '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
                '<dimension ref="A1:XFD1048576"/>',
            ),
        }
    )
    assert table(saved(tmp_path / "a.xlsx", made), tmp_path) == [["a"], ["1"]]


def test_links_that_are_only_shown_do_no_harm(tmp_path: Path) -> None:
    link = f'<Relationship Id="x" Type="{RELATIONS}/hyperlink" Target="https://tool/INC1" TargetMode="External"/>'
    made = packed(
        {**parts('<row r="2"><c r="A2"><v>1</v></c></row>'), "xl/worksheets/_rels/sheet1.xml.rels": links(0, link)}
    )
    assert table(saved(tmp_path / "a.xlsx", made), tmp_path)[1] == ["1", ""]


def test_merged_headers_share_their_name_and_merged_cells_are_said(tmp_path: Path) -> None:
    header = '<row r="1"><c r="A1" t="str"><v>Number</v></c><c r="B1" t="str"><v>Opened</v></c></row>'
    rows = header + '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c><c r="C2"><v>3</v></c></row>'
    made = packed(
        {
            **parts(),
            SHEET: sheet(rows, after='<mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="A2:A3"/></mergeCells>'),
        }
    )
    converted = as_csv(saved(tmp_path / "a.xlsx", made), tmp_path / "o.csv")
    assert converted.columns == ("Number", "Opened", "Opened (2)")
    assert [str(note) for note in converted.notes] == ["Merged cells keep their text in the first cell only."]


def test_a_hidden_sheet_is_not_read_by_itself(tmp_path: Path) -> None:
    book = workbook("Hidden", "Shown").replace('name="Hidden"', 'name="Hidden" state="veryHidden"')
    second = sheet('<row r="1"><c r="A1" t="str"><v>b</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>')
    path = saved(
        tmp_path / "a.xlsx", packed({**parts(), WORKBOOK: book, LINKS: links(2), "xl/worksheets/sheet2.xml": second})
    )
    assert [(each.name, each.hidden) for each in inspect(path).sheets] == [("Hidden", True), ("Shown", False)]
    assert table(path, tmp_path) == [["b"], ["2"]]


def test_a_workbook_with_prefixes_and_the_strict_names_is_read(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    rows = '<x:row><x:c t="str"><x:v>a</x:v></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row>'
    text = f'{DECLARED}<x:worksheet xmlns:x="{strict}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    made = packed({**parts(), SHEET: text, WORKBOOK: workbook("R").replace(MAIN, strict)})
    assert table(saved(tmp_path / "a.xlsx", made), tmp_path) == [["a"], ["1"]]


# Parquet, caps, targets -----------------------------------------------------------------------------------------------


def test_a_parquet_file_shows_its_columns_and_rows_and_is_left_to_the_engine(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    made = duckdb.sql("select range a, 'x' b, {'q': 1, 'r': [2]} s, [1] l, map{'k': 1} m, 5 e from range(12345)")
    made.write_parquet(str(path), row_group_size=2048)
    found = inspect(path)
    assert (found.table.columns, found.table.rows) == (("a", "b", "s", "l", "m", "e"), 12_345)
    assert refusal(path, tmp_path) == "parquet-is-read-by-the-engine"


@pytest.mark.parametrize(
    ("limits", "name", "content", "code"),
    [
        (Limits(text_bytes=20), "a.csv", TEXT.encode(), "file-size"),
        (Limits(workbook_bytes=99), "a.xlsx", packed(parts()), "file-size"),
        (Limits(inflated_text_bytes=50), "a.csv.gz", gzip.compress(TEXT.encode() * 9, mtime=0), "inflated-size"),
        (Limits(columns=2), "a.csv", TEXT.encode(), "too-many-columns"),
        (Limits(cells=1), "a.xlsx", packed(parts()), "too-many-cells"),
        (Limits(rows=1), "a.xlsx", packed(parts('<row r="2"><c r="A2"><v>1</v></c></row>')), "too-many-rows"),
        (Limits(members=2), "a.xlsx", packed(parts()), "too-many-members"),
        (Limits(cell=3), "a.json", b'[{"a":"long"}]', "cell-too-long"),
        (Limits(depth=2), "a.json", b'[{"a":{"b":{"c":1}}}]', "nested-too-deep"),
    ],
)  # fmt: skip
def test_every_cap_can_be_set_and_names_itself(
    limits: Limits, name: str, content: bytes, code: str, tmp_path: Path
) -> None:
    with pytest.raises(Unreadable) as refused:
        as_csv(saved(tmp_path / name, content), tmp_path / "o.csv", limits=limits)
    assert refused.value.code == code
    assert "{" not in refused.value.text("en")


def test_what_takes_more_memory_than_it_may_is_refused_by_that_name(tmp_path: Path) -> None:
    texts = shared(*(f"<t>{n:099}</t>" for n in range(200_000)))
    path = saved(tmp_path / "a.xlsx", packed({**parts('<row r="2"><c r="A2" t="s"><v>0</v></c></row>'), SHARED: texts}))
    with pytest.raises(Unreadable) as refused:
        inspect(path, limits=Limits(memory=50_000_000))
    assert refused.value.code == "memory"
    assert inspect(path).peak_memory < 100_000_000


def test_a_refused_file_leaves_an_earlier_table_as_it_was(tmp_path: Path) -> None:
    target = saved(tmp_path / "o.csv", "earlier")
    assert refusal(saved(tmp_path / "a.csv", b"a,b\n1,\0\n"), tmp_path) == "nul-bytes"
    with pytest.raises(Unreadable):
        as_csv(tmp_path / "a.csv", target)
    assert target.read_text() == "earlier"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv", "o.csv"]


def test_a_table_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        as_csv(saved(tmp_path / "a.csv", TEXT), tmp_path / "nowhere" / "o.csv")
    assert refused.value.code == "target"


def test_real_exports_are_read_to_their_last_row(real_data: Path, tmp_path: Path) -> None:
    expected: Sequence[tuple[str, int, int]] = [
        ("uci_servicenow/incident_event_log.csv.gz", 141_712, 36), ("github_status/incidents.jsonl.gz", 399, 31),
        ("github_status/downtime_windows.csv", 399, 7), ("act_contracts/act_contracts_2025.csv", 1_296, 13),
    ]  # fmt: skip
    for name, rows, columns in expected:
        converted = as_csv(real_data / name, tmp_path / "o.csv")
        assert (converted.rows, len(converted.columns), converted.ragged_rows) == (rows, columns, 0)


# Speed ----------------------------------------------------------------------------------------------------------------


def processor_seconds(work: Callable[[], object]) -> float:
    """What the child processes of some work took from the processor, which other work on the machine does not change."""
    before = os.times()
    work()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


@pytest.mark.thorough
def test_a_small_file_is_shown_in_a_fraction_of_a_second(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", TEXT)
    assert min(processor_seconds(lambda: inspect(path)) for _ in range(5)) < 0.15


@pytest.mark.thorough
def test_half_a_gigabyte_is_certified_in_a_second(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    row = (
        b"INC0000001,Closed,3 - Moderate,2026-03-01 09:46:18,2026-03-02 11:00:00,Network,some short description of it\n"
    )
    with path.open("wb") as out:
        for _block in range(46):
            out.write(row * 100_000)
    certified = partial(check_plain, path, limits=LOCAL)
    assert certified().direct
    assert path.stat().st_size / min(processor_seconds(certified) for _ in range(3)) > 500_000_000
