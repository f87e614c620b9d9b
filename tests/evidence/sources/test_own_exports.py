"""What we wrote for people's spreadsheets comes back as it was: the quote before a formula is no part of the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.sources.reads import columns, engine
from tests.evidence.store.making import HEADER, INCIDENTS, NOW, empty_store, incident, rows

from opensmp.evidence import formats
from opensmp.evidence.importing import import_file
from opensmp.tables import quoted, unquoted, write_csv

SIGNS = "'=+-@|%＝＋－＠ \t\r\n\x0b\x1c\x7f\x85\xa0\xad\u1680\u200b\u2028\u2060\u3000\ufeffa1"
TEXTS = st.lists(st.text(SIGNS, max_size=6) | st.text(max_size=6).filter(lambda text: "\0" not in text), min_size=1)


@pytest.mark.requirement("R34")
@given(texts=TEXTS)
def test_the_engine_takes_the_quote_away_from_the_same_cells_as_the_export_gave_it_to(texts: list[str]) -> None:
    cells = [*texts, *map(quoted, texts)]
    table = columns({"cell": cells})
    found = engine().to_pyarrow(table.select(text=formats.unquoted(table.cell), trimmed=formats.trimmed(table.cell)))
    assert found["text"].to_pylist() == [unquoted(cell) for cell in cells]
    ascii_spaces = " \t\n\r\v\f"
    for cell, trimmed in zip(cells, found["trimmed"].to_pylist(), strict=True):
        assert trimmed.strip(ascii_spaces) == unquoted(cell).strip(ascii_spaces)


@pytest.mark.requirement("R34")
def test_records_that_were_exported_for_a_spreadsheet_are_imported_as_they_were(tmp_path: Path) -> None:
    keys = ["-1", "'quoted", "=2+3", "@home", "O'Neill", "plain", "'", "''", "+62"]
    write_csv(tmp_path / "a.csv", HEADER, [(key, *incident(1, day)[1:]) for day, key in enumerate(keys)])
    assert b"'=2+3" in (tmp_path / "a.csv").read_bytes()
    store = empty_store(tmp_path / "store")
    import_file(store, tmp_path / "a.csv", INCIDENTS, NOW)
    assert {row["id"] for row in rows(store)} == set(keys)
