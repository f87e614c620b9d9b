"""A register as somebody's spreadsheet: which column is which, what each row would do, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.site.demo import DAY
from opensmp.store.models import Entry, Import, PlanRow
from opensmp.store.reading import dossier_for
from opensmp.web.names import Names
from opensmp.web.settings.sheets import TABLES, RowChange, changes_of, columns_of, propose, read_table, table_of

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]
BOTH = ("en", "id")
COLUMNS = columns_of(TABLES["services"], BOTH)
PAGE = BASE + "settings/registers/"


def change(bank: Dossier, *rows: dict[str, str]) -> list[RowChange]:
    header = list(dict.fromkeys(name for row in rows for name in row))
    by_key = {column.key: column for column in COLUMNS}
    cells = [[row.get(name, "") for name in header] for row in rows]
    chosen = {number: by_key[name] for number, name in enumerate(header)}
    return changes_of(TABLES["services"], cells, chosen, bank.services, Names(bank, "en"), BOTH)


def keys(header: list[str]) -> list[tuple[str, bool]]:
    return [(each.key, each.sure) for each in propose(header, [], COLUMNS)]


@pytest.mark.requirement("R70")
def test_every_column_of_our_own_is_recognised_with_certainty() -> None:
    header = [column.key for column in COLUMNS]
    assert keys(header) == [(name, True) for name in header]


@pytest.mark.parametrize(
    ("header", "key", "sure"),
    [("Id", "id", True), ("OWNER", "owner", True), ("Penanggung jawab", "owner", True), ("Criticallity", "criticality", False),
     ("Colour", "", False), ("name (id)", "name (id)", True), ("Depends_on", "depends_on", True), ("", "", False)],
)  # fmt: skip
def test_a_heading_is_recognised_in_either_language_and_a_likeness_is_a_doubt(
    header: str, key: str, sure: bool
) -> None:
    assert keys([header]) == [(key, sure)]


def test_a_field_is_proposed_for_one_column_only() -> None:
    assert keys(["Owner", "Penanggung jawab", "owner"]) == [("owner", True), ("", False), ("", False)]


def test_a_proposal_shows_the_first_cell_that_says_something() -> None:
    assert [each.sample for each in propose(["id", "name"], [["S-1", ""], ["S-2", "Second"]], COLUMNS)] == [
        "S-1",
        "Second",
    ]


@pytest.mark.requirement("R70")
@pytest.mark.parametrize("key", TABLES)
def test_a_register_that_left_comes_back_the_same(bank: Dossier, key: str) -> None:
    kind = TABLES[key]
    home, table = kind.place.split("/")
    held = getattr(getattr(bank, home), table)
    header, cells = table_of(kind, held, BOTH)
    columns = dict(enumerate(columns_of(kind, BOTH)))
    assert [column.key for column in columns.values()] == list(header)
    written = [
        ["" if cell is None else "yes" if cell is True else "no" if cell is False else str(cell) for cell in row]
        for row in cells
    ]
    found = changes_of(kind, written, columns, {row.id: row for row in held}, Names(bank, "en"), BOTH)
    assert [(row.key, row.problems) for row in found if row.kind != "same"] == []


@pytest.mark.requirement("R70")
def test_an_empty_cell_changes_nothing_and_a_column_that_is_left_out_stays(bank: Dossier) -> None:
    assert [row.kind for row in change(bank, {"id": "S-01", "owner": "", "criticality": " "})] == ["same"]
    row = change(bank, {"id": "S-01", "criticality": "3"})[0]
    assert row.kind == "changed"
    assert [(before, after) for _label, before, after in row.says] == [(str(bank.services["S-01"].criticality), "3")]
    assert row.value.owner == bank.services["S-01"].owner
    assert row.value.name == bank.services["S-01"].name


def test_a_name_stands_for_its_id_and_a_word_for_its_meaning_in_either_language(bank: Dossier) -> None:
    owner = Names(bank, "en").holder("dimas")
    row = change(bank, {"id": "S-01", "owner": owner.upper(), "in_scope": "tidak", "customers": "C-01, C-02\nC-03"})[0]
    assert (row.value.owner, row.value.in_scope, row.value.customers) == ("dimas", False, ("C-01", "C-02", "C-03"))


@pytest.mark.parametrize("yes", ["yes", "Ya", "TRUE", "1", "x", "benar"])
def test_yes_is_understood_in_either_language(bank: Dossier, yes: str) -> None:
    assert change(bank, {"id": "S-01", "in_scope": yes})[0].value.in_scope is True


def test_a_day_is_read_day_first(bank: Dossier) -> None:
    assert change(bank, {"id": "S-01", "since": "03/02/2021"})[0].value.since.isoformat() == "2021-02-03"
    assert change(bank, {"id": "S-01", "since": "31/02/2021"})[0].kind == "wrong"


def test_a_text_in_one_language_leaves_the_other(bank: Dossier) -> None:
    before = bank.services["S-01"].description
    after = change(bank, {"id": "S-01", "description (id)": "Kata baru."})[0].value.description
    assert (after.text("en"), after.text("id")) == (before.text("en"), "Kata baru.")


def test_rows_without_an_id_with_the_same_id_or_with_a_word_that_is_none_cannot_be_read(bank: Dossier) -> None:
    found = change(
        bank,
        {"id": "S-01"},
        {"id": "", "owner": "dimas"},
        {"id": "S-01"},
        {"id": "S-99", "name": "New", "status": "sleeping"},
    )
    assert [(row.line, row.kind) for row in found] == [(2, "same"), (3, "wrong"), (4, "wrong"), (5, "wrong")]
    assert found[2].problems == ("id · 2",)
    assert any("status" in problem for problem in found[3].problems)


def test_a_new_row_needs_what_every_row_has(bank: Dossier) -> None:
    assert change(bank, {"id": "S-99", "criticality": "1"})[0].kind == "wrong"
    new = change(bank, {"id": "S-99", "name": "New"})[0]
    assert (new.kind, str(new.value.name.text("en"))) == ("new", "New")


def test_a_neutralised_cell_is_read_as_what_it_was(tmp_path: Path) -> None:
    file = tmp_path / "clean.csv"
    file.write_text("id,name\n'=1+1,'+62 21\n,\nS-1,O'Brien\n", encoding="utf-8")
    assert read_table(file) == (["id", "name"], [["=1+1", "+62 21"], ["S-1", "O'Brien"]])
    (tmp_path / "empty.csv").write_text("")
    assert read_table(tmp_path / "empty.csv") == ([], [])


def bring(client: Client, text: str) -> str:
    answer = client.post(PAGE, {"table": "services", "file": SimpleUploadedFile("services.csv", text.encode())})
    return str(answer.headers["Location"]).partition("?")[0]


@pytest.mark.requirement("R70")
def test_an_import_is_not_undone_over_what_somebody_changed_since(
    signed_in: SignedIn, acting: Acting, plan: PlanRow
) -> None:
    ratna = signed_in("ratna")
    ratna.post(bring(ratna, "id,name\nS-99,Loyalty points\n"), {"table": "services"})
    entry = Entry.objects.of(plan.organisation_id).get(place="registers/services", key="S-99")
    row = dossier_for(plan, acting("ratna").organisation, DAY).services["S-99"]
    renamed: Any = type(row)(**{**vars(row), "name": Prose.of("Changed by hand")})
    edit(acting("dimas"), plan, [Change("registers/services", "S-99", entry.digest, renamed)])
    done = Import.objects.of(plan.organisation_id).get()
    assert ratna.post(f"{PAGE}undo/{done.pk}/").status_code == 409
    assert "Changed by hand" in Entry.objects.of(plan.organisation_id).get(place="registers/services", key="S-99").body
    assert Import.objects.of(plan.organisation_id).get().status == "done"


def test_an_import_is_undone_once(signed_in: SignedIn, plan: PlanRow) -> None:
    ratna = signed_in("ratna")
    ratna.post(bring(ratna, "id,name\nS-99,Loyalty points\n"), {"table": "services"})
    done = Import.objects.of(plan.organisation_id).get()
    assert ratna.post(f"{PAGE}undo/{done.pk}/").status_code == 302
    assert ratna.post(f"{PAGE}undo/{done.pk}/").status_code == 404
    assert not Entry.objects.of(plan.organisation_id).filter(place="registers/services", key="S-99").exists()


def test_a_file_that_says_what_stands_already_leaves_no_event(signed_in: SignedIn, plan: PlanRow) -> None:
    ratna = signed_in("ratna")
    answer = ratna.post(bring(ratna, "id,criticality\nS-01,1\n"), {"table": "services"})
    assert answer.status_code == 422
    assert not Import.objects.of(plan.organisation_id).exists()


def test_a_column_chosen_by_hand_goes_before_the_proposal(signed_in: SignedIn, acting: Acting, plan: PlanRow) -> None:
    ratna = signed_in("ratna")
    where = bring(ratna, "id,name,Colour\nS-99,Loyalty points,wulan\n")
    assert ratna.post(where, {"table": "services", "map-2": "owner", "map-1": "name"}).status_code == 302
    assert dossier_for(plan, acting("ratna").organisation, DAY).services["S-99"].owner == "wulan"
