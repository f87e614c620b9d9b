"""A finding is shown at the line that a person must change."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exchange.folders import TODAY, folder

from opensmp.checking import at
from opensmp.exchange import Place, load, open_folder
from opensmp.exchange.places import index
from opensmp.plan.value import key_of

FILES = {
    "plan/02-objectives.yaml": """\
# The objectives
keeper: ratna

objectives:
  - id: SMO/1
    statement:
      en: First
      id: Pertama
    kind: increase
    # agreed in May
    target: 95
    services: [S-01,
               S-02]
  - {kind: decrease, statement: Second, id: SMO-2}
""",
    "registers/suppliers.yaml": "- name: Telko\n  id: SUP-1\n",
    "plan/07-suppliers.yaml": "suppliers:\n  - role: line\n    supplier: SUP-1\n",
    "history.yaml": "versions:\n  - start: 2026-01-01\n    number: 2.0\n    approvals:\n      - person: ratna\n        on: 2026-01-01\n",
    "measurements/a.yaml": "- {commitment: C, start: 2026-01-01, end: 2026-01-31, verdict: kept}\n" * 2,
    "measurements/b.yaml": "- commitment: C\n  start: 2026-02-01\n  end: 2026-02-28\n  verdict: broken\n",
}


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("plan/objectives/keeper", ("plan/02-objectives.yaml", 2, 1)),
        ("plan/objectives/objectives/SMO/1", ("plan/02-objectives.yaml", 5, 5)),
        ("plan/objectives/objectives/SMO/1/target", ("plan/02-objectives.yaml", 11, 5)),
        ("plan/objectives/objectives/SMO/1/statement/id", ("plan/02-objectives.yaml", 8, 7)),
        ("plan/objectives/objectives/SMO/1/services/S-02", ("plan/02-objectives.yaml", 13, 16)),
        ("plan/objectives/objectives/SMO-2/kind", ("plan/02-objectives.yaml", 14, 6)),
        ("plan/objectives/objectives/SMO-2/owner", ("plan/02-objectives.yaml", 14, 5)),
        ("plan/objectives/objectives/GONE", ("plan/02-objectives.yaml", 4, 1)),
        ("plan/objectives/text", ("plan/02-objectives.yaml", 1, 1)),
        ("plan/objectives", ("plan/02-objectives.yaml", 1, 1)),
        ("plan/practices/practices/incident", ("plan/05-practices.yaml", 1, 1)),
        ("plan/suppliers/suppliers/SUP-1/role", ("plan/07-suppliers.yaml", 2, 5)),
        ("registers/suppliers/SUP-1", ("registers/suppliers.yaml", 1, 3)),
        ("organisation/people/ratna", ("organisation.yaml", 10, 5)),
        ("history/versions/2.0/approvals/1/on", ("history.yaml", 6, 9)),
        ("measurements/2", ("measurements/a.yaml", 2, 3)),
        ("measurements/3/verdict", ("measurements/b.yaml", 4, 3)),
        ("measurements/9", ("measurements/a.yaml", 1, 1)),
        ("versions/1.3", ("versions/1.3.json", 1, 1)),
        ("registers", ("registers/services.yaml", 1, 1)),
        ("plan", ("plan/00-identity.yaml", 1, 1)),
    ],
)  # fmt: skip
def test_an_address_leads_to_its_line(tmp_path: Path, address: str, place: tuple[str, int, int]) -> None:
    assert open_folder(folder(tmp_path, **FILES), TODAY).place(at(address)) == Place(*place)


def test_a_clean_reading_looks_for_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opensmp.exchange.folder.index", lambda text: pytest.fail("looked"))
    monkeypatch.setattr("opensmp.exchange.reading.index", lambda text: pytest.fail("looked"))
    open_folder(folder(tmp_path, **FILES), TODAY)


@pytest.mark.parametrize("example", ["bank", "provider"])
def test_every_row_of_an_example_has_a_place_under_its_key(examples: Path, example: str) -> None:
    read = open_folder(examples / example, TODAY)
    lost = []
    for name, rows in vars(read.dossier.registers).items():
        for number, row in enumerate(rows if isinstance(rows, tuple) else ()):
            place = read.place(at("registers", name, key_of(row, number)))
            line = (examples / example / place.file).read_text("utf-8").splitlines()[place.line - 1]
            if place.column == 1 or not line[place.column - 3 :].startswith("- "):
                lost.append((name, number, place))
    assert lost == []


def test_a_folder_tells_its_files_from_where_a_person_stands(in_folder: Path) -> None:
    read = open_folder(folder(in_folder / "our-plan"), TODAY)
    place = read.place(at("plan/objectives/objectives/SMO-1"))
    assert (read.name, str(place), read.path_of(place)) == (
        "our-plan", "plan/02-objectives.yaml:2", "our-plan/plan/02-objectives.yaml",
    )  # fmt: skip
    named = open_folder(Path("our-plan"), TODAY)
    assert named.path_of(place) == "our-plan/plan/02-objectives.yaml"


def test_a_broken_file_gives_the_places_up_to_the_break() -> None:
    assert index("a: 1\nb: [\n") == {"": (1, 1), "a": (1, 1), "b": (2, 1)}


def test_a_file_that_vanished_still_gives_a_place(tmp_path: Path) -> None:
    read = open_folder(folder(tmp_path), TODAY)
    (tmp_path / "plan/02-objectives.yaml").unlink()
    assert read.place(at("plan/objectives/objectives/SMO-1")) == Place("plan/02-objectives.yaml")
    assert load(tmp_path, TODAY).plan.objectives.objectives == ()
