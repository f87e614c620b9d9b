"""`opensmp records`: an export is looked at, imported and listed, and every error says the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.small import HEADERS, MAPPING, tickets

pytestmark = [
    pytest.mark.requirement("R36"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis calls DuckDB by an old name
]

ZONE = ("--zone", "Asia/Jakarta")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return tickets(tmp_path / "tiket.csv")


def test_a_file_of_an_unknown_tool_is_shown_with_what_is_in_doubt(opensmp: Run, export: Path) -> None:
    ran = opensmp("records", "inspect", export)
    assert ran.code == 0
    assert "40 rows, 7 columns. Read as: Incidents" in ran.out
    assert "Kritis = 1, Tinggi = 2" in ran.out
    assert "%d/%m/%Y %H:%M" in ran.out
    assert "(a pseudonym is stored)" in ran.out
    assert "Budi" not in ran.out
    assert "■ The times do not say their zone." in ran.out
    assert "--answer zone=…" in ran.out


def test_an_answer_settles_the_question_and_the_mapping_is_kept(opensmp: Run, export: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "tiket.yaml"
    ran = opensmp("records", "inspect", export, "--answer", "zone=Asia/Jakarta", "--write", mapping)
    assert "■" not in ran.out
    assert "Next: opensmp records import" in ran.out
    assert "zone: Asia/Jakarta" in mapping.read_text("utf-8")


def test_an_unanswered_question_stays_marked_in_the_mapping(opensmp: Run, export: Path, tmp_path: Path) -> None:
    ran = opensmp("records", "inspect", export, "--write", tmp_path / "tiket.yaml")
    assert "Decide what is marked ■ in it" in ran.out


def test_what_is_imported_adds_up_and_is_listed(opensmp: Run, export: Path, tmp_path: Path) -> None:
    with export.open("a", encoding="utf-8") as file:
        file.write(";Internet banking;Kritis;01/10/2026 09:15;01/10/2026 10:15;Selesai;Budi 1\n")
    imported = opensmp("records", "import", export, "--into", tmp_path / "records", *ZONE)
    assert imported.code == 0
    assert "tiket.csv: 41 rows read = 40 stored + 1 refused (generic, sha256" in imported.out
    assert "Incidents: 40 new, 0 updated, 0 unchanged" in imported.out
    listed = opensmp("records", "list", tmp_path / "records", "--verify")
    assert listed.code == 0
    assert "days begin in Asia/Jakarta" in listed.out
    assert "Incidents        40  2026-10-01   2026-10-28" in listed.out
    assert "refused: 1 because of “the row has no number”" in listed.out
    assert "Every file is as it was stored." in listed.out


def test_the_same_file_again_changes_nothing_and_says_so(opensmp: Run, export: Path, tmp_path: Path) -> None:
    opensmp("records", "import", export, "--into", tmp_path / "records", *ZONE)
    before = (tmp_path / "records/store.json").read_bytes()
    again = opensmp("records", "import", export, "--into", tmp_path / "records")
    assert "tiket.csv was imported before, and nothing changed." in again.out
    assert (tmp_path / "records/store.json").read_bytes() == before


def test_a_folder_may_be_named_from_where_one_stands(
    opensmp: Run, export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert opensmp("records", "import", "tiket.csv", "--into", "records", *ZONE).code == 0
    assert (tmp_path / "records/store.json").exists()


def test_a_mapping_written_by_hand_is_followed(opensmp: Run, export: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "desk.yaml"
    mapping.write_text(MAPPING, "utf-8")
    ran = opensmp("records", "import", export, "--mapping", mapping, "--into", tmp_path / "records", *ZONE)
    assert "40 rows read = 40 stored + 0 refused (desk," in ran.out


def test_a_changed_file_of_the_store_is_found(opensmp: Run, export: Path, tmp_path: Path) -> None:
    opensmp("records", "import", export, "--into", tmp_path / "records", *ZONE)
    next((tmp_path / "records/records/incident").iterdir()).write_bytes(b"changed")
    ran = opensmp("records", "list", tmp_path / "records", "--verify")
    assert ran.code == 1
    assert "is not as it was stored" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("inspect", "nowhere.csv"), 2, "There is no such file."),
        (("inspect", "tiket.csv", "--source", "sapphire"), 2, "sapphire"),
        (("inspect", "tiket.csv", "--answer", "zone"), 2, "“zone” is no answer"),
        (("inspect", "tiket.csv", "--answer", "colour=red"), 2, "“red” does not answer “colour”"),
        (("inspect", "empty.csv"), 2, "The file has no rows."),
        (("import", "tiket.csv", "--source", "generic", "--mapping", "desk.yaml", "--into", "records"), 2, "not both"),
        (("import", "tiket.csv", "--mapping", "nowhere.yaml", "--into", "records"), 2, "nowhere.yaml"),
        (
            ("import", "odd.csv", "--into", "records", "--zone", "Asia/Jakarta"),
            2,
            "cannot be read before this is decided",
        ),
        (("import", "tiket.csv", "--into", "records", "--zone", "Asia/Nowhere"), 1, "The zone Asia/Nowhere is unknown"),
        (("list", "nowhere"), 2, "nowhere holds no records"),
    ],
)
def test_what_cannot_be_read_is_said_without_a_trace(
    opensmp: Run,
    export: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk.yaml").write_text(MAPPING, "utf-8")
    (tmp_path / "empty.csv").write_text("", "utf-8")
    (tmp_path / "odd.csv").write_text(
        f"{HEADERS}\n1;ATM;Kritis;01/02/2026 09:15;01/02/2026 10:15;Selesai;Budi\n", "utf-8"
    )
    ran = opensmp("records", *arguments)
    assert ran.code == code
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_it_speaks_indonesian(opensmp: Run, export: Path) -> None:
    english = opensmp("records", "inspect", export).out
    assert opensmp("records", "inspect", export, "--language", "id").out != english
