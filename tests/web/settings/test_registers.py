"""Registers in and out: nothing is imported unseen, and everything can be undone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.store.models import Import, PlanRow, Upload
from opensmp.store.reading import dossier_for

SignedIn = Callable[[str], Client]
Acting = Callable[[str], Actor]
PAGE = BASE + "settings/registers/"


def bring(client: Client, text: str, table: str = "services") -> str:
    response = client.post(PAGE, {"table": table, "file": SimpleUploadedFile("services.csv", text.encode())})
    assert response.status_code == 302, response.content.decode()[:3000]
    return str(response.headers["Location"])


def register(client: Client, name: str) -> list[dict[str, str]]:
    raw = client.get(f"{PAGE}export/{name}/").content.decode()
    return list(csv.DictReader(io.StringIO(raw)))


@pytest.mark.requirement("R70")
def test_a_register_that_went_out_comes_back_without_a_change(signed_in: SignedIn) -> None:
    ratna = signed_in("ratna")
    for table in ("services", "slas", "customers", "suppliers", "documents", "people"):
        text = ratna.get(f"{PAGE}export/{table}.csv/").content.decode()
        page = ratna.get(bring(ratna, text, table)).content.decode()
        assert "<b>0</b><span>new</span>" in page, table
        assert "<b>0</b><span>changed</span>" in page, table
        assert "<b>0</b><span>cannot be read</span>" in page, table


def test_all_registers_leave_in_one_workbook(signed_in: SignedIn) -> None:
    raw = signed_in("ratna").get(f"{PAGE}export/registers.xlsx/").content
    assert raw.startswith(b"PK")


@pytest.mark.requirement("R70")
def test_an_import_shows_doubts_and_changes_then_goes_in_and_can_be_undone(
    signed_in: SignedIn, acting: Acting, plan: PlanRow
) -> None:
    ratna = signed_in("ratna")
    text = "Id,Name,Pemilik,Owner,Criticallity\r\nS-01,,,Dimas Prasetyo,\r\nS-99,Loyalty points,,wulan,2\r\n"
    where = bring(ratna, text)
    page = ratna.get(where).content.decode()
    assert "Doubtful" in page
    assert "Dimas Prasetyo" in page
    number = Upload.objects.of(plan.organisation_id).get().pk
    response = ratna.post(f"{PAGE}import/{number}/", {"table": "services"}, follow=True)
    assert "2 rows went in" in response.content.decode()
    services = dossier_for(plan, acting("ratna").organisation, acting("ratna").today).services
    assert (services["S-01"].owner, services["S-99"].owner, str(services["S-99"].name)) == (
        "dimas",
        "wulan",
        "Loyalty points",
    )
    done = Import.objects.of(plan.organisation_id).get()
    ratna.post(f"{PAGE}undo/{done.pk}/")
    services = dossier_for(plan, acting("ratna").organisation, acting("ratna").today).services
    assert services["S-01"].owner != "dimas"
    assert "S-99" not in services


def test_rows_that_cannot_be_read_go_in_only_left_out_on_purpose(signed_in: SignedIn, plan: PlanRow) -> None:
    ratna = signed_in("ratna")
    where = bring(ratna, "id,name,status\r\nS-98,Fine,proposed\r\nS-97,Not fine,sleeping\r\n")
    page = ratna.get(where).content.decode()
    assert "<b>1</b><span>cannot be read</span>" in page
    path = where.split("?")[0]
    assert ratna.post(path, {"table": "services"}).status_code == 422
    assert ratna.post(path, {"table": "services", "without_wrong": "on"}).status_code == 302


def test_an_id_that_names_nothing_stops_the_import_with_its_reason(signed_in: SignedIn) -> None:
    ratna = signed_in("ratna")
    where = bring(ratna, "id,name,owner\r\nS-96,New,nobody-known\r\n")
    response = ratna.post(where.split("?")[0], {"table": "services"})
    assert response.status_code == 422
    assert "nobody-known" in response.content.decode()


def test_a_file_that_is_no_table_is_refused_in_words(signed_in: SignedIn) -> None:
    ratna = signed_in("ratna")
    response = ratna.post(PAGE, {"table": "services", "file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 nothing")})
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()


def test_only_the_sms_owner_imports(signed_in: SignedIn) -> None:
    dimas = signed_in("dimas")
    assert dimas.get(PAGE).status_code == 200
    assert dimas.post(PAGE, {"table": "services"}).status_code == 403


def test_text_that_a_spreadsheet_would_run_is_neutralised(signed_in: SignedIn) -> None:
    ratna = signed_in("ratna")
    where = bring(ratna, 'id,name,description\r\nS-95,"=HYPERLINK(""http://x"")",fine\r\n')
    ratna.post(where.split("?")[0], {"table": "services"})
    assert next(row for row in register(ratna, "services.csv") if row["id"] == "S-95")["name"].startswith("'=")
