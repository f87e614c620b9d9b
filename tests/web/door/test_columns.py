"""Columns of a spreadsheet in the browser: put right by hand, seen before they are kept, kept with the draft."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.web.door.test_door import CHECK, bring, make, newcomer, text_of, written

from opensmp.actions.beginning import today
from opensmp.actions.opening import opening_of
from opensmp.dossier import Dossier
from opensmp.store.models import Organisation, PlanRow
from opensmp.store.reading import fresh_dossier

__all__ = ["newcomer"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R66")]
COLUMNS = "/welcome/documents/columns/0/"
SUPPLIERS = b"Supplier,Contract,Works on\nPT Mitra Jaringan,K-12,The network\nCV Aman,K-13,The guards\n"
MATRIX = b"Activity,CIO,Service desk\nApprove the plan,A,I\nRestore service,I,R\nTell customers,I,A\n"


@pytest.fixture
def reading(newcomer: Client) -> Client:
    """Somebody whose plan and suppliers were read."""
    bring(newcomer, ("plan.docx", written(sections=())), ("suppliers.csv", SUPPLIERS))
    return newcomer


def answers(client: Client) -> dict[str, str]:
    """What the form holds as it stands."""
    page = client.get(COLUMNS).content.decode()
    chosen = re.findall(r'<select class="select" id="[^"]+" name="([^"]+)">(.*?)</select>', page, re.DOTALL)
    found = {name: (re.findall(r'value="([^"]*)" selected', options) or [""])[0] for name, options in chosen}
    return found | {"was": found["register"]}


def drafted(client: Client) -> Dossier:
    """Return the draft that is made now."""
    assert make(client, anyway="on").status_code == 302
    plan = PlanRow.everywhere.get(organisation__slug="pt-maju-jaya")
    return fresh_dossier(plan, plan.organisation, today()).value


def test_a_column_that_nobody_knew_is_kept_aside_and_can_be_given_a_field(reading: Client) -> None:
    assert answers(reading) == {
        "register": "Supplier",
        "was": "Supplier",
        "column-0": "name",
        "column-1": "contracts",
        "column-2": "",
    }
    response = reading.post(COLUMNS, answers(reading) | {"column-2": "role", "do": "keep"})
    assert response.headers["Location"] == f"{CHECK}#sheets"
    assert "columns set by you" in text_of(reading.get(CHECK))
    assert "columns that nobody knows" not in text_of(reading.get(CHECK))
    made = drafted(reading)
    assert [str(each.name) for each in made.registers.suppliers] == ["PT Mitra Jaringan", "CV Aman"]
    assert "The network" in str(made.plan.suppliers)


def test_what_an_answer_changes_is_seen_before_it_is_kept(reading: Client) -> None:
    page = text_of(reading.post(COLUMNS, answers(reading) | {"column-2": "role", "do": "look"}))
    assert "“Works on”: Kept aside becomes Suppliers › Contribution" in page
    assert "nothing of it is kept yet" in page
    assert "<td>The guards</td>" in page
    assert answers(reading)["column-2"] == ""


def test_another_register_proposes_its_columns_anew(reading: Client) -> None:
    page = text_of(reading.post(COLUMNS, answers(reading) | {"register": "SupplierContract", "do": "look"}))
    assert "“Supplier”: Suppliers › Supplier becomes Contracts with suppliers › Supplier" in page
    page = text_of(reading.post(COLUMNS, answers(reading) | {"register": "Customer", "do": "look"}))
    assert "“Contract”: Suppliers › Contract becomes Kept aside" in page
    assert "So no row of the table goes into the plan" in page


def test_a_table_can_be_kept_aside_whole(reading: Client) -> None:
    reading.post(COLUMNS, {"register": "", "was": "Supplier", "do": "keep"})
    page = text_of(reading.get(CHECK))
    assert "as you said" in page
    assert not drafted(reading).registers.suppliers


def test_columns_of_which_none_names_a_row_are_not_kept(reading: Client) -> None:
    response = reading.post(COLUMNS, answers(reading) | {"column-0": "", "do": "keep"})
    assert response.status_code == 422
    assert "Choose a column for Supplier: without one of them nothing can be read." in text_of(response)
    assert 'href="#id_column-0"' in response.content.decode()
    assert "columns set by you" not in text_of(reading.get(CHECK))


def test_two_columns_of_one_field_are_joined_and_said_so(reading: Client) -> None:
    page = text_of(reading.post(COLUMNS, answers(reading) | {"column-1": "role", "column-2": "role", "do": "look"}))
    assert page.count("Joined with another column") == 2
    assert "K-12 The network" in page


def test_cells_that_cannot_be_read_as_their_column_says_are_counted(reading: Client) -> None:
    page = text_of(reading.post(COLUMNS, answers(reading) | {"column-2": "reviewed", "do": "look"}))
    assert "2 cells cannot be read so" in page


def test_what_was_said_can_be_taken_back(reading: Client) -> None:
    reading.post(COLUMNS, answers(reading) | {"column-2": "role", "do": "keep"})
    assert "As it was proposed" in text_of(reading.get(COLUMNS))
    reading.post(COLUMNS, {"do": "forget"})
    assert answers(reading)["column-2"] == ""
    reading.post(COLUMNS, answers(reading) | {"column-2": "role", "do": "keep"})
    reading.post(CHECK, {"do": "anew"})
    assert answers(reading)["column-2"] == ""


def test_a_mapping_is_kept_with_the_draft_and_comes_back_with_the_reading(reading: Client) -> None:
    reading.post(COLUMNS, answers(reading) | {"column-2": "role", "do": "keep"})
    make(reading, anyway="on")
    opening = opening_of(Organisation.objects.get(slug="pt-maju-jaya"))
    assert opening is not None
    assert opening.options["columns"]["1"]["suppliers.csv/1"]["columns"]["Works on"] == "role"
    assert "columns set by you" in text_of(reading.get("/o/pt-maju-jaya/p/smp/settings/documents/"))
    reading.post("/o/pt-maju-jaya/p/smp/settings/documents/throw-away/")
    assert answers(reading)["column-2"] == "role"


def test_answers_about_headings_are_kept_on_the_way_to_the_columns(newcomer: Client) -> None:
    bring(newcomer, ("plan.docx", written()), ("suppliers.csv", SUPPLIERS))
    heading = re.search(r'id="(home-0-\d+)"', newcomer.get(CHECK).content.decode())
    assert heading
    response = newcomer.post(CHECK, {"do": "columns-0", heading[1]: "resources"})
    assert response.headers["Location"] == COLUMNS
    assert "Set by you" in text_of(newcomer.get(CHECK))


def test_a_role_of_a_matrix_stays_one_when_another_column_is_put_right(newcomer: Client) -> None:
    bring(newcomer, ("raci.csv", MATRIX))
    held = answers(newcomer)
    assert (held["register"], held["column-1"]) == ("Duty", "cells:CIO")
    newcomer.post(COLUMNS, held | {"column-2": "", "do": "keep"})
    assert answers(newcomer) == held | {"column-2": ""}


def test_a_field_that_is_none_and_a_table_that_is_none_do_no_harm(reading: Client) -> None:
    reading.post(COLUMNS, answers(reading) | {"column-2": "<b>", "register": "Cake", "do": "keep"})
    assert answers(reading)["column-2"] == ""
    assert reading.get("/welcome/documents/columns/7/").status_code == 404


def test_columns_without_a_reading_lead_to_the_door(newcomer: Client) -> None:
    assert newcomer.get(COLUMNS).headers["Location"] == "/welcome/documents/"
