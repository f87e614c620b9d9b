"""The Word door in the browser: a document becomes a draft, and nothing happens behind anybody's back."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from opensmp.actions.beginning import today
from opensmp.store.models import Account, Event, Membership, Organisation, PlanRow, Upload
from opensmp.store.reading import fresh_dossier

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R66")]
CHECK = "/welcome/documents/check/"
READING = "/welcome/documents/reading/"
SECTIONS = (
    ("Scope", "The service management system covers the IT services of PT Maju Jaya for its branches."),
    ("Service management objectives", "Restore priority 1 incidents within 4 hours."),
    ("Roles and responsibilities", "The Chief Information Officer approves this plan."),
    ("Resources", "Top management provides people and money."),
    ("Practices", "Incidents are recorded at the service desk."),
    ("Suppliers", "Suppliers are reviewed twice a year."),
    ("Improvement", "Ideas are collected every month."),
    ("The canteen", "Lunch is served at noon."),
)


@pytest.fixture
def newcomer(db: None, settings: Any, tmp_path: Any) -> Client:
    """Somebody signed in who belongs to no organisation yet."""
    settings.HOME = tmp_path
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Account.objects.create_user("sri@maju.example", "plan-nusantara", name="Sri Hartono"))
    return client


def written(
    tracked: bool = False, sections: tuple[tuple[str, str], ...] = SECTIONS, title: str = "Service Management Plan"
) -> bytes:
    document = docx.Document()
    document.add_paragraph(title, style="Title")
    for heading, text in sections:
        document.add_heading(heading, 1)
        document.add_paragraph(text)
        if heading == "Suppliers":
            table = document.add_table(rows=2, cols=3)
            for cell, words in zip(
                (cell for row in table.rows for cell in row.cells),
                ("Supplier", "Service supplied", "Contract", "PT Mitra Jaringan", "Network", "K-12"), strict=True,
            ):  # fmt: skip
                cell.text = words
    if tracked:
        inserted = parse_xml(
            f'<w:ins {nsdecls("w")} w:id="1" w:author="Dewi" w:date="2026-03-04T09:00:00Z">'
            "<w:r><w:t>Every quarter from now on.</w:t></w:r></w:ins>"
        )
        document.add_paragraph("The plan is reviewed. ")._p.append(inserted)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bring(client: Client, *files: tuple[str, bytes]) -> Any:
    """Bring files and follow the reading of them to where it leads, as a browser without script does."""
    documents = [SimpleUploadedFile(name, content) for name, content in files]
    response = client.post("/welcome/documents/", {"documents": documents, "language": ""})
    if response.headers.get("Location") != READING:
        return response
    response = client.get(READING)
    while response.status_code == 200 and (step := re.search(r'content="0; url=([^"]+)"', response.content.decode())):
        response = client.get(step[1])
    return response


def make(client: Client, **answers: str) -> Any:
    return client.post(CHECK, {"do": "make", "organisation": "PT Maju Jaya"} | answers)


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_word_door_is_the_first_way_in(newcomer: Client) -> None:
    page = text_of(newcomer.get("/welcome/"))
    assert page.index("Bring the plan you have") < page.index("Start from the template")


def test_a_word_document_becomes_a_draft_with_its_findings(newcomer: Client) -> None:
    assert bring(newcomer, ("plan.docx", written())).headers["Location"] == CHECK
    page = text_of(newcomer.get(CHECK))
    assert "Restore priority 1 incidents within 4 hours." in page
    assert "none unaccounted for" in page
    assert "Lunch is served at noon." in page
    assert not Organisation.objects.filter(name="PT Maju Jaya").exists()

    response = make(newcomer)
    assert response.headers["Location"] == "/o/pt-maju-jaya/p/smp/"
    home = text_of(newcomer.get(response.headers["Location"]))
    assert "Blocks approval" in home
    plan = PlanRow.everywhere.get(organisation__slug="pt-maju-jaya")
    dossier = fresh_dossier(plan, plan.organisation, today()).value
    assert "IT services of PT Maju Jaya" in str(dossier.plan.scope.statement)
    assert Upload.objects.of(plan.organisation).get().name == "plan.docx"


def test_what_found_no_home_stays_with_the_plan(newcomer: Client) -> None:
    bring(newcomer, ("plan.docx", written()))
    make(newcomer)
    page = text_of(newcomer.get("/o/pt-maju-jaya/p/smp/settings/documents/"))
    assert "Lunch is served at noon." in page


def test_tracked_changes_stop_and_ask(newcomer: Client) -> None:
    bring(newcomer, ("plan.docx", written(tracked=True)))
    page = text_of(newcomer.get(CHECK))
    assert "holds 1 tracked change that nobody resolved, by Dewi" in page
    assert "Every quarter from now on." in page
    assert text_of(make(newcomer)).count("Choose what becomes of the tracked changes.") >= 1
    assert not Organisation.objects.filter(name="PT Maju Jaya").exists()
    newcomer.post(CHECK, {"changes": "reject"})
    page = text_of(newcomer.get(CHECK))
    assert "Tracked changes were rejected." in page


def test_a_hostile_file_is_refused_with_its_reason(newcomer: Client) -> None:
    page = text_of(bring(newcomer, ("plan.docx", b"MZ this is a program")))
    assert "plan.docx" in page
    assert "1 file was refused" in page
    assert "The content is text, the name says docx." in page
    assert newcomer.get(CHECK).headers["Location"] == READING
    assert newcomer.post(READING).headers["Location"] == "/welcome/documents/"
    assert newcomer.get(READING).headers["Location"] == "/welcome/documents/"


def test_a_document_that_is_no_plan_says_so_and_makes_no_draft_unasked(newcomer: Client) -> None:
    bring(newcomer, ("menu.docx", written(sections=(("Soups", "Soto ayam."), ("Drinks", "Tea.")), title="Menu")))
    assert "This does not look like a service management plan" in text_of(newcomer.get(CHECK))
    response = make(newcomer)
    assert response.status_code == 422
    assert not Organisation.objects.filter(name="PT Maju Jaya").exists()
    assert make(newcomer, anyway="on").status_code == 302


def test_a_heading_goes_where_a_person_says(newcomer: Client) -> None:
    bring(newcomer, ("plan.docx", written()))
    page = newcomer.get(CHECK).content.decode()
    canteen = re.search(r'<select class="select" id="(home-0-\d+)"', page)
    assert canteen
    newcomer.post(CHECK, {"do": "read", canteen[1]: "resources"})
    page = text_of(newcomer.get(CHECK))
    assert "Set by you" in page
    assert make(newcomer).status_code == 302
    kept = text_of(newcomer.get("/o/pt-maju-jaya/p/smp/settings/documents/"))
    assert "Lunch is served at noon." not in kept


def test_a_document_without_a_single_heading_is_shown_and_said_to_be_no_plan(newcomer: Client) -> None:
    bring(newcomer, ("note.txt", b"we met on tuesday and talked about the weather, and then we went home again.\n"))
    page = text_of(newcomer.get(CHECK))
    assert "This does not look like a service management plan" in page
    assert "talked about the weather" in page


def test_answers_can_be_forgotten(newcomer: Client) -> None:
    bring(newcomer, ("plan.docx", written()))
    found = re.search(r'id="(home-0-\d+)"', newcomer.get(CHECK).content.decode())
    assert found
    newcomer.post(CHECK, {"do": "read", found[1]: "0"})
    assert "Forget my answers" in text_of(newcomer.get(CHECK))
    newcomer.post(CHECK, {"do": "anew"})
    assert "Forget my answers" not in text_of(newcomer.get(CHECK))


def test_a_draft_is_thrown_away_while_nothing_was_done_and_the_reading_goes_on(newcomer: Client) -> None:
    bring(newcomer, ("plan.docx", written()))
    make(newcomer)
    assert "Throw the draft away" in text_of(newcomer.get("/o/pt-maju-jaya/p/smp/settings/documents/"))
    response = newcomer.post("/o/pt-maju-jaya/p/smp/settings/documents/throw-away/")
    assert response.headers["Location"] == CHECK
    assert newcomer.get("/o/pt-maju-jaya/p/smp/").status_code == 404
    assert not Membership.everywhere.filter(account__email="sri@maju.example", ended_at=None).exists()
    assert make(newcomer).headers["Location"] == "/o/pt-maju-jaya-2/p/smp/"


def test_a_draft_in_which_something_was_done_is_not_thrown_away(newcomer: Client) -> None:
    bring(newcomer, ("plan.docx", written()))
    make(newcomer)
    place = Organisation.objects.get(slug="pt-maju-jaya")
    newcomer.post("/o/pt-maju-jaya/p/smp/settings/registers/", {
        "table": "services", "file": SimpleUploadedFile("services.csv", b"id,name\nS-01,Mail\n"),
    })  # fmt: skip
    assert Event.objects.of(place).count() > place.head
    response = newcomer.post("/o/pt-maju-jaya/p/smp/settings/documents/throw-away/")
    assert response.status_code == 409
    assert "Something was done in this plan since it was read." in text_of(response)
    assert newcomer.get("/o/pt-maju-jaya/p/smp/").status_code == 200


def test_registers_alone_are_enough_to_begin(newcomer: Client) -> None:
    bring(newcomer, ("suppliers.csv", b"Supplier,Service supplied,Contract\nPT Mitra Jaringan,Network,K-12\n"))
    assert "Supplier" in text_of(newcomer.get(CHECK))
    assert make(newcomer).status_code == 302


def test_nothing_chosen_is_said(newcomer: Client) -> None:
    response = newcomer.post("/welcome/documents/", {})
    assert response.status_code == 422
    assert "Choose at least one document." in text_of(response)


def test_somebody_who_may_not_begin_leaves_no_file(signed_in: Any, settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path
    response = bring(signed_in("dimas"), ("plan.docx", written()))
    assert response.status_code == 403
    assert not (tmp_path / "uploads").exists()


def test_what_a_document_says_is_never_markup(newcomer: Client) -> None:
    harmful = "<img src=x onerror=alert(1)>"
    bring(
        newcomer, (f"{harmful}.docx", written(sections=((*SECTIONS[0],), ("Notes " + harmful, harmful), *SECTIONS[1:])))
    )
    make(newcomer)
    pages = newcomer.get("/o/pt-maju-jaya/p/smp/settings/documents/").content.decode()
    bring(
        newcomer, (f"{harmful}.docx", written(sections=((*SECTIONS[0],), ("Notes " + harmful, harmful), *SECTIONS[1:])))
    )
    pages += newcomer.get(CHECK).content.decode() + newcomer.get("/welcome/").content.decode()
    assert "<img" not in pages
    assert "&lt;img" in pages
