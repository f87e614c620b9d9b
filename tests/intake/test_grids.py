"""A table is known by its columns, the heading above it and what it is called; in other words, other orders, both languages."""

from __future__ import annotations

import pytest

from opensmp.intake.grids import KINDS, Meaning, grid_of, is_header, meaning_of, pairs_of
from opensmp.intake.placing import NOWHERE, Home
from opensmp.intake.source import Cell, Table
from opensmp.intake.vocabulary import columns_of, labels

pytestmark = pytest.mark.requirement("R01")


def table(header: str, *rows: str) -> Table:
    """A table from lines with bars."""
    return Table(1, 0, tuple(tuple(Cell(text.strip()) for text in line.split("|")) for line in (header, *rows)))


def meaning(header: str, *rows: str, home: Home = NOWHERE, title: str = "") -> Meaning | None:
    return meaning_of(grid_of(table(header, *(rows or ("words|" * header.count("|") + "words",)))), home, (title,))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("No | Service name | Description | Service Owner | Availability", "Service"),
        ("Nama Layanan | Uraian | Pemilik Layanan | Pelanggan", "Service"),
        ("Service | Customer | SLA reference | Criticality", "Service"),
        ("SLA No | Service | Availability | Response time | Resolution time", "Sla"),
        ("Vendor | Product/Service | Contract No. | Expiry", "Supplier"),
        ("Nama Pemasok | Layanan yang diberikan | Nomor Kontrak | Berakhir", "Supplier"),
        ("Contract No | Supplier | Start date | End date | Clauses", "SupplierContract"),
        ("Doc. No. | Document title | Version | Document owner | Next review", "Document"),
        ("Nomor Dokumen | Judul Dokumen | Versi | Pemilik", "Document"),
        ("Version | Date | Author | Description of change | Approved by", "Version"),
        ("Versi | Tanggal | Uraian Perubahan | Disetujui oleh", "Version"),
        ("Objective | KPI | Target | Deadline | Responsible", "Objective"),
        ("Sasaran | Indikator | Target | Tenggat | PIC", "Objective"),
        ("Role | Held by | Responsibilities | Authority | Reports to", "Role"),
        ("Jabatan | Nama | Tugas dan tanggung jawab | Melapor kepada", "Role"),
        ("Risk ID | Risk description | Mitigation | Risk owner", "Risk"),
        ("Limitation | Impact | How handled | Owner", "Limitation"),
        ("Regulation | How it applies | Owner", "Obligation"),
        ("Interested party | Needs and expectations", "InterestedParty"),
        ("Training | Participants | Planned | Cost", "Training"),
        ("Tool | Used for | Vendor", "Technology"),
        ("Audit ID | Audit area | Planned date | Lead auditor | Clauses", "Audit"),
        ("Initiative | Source | Owner | Due date | Status | Root cause", "ImprovementItem"),
        ("Report | Audience | Frequency | Prepared by", "ServiceReport"),
        ("Trigger | Watched by | What happens", "Trigger"),
        ("Process | Process owner | Procedure | Implementation status", "Practice"),
        ("Customer | Internal/external | Contact person | Satisfaction survey", "Customer"),
        ("Budget item | Planned amount | Actual amount", "BudgetLine"),
        ("Item class | CI class | Number of items | Last verified | Accuracy", "ItemClass"),
    ],
)
def test_a_table_is_known_by_its_columns_alone(header: str, kind: str) -> None:
    found = meaning(header)
    assert found is not None
    assert found.kind == kind
    assert found.confidence >= 0.6


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_register_is_known_by_the_labels_that_we_write(kind: str, language: str) -> None:
    known = columns_of(kind)
    header = " | ".join(label.text(language) for label in known.values())
    home = Home(KINDS[kind][1].split()[-1], 0.95)
    found = meaning(header, home=home, title=labels()[kind].text(language))
    assert found is not None
    assert found.kind == kind
    assert set(KINDS[kind][0]) & set(found.columns.values())


