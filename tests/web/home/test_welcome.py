"""First run: three ways in, and the first finding at once."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.conftest import TODAY

from opensmp.exchange.archive import packed, read_archive
from opensmp.exchange.template import template_texts
from opensmp.i18n import Unreadable
from opensmp.store.models import Account, Membership, Organisation

ANSWERS = {
    "organisation": "Koperasi Maju Bersama", "name": "Sri Hartono", "office": "IT Service Manager", "approver": "Budi Santoso",
    "approver_office": "Director of Technology", "template": "small", "language": "id", "second_language": "en",
}  # fmt: skip


@pytest.fixture
def newcomer(db: None) -> Client:
    """Somebody signed in who belongs to no organisation yet."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Account.objects.create_user("sri@maju.example", "plan-nusantara", name="Sri Hartono"))
    return client


def archive(files: dict[str, str]) -> SimpleUploadedFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packing:
        for name, text in files.items():
            packing.writestr(name, text)
    return SimpleUploadedFile("plan.zip", out.getvalue())


@pytest.mark.requirement("R66")
def test_a_newcomer_lands_at_the_ways_in_and_begins_from_the_template(newcomer: Client) -> None:
    assert newcomer.get("/").headers["Location"] == "/welcome/"
    assert "Where does your plan live today?" in newcomer.get("/welcome/").content.decode()
    response = newcomer.post("/welcome/template/", ANSWERS, follow=True)
    page = response.content.decode()
    assert response.request["PATH_INFO"] == "/o/koperasi-maju-bersama/p/smp/"
    assert "findings away from approval" in page
    assert "Blocks approval" in page
    assert "Sri Hartono" in page
    row = Membership.everywhere.get(account__email="sri@maju.example")
    assert (row.role, row.person) == ("sms_owner", "sri-hartono")


def test_the_template_says_what_is_missing_and_keeps_the_answers(newcomer: Client) -> None:
    response = newcomer.post("/welcome/template/", ANSWERS | {"organisation": "", "second_language": "id"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Write the name of the organisation." in page
    assert "The second language is another one, or none." in page
    assert "Director of Technology" in page
    assert not Organisation.objects.filter(slug__startswith="koperasi").exists()


def test_a_short_name_that_is_taken_is_refused_in_words(newcomer: Client) -> None:
    response = newcomer.post("/welcome/template/", ANSWERS | {"address": "bank-nusantara"})
    assert response.status_code == 409
    assert "is taken" in response.content.decode()


@pytest.mark.requirement("R66")
def test_a_folder_comes_in_as_an_archive(newcomer: Client, bank: object, examples: Path) -> None:
    files = {
        f"bank/{path.relative_to(examples / 'bank').as_posix()}": path.read_text()
        for path in (examples / "bank").rglob("*.yaml")
    }
    response = newcomer.post("/welcome/folder/", {"folder": archive(files), "address": "my-bank"}, follow=True)
    assert response.request["PATH_INFO"] == "/o/my-bank/p/smp/"


def test_a_folder_with_mistakes_is_answered_with_file_line_and_key(newcomer: Client) -> None:
    files = template_texts("small", "en") | {"plan/01-scope.yaml": "statement: fine\nsevrices: [S-1]\n"}
    response = newcomer.post("/welcome/folder/", {"folder": archive(files), "organisation": "X"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "plan/01-scope.yaml:2:1" in page
    assert "sevrices" in page


@pytest.mark.parametrize(
    "files",
    [{"../organisation.yaml": "id: x"}, {"/etc/organisation.yaml": "id: x"}, {"readme.txt": "no plan"}, {}],
    ids=["climbs", "absolute", "no-plan", "empty"],
)
def test_an_archive_that_is_no_plan_is_refused(newcomer: Client, files: dict[str, str]) -> None:
    response = newcomer.post("/welcome/folder/", {"folder": archive(files), "organisation": "X"})
    assert response.status_code == 422
    assert not Organisation.objects.filter(slug="x").exists()


def test_a_link_or_a_bomb_in_an_archive_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packing:
        entry = zipfile.ZipInfo("organisation.yaml")
        entry.external_attr = 0o120777 << 16
        packing.writestr(entry, "/etc/passwd")
    with pytest.raises(Unreadable):
        read_archive(out, TODAY)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packing:
        packing.writestr("organisation.yaml", "#" * 80_000_000)
    with pytest.raises(Unreadable):
        read_archive(out, TODAY)


@pytest.mark.requirement("R70")
def test_what_is_packed_reads_back_the_same(bank: object) -> None:
    again = read_archive(io.BytesIO(packed(bank)), TODAY)  # type: ignore[arg-type]
    assert again == bank


def test_the_example_opens_beside_ones_own(newcomer: Client) -> None:
    response = newcomer.post("/welcome/example/", follow=True)
    assert "Version 2.0 is in force" in response.content.decode()


def test_a_reader_of_another_organisation_begins_none(signed_in: object) -> None:
    dimas = signed_in("dimas")  # type: ignore[operator]
    assert "You belong to an organisation already" in dimas.get("/welcome/").content.decode()
    assert dimas.post("/welcome/template/", ANSWERS).status_code == 403
