"""The working papers of a sample: what an auditor files, so that another auditor comes to the same answer.

Population statement, completeness, draw, one row for each sampled record, deviations, upper limit and verdict; as one
workbook, as a folder of CSV files and as JSON. All three are written from the same values.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from opensmp.evidence.paper_sheets import as_data, sheets
from opensmp.evidence.sample_paper import (
    Outcome,
    Population,
    SampledRecord,
    SourceFile,
    WorkingPaper,
    sampled_records,
    working_paper,
)
from opensmp.tables import write_csv, write_xlsx
from opensmp.tables.atomic import replacing

__all__ = [
    "FORMATS", "Format", "Outcome", "Population", "SampledRecord", "SourceFile", "WorkingPaper", "sampled_records",
    "working_paper", "working_papers",
]  # fmt: skip

Format: TypeAlias = Literal["xlsx", "csv", "json"]
FORMATS: tuple[Format, ...] = ("xlsx", "csv", "json")
LARGEST_SHEET = 100_000
"""Rows of a sheet in the workbook; a larger population stands in its CSV file alone."""


def working_papers(
    paper: WorkingPaper, folder: Path, *, formats: Sequence[Format] = FORMATS, language: str = "en"
) -> tuple[Path, ...]:
    """Write the working papers into ``folder`` and return the files written, in the order of ``formats``."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(path for each in formats for path in _WRITERS[each](paper, folder, language))


def _as_workbook(paper: WorkingPaper, folder: Path, language: str) -> tuple[Path, ...]:
    path = folder / "working-papers.xlsx"
    fitting = [sheet for sheet in sheets(paper, language) if len(sheet.rows) <= LARGEST_SHEET]
    write_xlsx(path, {sheet.title.text(language): (sheet.header, sheet.rows) for sheet in fitting})
    return (path,)


def _as_csv(paper: WorkingPaper, folder: Path, language: str) -> tuple[Path, ...]:
    written = []
    for sheet in sheets(paper, language):
        path = folder / f"{sheet.name}.csv"
        write_csv(path, sheet.header, sheet.rows)
        written.append(path)
    return tuple(written)


def _as_json(paper: WorkingPaper, folder: Path, language: str) -> tuple[Path, ...]:
    """Write the data, each sentence in both languages; ``language`` is for people and changes nothing here."""
    path = folder / "working-papers.json"
    with replacing(path) as out:
        out.write((json.dumps(as_data(paper), ensure_ascii=False, indent=2) + "\n").encode())
    return (path,)


_WRITERS: Mapping[Format, Callable[[WorkingPaper, Path, str], tuple[Path, ...]]] = {
    "xlsx": _as_workbook,
    "csv": _as_csv,
    "json": _as_json,
}