@pytest.mark.parametrize(
    "header",
    [
        "Dish | Spice",
        "Item | Information",
        "Control Area | Current State | Gap",
        "Week | Primary | Secondary",
        "Phase | Timing",
        "Impact | Urgency | Result",
    ],
)
def test_a_table_that_no_register_knows_is_nothing(header: str) -> None:
    assert meaning(header) is None


def test_the_heading_above_decides_between_tables_that_look_alike() -> None:
    header = "Name | Owner | Status"
    assert meaning(header, home=Home("suppliers", 0.95), title="Suppliers") == meaning(
        header, home=Home("suppliers.suppliers", 0.9), title="Vendor list"
    )
    services = meaning(header, home=Home("portfolio", 0.95), title="Our services")
    assert services is not None
    assert services.kind == "Service"


def test_a_matrix_is_known_by_its_letters() -> None:
    found = meaning("No | Activity | CIO | Owner", "1 | Approve the plan | A | R", "2 | Manage incidents | I | A/R")
    assert found is not None
    assert found.kind == "Duty"
    assert found.columns == {0: "id", 1: "activity", 2: "cells:CIO", 3: "cells:Owner"}


@pytest.mark.parametrize("cells", ["R|A", "R/A|C", "R, A|I", "Responsible|Accountable", "C (approves)|A*"])
def test_letters_are_read_as_people_write_them(cells: str) -> None:
    found = meaning("Activity | CIO | Head of IT", f"Approve the plan|{cells}", f"Manage incidents|{cells}")
    assert found is not None
    assert found.kind == "Duty"


def test_numbers_of_audits_are_no_matrix() -> None:
    found = meaning(
        "Audit area | Planned date | Report | Audit ID",
        "Context | May 2026 | R-01 | IA-01",
        "Support | June 2026 | R-02 | IA-02",
    )
    assert found is not None
    assert found.kind == "Audit"


def test_label_and_value_in_two_or_four_columns_are_document_control() -> None:
    two = Table(
        1, 0, tuple((Cell(a), Cell(b)) for a, b in (("Document No", "SMP-01"), ("Version", "1.0"), ("Owner", "Ratna")))
    )
    four = Table(
        1,
        0,
        (
            (Cell("Document No"), Cell("SMP-01"), Cell("Version"), Cell("1.0")),
            (Cell("Owner"), Cell("Ratna"), Cell("Classification"), Cell("Internal")),
        ),
    )
    for held in (two, four):
        found = meaning_of(grid_of(held), Home("identity", 0.9))
        assert found is not None
        assert found.kind == "Identity"
        assert ("Document No", "SMP-01") in {(label, value) for _row, label, value in pairs_of(held)}


def merged(text: str, width: int) -> tuple[Cell, ...]:
    return (Cell(text), *(Cell(text, origin=False) for _at in range(width - 1)))


def test_titles_above_a_header_and_titles_of_groups_are_told_from_rows() -> None:
    rows = (
        merged("Our services", 2),
        (Cell("Service name"), Cell("Service owner")),
        merged("Banking", 2),
        (Cell("Core banking"), Cell("Agus")),
    )
    grid = grid_of(Table(1, 0, rows))
    assert (grid.caption, grid.header, grid.groups) == (
        "Our services",
        ("Service name", "Service owner"),
        {4: "Banking"},
    )
    assert [number for number, _row in grid.rows] == [4]


def test_two_rows_of_merged_headings_are_one_header() -> None:
    first = (Cell("Service"), Cell("Target"), Cell("Target", origin=False))
    second = (Cell("Service", origin=False), Cell("Availability"), Cell("Response time"))
    grid = grid_of(Table(1, 0, (first, second, (Cell("Email"), Cell("99 %"), Cell("1 h")))))
    assert grid.header == ("Service", "Target Availability", "Target Response time")
    assert len(grid.rows) == 1


@pytest.mark.parametrize(
    ("row", "header"),
    [("Service name|Owner|Status", True), ("Email|Agus Salim|active", False), ("Owner", False), ("Owner|Owner", False)],
)
def test_a_row_of_column_names_begins_a_table(row: str, header: bool) -> None:
    assert is_header(row.split("|")) is header
