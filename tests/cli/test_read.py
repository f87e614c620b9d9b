"""``opensmp read`` and ``opensmp export`` at the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from tests.intake.by_hand import ENGLISH, INDONESIAN, written
from tests.intake.documents import inserted, plain

pytestmark = pytest.mark.requirement("R01")
TODAY = ("--today", "2026-11-22")


def opensmp(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "opensmp", *map(str, arguments)], capture_output=True, text=True, check=False,
        env={"PATH": "", "OPENSMP_LANGUAGE": "en", **environment},
    )  # fmt: skip


def test_a_word_plan_becomes_a_folder_that_can_be_checked(tmp_path: Path) -> None:
    document, folder = written(ENGLISH, tmp_path / "plan.docx"), tmp_path / "draft"
    ran = opensmp("read", document, "--into", folder, *TODAY)
    assert ran.returncode == 0, ran.stderr
    assert "10 of 10 sections" in ran.stdout
    assert "0  not accounted for" in ran.stdout
    assert "cake" in (folder / "kept-aside.md").read_text("utf-8")
    assert opensmp("check", folder, *TODAY, "--fail-on", "never").returncode == 0


def test_documents_and_registers_are_read_together(tmp_path: Path) -> None:
    document = written(INDONESIAN, tmp_path / "plan.docx")
    sheet = tmp_path / "pelanggan.csv"
    sheet.write_text("Nama Pelanggan;Jenis\nUnit Operasional;internal\nUnit Syariah;internal\n", "utf-8")
    folder = tmp_path / "draft"
    ran = opensmp("read", document, sheet, "--into", folder, *TODAY)
    assert ran.returncode == 0, ran.stderr
    assert "Unit Syariah" in (folder / "registers/customers.yaml").read_text("utf-8")
    mapping = json.loads((folder / "reading-mapping.json").read_text("utf-8"))
    assert mapping["pelanggan.csv/1"] == {
        "register": "Customer",
        "columns": {"Nama Pelanggan": "name", "Jenis": "kind"},
    }


@pytest.mark.parametrize(
    ("name", "holds"), [("r.txt", "Scope  →  Scope"), ("r.json", '"opensmp-reading-1"'), ("r.html", "<h1>")]
)
def test_the_report_has_three_forms(name: str, holds: str, tmp_path: Path) -> None:
    document = written(ENGLISH.replace("2. Scope of the SMS", "2. Scope"), tmp_path / "plan.docx")
    ran = opensmp("read", document, "--into", tmp_path / "draft", "--report", tmp_path / name, *TODAY)
    assert ran.returncode == 0, ran.stderr
    assert holds in (tmp_path / name).read_text("utf-8")


def test_unresolved_tracked_changes_stop_the_reading_until_somebody_chooses(tmp_path: Path) -> None:
    path = written(ENGLISH, tmp_path / "plan.docx")
    document = docx.Document(str(path))
    inserted(document.paragraphs[-1], " and a pie", "Gita")
    document.save(str(path))
    ran = opensmp("read", path, "--into", tmp_path / "draft", *TODAY)
    assert ran.returncode == 1
    assert "1 tracked change that nobody resolved, by Gita" in ran.stderr
    assert not (tmp_path / "draft").exists()
    assert opensmp("read", path, "--into", tmp_path / "draft", "--changes", "accept", *TODAY).returncode == 0
    assert "and a pie" in (tmp_path / "draft/kept-aside.md").read_text("utf-8")


def test_a_document_that_is_no_plan_says_so_and_nothing_is_written(tmp_path: Path) -> None:
    document = docx.Document()
    plain(document, "Recipe for a cake", bold=True, size=16)
    document.add_paragraph("Mix flour, eggs and sugar, and bake the dough for forty minutes in a warm oven.")
    document.save(str(tmp_path / "cake.docx"))
    ran = opensmp("read", tmp_path / "cake.docx", "--into", tmp_path / "draft", *TODAY)
    assert ran.returncode == 1
    assert "does not look like a service management plan" in ran.stderr
    assert not (tmp_path / "draft").exists()
    assert opensmp("read", tmp_path / "cake.docx", "--into", tmp_path / "draft", "--anyway", *TODAY).returncode == 0


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    document = written(ENGLISH, tmp_path / "plan.docx")
    (tmp_path / "draft").mkdir()
    (tmp_path / "draft/mine.txt").write_text("mine")
    ran = opensmp("read", document, "--into", tmp_path / "draft", *TODAY)
    assert (ran.returncode, "not an empty folder" in ran.stderr) == (1, True)


def test_a_damaged_file_is_unreadable_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04nothing")
    ran = opensmp("read", tmp_path / "a.docx", "--into", tmp_path / "draft", *TODAY)
    assert (ran.returncode, "ends in the middle" in ran.stderr) == (2, True)


def test_an_exported_plan_comes_back_with_its_changes(examples: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    assert opensmp("export", examples / "provider", "--to", path, *TODAY).returncode == 0
    same = opensmp("read", path, "--against", examples / "provider", *TODAY)
    assert (same.returncode, same.stdout) == (0, "The document says what the plan says.\n")
    document = docx.Document(str(path))
    at = next(n for n, each in enumerate(document.paragraphs) if each.style.name == "Heading 2")
    inserted(document.paragraphs[at + 1], " Really.", "Gita")
    document.save(str(path))
    ran = opensmp("read", path, "--against", examples / "provider", "--report", tmp_path / "changes.json", *TODAY)
    assert "suggested by Gita" in ran.stdout
    assert [each["kind"] for each in json.loads((tmp_path / "changes.json").read_text("utf-8"))] == ["suggestion"]


def test_a_check_imports_nothing_of_the_reading(examples: Path) -> None:
    code = (
        "import sys; from opensmp.cli.program import main\n"
        "try: main(['check', sys.argv[1], '--fail-on', 'never'])\n"
        "except SystemExit: pass\n"
        "unwanted = ('opensmp.intake', 'docx', 'pypdf', 'lxml', 'opensmp.tables')\n"
        "print([name for name in sys.modules if name.startswith(unwanted)], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(examples / "provider")], capture_output=True, text=True, check=False
    )
    assert ran.stderr.strip().endswith("[]")


def test_a_workbook_with_a_cover_and_several_tables_fills_several_registers(tmp_path: Path) -> None:
    path = tmp_path / "registers.xlsx"
    cover = ("Cover", [("Registers of Kreasi Digital", "", ""), ("for internal use", "", "")])
    both = ("Lists", [
        ("Our services", "", ""), ("No", "Service name", "Service owner"), ("1", "Hosting", "Budi Santoso"), ("", "", ""),
        ("Suppliers", "", ""), ("Vendor", "Contract no", "Expiry"), ("Nusa Data", "CT-2024-01", "30 June 2027"),
    ])  # fmt: skip
    write_workbook(path, [cover, both])
    ran = opensmp("read", path, "--into", tmp_path / "draft", *TODAY)
    assert ran.returncode == 0, ran.stderr
    assert "Hosting" in (tmp_path / "draft/registers/services.yaml").read_text("utf-8")
    assert "CT-2024-01" in (tmp_path / "draft/registers/supplier-contracts.yaml").read_text("utf-8")


def write_workbook(path: Path, sheets: list[tuple[str, list[tuple[str, ...]]]]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([text or None for text in row])
    book.save(str(path))
