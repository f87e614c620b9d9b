"""`opensmp migrate | user | backup | restore | pull | push` as a person types them, over the example in the database."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from tests.site.test_backup import _as_is

from opensmp.actions.deed import Actor
from opensmp.actions.founding import found_plan
from opensmp.dossier import Dossier
from opensmp.exchange import load
from opensmp.i18n import Forbidden, Refused, Unreadable
from opensmp.site import commands
from opensmp.store import archive
from opensmp.store.chain import broken_at
from opensmp.store.models import Account, Event, Membership, Organisation, PlanRow, Role, SealedVersion
from opensmp.store.reading import dossier_for

Acting = Callable[[str], Actor]
DAY = date(2026, 11, 22)
TYPED = "nine quiet herons\nnine quiet herons\n"

pytestmark = pytest.mark.usefixtures("organisation")


def run(command: str, *arguments: object, typed: str = "") -> Result:
    return CliRunner().invoke(getattr(commands, command), [str(each) for each in arguments], input=typed)


def said(result: Result) -> str:
    """What a person reads: the output, or the refusal that the program turns into words."""
    return result.output + (str(result.exception) if result.exception else "")


def test_bringing_an_up_to_date_database_up_to_date_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Event.everywhere.count()
    assert run("migrate").output == "The database is up to date.\n"
    monkeypatch.setenv("OPENSMP_LANGUAGE", "id")
    assert run("migrate").output != "The database is up to date.\n"
    assert Event.everywhere.count() == before


def test_the_first_person_of_an_installation_is_made_and_can_sign_in() -> None:
    made = run("user", "Sari@Example.org", "--name", "Sari", typed=TYPED)
    assert made.exit_code == 0, said(made)
    assert "sari@example.org can sign in." in made.output
    assert "nine quiet herons" not in made.output, "what is typed does not stand on the screen"
    assert Account.objects.get(email="sari@example.org").check_password("nine quiet herons")


def test_a_person_becomes_a_member_and_a_second_call_changes_what_they_are(organisation: Organisation) -> None:
    for role in ("contributor", "administrator"):
        made = run("user", "sari@example.org", "--organisation", organisation.slug, "--role", role, typed=TYPED)
        assert "is a member of Bank Nusantara Sejahtera." in said(made)
    row = Membership.objects.of(organisation).get(account__email="sari@example.org")
    assert row.role == Role.ADMINISTRATOR
    assert row.account.name == "sari", "without a name it is what stands before the @"


def test_the_last_administrator_stays_one(organisation: Organisation) -> None:
    rows = Membership.objects.of(organisation).filter(role=Role.ADMINISTRATOR, ended_at=None)
    only = rows.first()
    assert only is not None
    rows.exclude(pk=only.pk).update(ended_at=datetime.now(UTC))
    given = ("user", only.account.email, "--organisation", organisation.slug, "--role")
    refused = run(*given, "contributor", typed=TYPED)
    assert refused.exit_code == 1
    assert "Somebody must administer the organisation." in said(refused)
    assert rows.count() == 1
    assert run(*given, "administrator", typed=TYPED).exit_code == 0


def test_a_membership_that_ended_begins_again(organisation: Organisation) -> None:
    rows = Membership.objects.of(organisation).filter(person="dimas")
    rows.update(ended_at=datetime.now(UTC))
    run(
        "user",
        "dimas@bns.example",
        "--organisation",
        organisation.slug,
        "--role",
        "contributor",
        "--person",
        "dimas",
        typed=TYPED,
    )
    assert rows.get().ended_at is None


def test_what_the_command_does_to_people_stands_in_the_log_of_their_organisation(organisation: Organisation) -> None:
    place = ("--organisation", organisation.slug)
    for arguments in ((*place, "--role", "contributor"), (*place, "--role", "administrator"), ()):
        assert run("user", "sari@example.org", *arguments, typed=TYPED).exit_code == 0
    events = Event.objects.of(organisation).filter(by="opensmp user", subject="sari@example.org").order_by("number")
    assert list(events.values_list("verb", "reason")) == [
        ("joined", "contributor"), ("set password", ""), ("changed member", "contributor → administrator"), ("set password", ""),
    ]  # fmt: skip
    chain = Event.objects.of(organisation).order_by("number").values()
    assert broken_at([{**row, "organisation": organisation.slug} for row in chain]) is None


def test_a_role_that_is_given_again_brings_its_own_last_day_and_none_of_an_earlier_one(
    organisation: Organisation,
) -> None:
    given = ("user", "sari@example.org", "--organisation", organisation.slug, "--role")
    rows = Membership.objects.of(organisation).filter(account__email="sari@example.org")
    assert "reads until a day" in said(run(*given, "external_auditor", typed=TYPED))
    assert not Account.objects.filter(email="sari@example.org").exists(), "all of it or nothing"
    assert run(*given, "external_auditor", "--until", "2026-12-31", typed=TYPED).exit_code == 0
    assert rows.get().until == date(2026, 12, 31)
    assert run(*given, "contributor", typed=TYPED).exit_code == 0
    assert rows.get().until is None


@pytest.mark.parametrize("password", ["short", "password123", "sari@example.org"])
def test_a_password_that_anybody_could_guess_is_refused_here_too(password: str) -> None:
    assert run("user", "sari@example.org", typed=f"{password}\n{password}\n").exit_code != 0
    assert not Account.objects.filter(email="sari@example.org").exists()
    assert run("user", "ratna@bns.example", typed=f"{password}\n{password}\n").exit_code != 0
    assert Account.objects.get(email="ratna@bns.example").check_password("plan-nusantara")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("sari",), "not an e-mail address"), (("sari@example.org", "--role", "king"), "“king” is not a role"),
        (("sari@example.org", "--organisation", "nowhere"), "no organisation “nowhere”"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_person_is_told(arguments: tuple[str, ...], told: str) -> None:
    made = run("user", *arguments, typed=TYPED)
    assert made.exit_code != 0
    assert told in said(made)


def test_two_passwords_that_differ_are_asked_for_again() -> None:
    run("user", "sari@example.org", typed="one password here\nanother password\n")
    assert not Account.objects.filter(email="sari@example.org").exists()


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup, made by the command inside the test's transaction."""
    monkeypatch.setattr(archive, "snapshot", _as_is)
    monkeypatch.setattr(settings, "HOME", tmp_path / "home")
    result = run("backup", tmp_path / "backup.tar")
    assert result.exit_code == 0, said(result)
    assert "each with its SHA-256" in result.output
    return tmp_path / "backup.tar"


def test_a_backup_is_verified_to_the_last_byte_and_told_where_it_is_damaged(made: Path) -> None:
    assert "is whole" in run("backup", made, "--verify").output
    assert "exists already" in said(run("backup", made))
    raw = made.read_bytes()
    at = raw.index(b'"ratna@bns.example"')
    made.write_bytes(raw[:at] + b'"ratno' + raw[at + 6 :])
    told = run("backup", made, "--verify")
    assert isinstance(told.exception, Unreadable)
    assert "is damaged or was changed (rows/" in said(told)


@pytest.mark.parametrize("name", ["", "/etc/passwd", "rows/../../evil", "other/x", ".."])
def test_a_backup_whose_list_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / "hostile.tar"
    listed = tmp_path / "manifest.json"
    listed.write_text(json.dumps({"format": 1, "members": [{"name": name, "sha256": "", "size": 0}]}))
    with tarfile.open(file, "w") as tar:
        tar.add(listed, "manifest.json")
    assert "is damaged or was changed" in said(run("backup", file, "--verify"))


@pytest.mark.parametrize("raw", [b"", b"not a backup", b"\0" * 10_240])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "x.tar"
    file.write_bytes(raw)
    assert "is damaged or was changed" in said(run("backup", file, "--verify"))
    assert "is damaged or was changed" in said(run("backup", tmp_path / "absent.tar", "--verify"))


def test_nothing_is_restored_over_data(made: Path) -> None:
    before = Account.objects.count()
    told = run("restore", made)
    assert isinstance(told.exception, Refused)
    assert "There is data here already." in said(told)
    assert Account.objects.count() == before
    assert run("restore", made.parent / "absent.tar").exit_code == 2


def test_a_plan_is_pulled_as_a_folder_that_says_the_same(
    plan: PlanRow, organisation: Organisation, tmp_path: Path
) -> None:
    for number, named in enumerate(("bank-nusantara/smp", "bank-nusantara", "bank-nusantara/")):
        told = run("pull", named, tmp_path / str(number))
        assert "holds the plan as it stands." in said(told)
        again, held = load(tmp_path / str(number), DAY), dossier_for(plan, organisation, DAY)
        assert (again.plan, again.registers, again.history, again.digest) == (
            held.plan, held.registers, held.history, held.digest
        )  # fmt: skip


def test_a_name_that_fits_no_plan_or_two_lists_what_there_is(acting: Acting, provider: Dossier, tmp_path: Path) -> None:
    told = said(run("pull", "nowhere/smp", tmp_path / "x"))
    assert "There is no organisation “nowhere”." in told
    assert "bank-nusantara" in told
    assert "Known here: smp." in said(run("pull", "bank-nusantara/other", tmp_path / "x"))
    found_plan(acting("ratna"), "second", provider)
    assert "second and smp" in said(run("pull", "bank-nusantara", tmp_path / "x")).replace(
        "smp and second", "second and smp"
    )
    assert not (tmp_path / "x").exists()


@pytest.fixture
def folder(examples: Path, tmp_path: Path) -> Path:
    """The bank's folder, with another classification."""
    place = Path(shutil.copytree(examples / "bank", tmp_path / "bank"))
    file = place / "plan/00-identity.yaml"
    text = file.read_text("utf-8")
    assert "Internal" in text
    file.write_text(text.replace("Internal", "Restricted", 1), "utf-8")
    return place


def test_a_folder_is_proposed_as_the_draft_and_approves_nothing(
    folder: Path, plan: PlanRow, organisation: Organisation
) -> None:
    versions = SealedVersion.objects.of(organisation).count()
    told = run("push", folder, "bank-nusantara/smp", "--as", " Ratna@BNS.example ")
    assert "1 part of the draft changed." in said(told)
    assert SealedVersion.objects.of(organisation).count() == versions
    last = Event.objects.of(organisation).order_by("-number").first()
    assert last is not None
    assert (last.by, last.subject, last.reason) == ("ratna@bns.example", "plan/identity", "opensmp push bank")
    again = run("push", folder, "bank-nusantara/smp", "--as", "ratna@bns.example")
    assert "say the same" in said(again)


@pytest.mark.parametrize("email", ["nobody@example.org", "", "ratna"])
def test_a_stranger_proposes_nothing(folder: Path, email: str) -> None:
    told = run("push", folder, "bank-nusantara/smp", "--as", email)
    assert isinstance(told.exception, Refused)
    assert "is no member of Bank Nusantara Sejahtera" in said(told)


@pytest.mark.parametrize("ending", [{"ended_at": datetime(2026, 11, 1, tzinfo=UTC)}, {"until": date(2026, 11, 21)}])
def test_who_no_longer_belongs_proposes_nothing(
    folder: Path, organisation: Organisation, ending: dict[str, object]
) -> None:
    Membership.objects.of(organisation).filter(person="ratna").update(**ending)
    assert "is no member" in said(run("push", folder, "bank-nusantara/smp", "--as", "ratna@bns.example"))


@pytest.mark.parametrize("person", ["intan", "maya", "dimas"])
def test_the_command_line_is_no_way_around_ones_role(folder: Path, person: str, organisation: Organisation) -> None:
    told = run("push", folder, "bank-nusantara/smp", "--as", f"{person}@bns.example")
    assert isinstance(told.exception, Forbidden)
    assert Organisation.objects.get(pk=organisation.pk).head == organisation.head


def test_a_folder_that_cannot_be_read_changes_nothing(folder: Path, organisation: Organisation) -> None:
    (folder / "plan/01-scope.yaml").write_text("keper: x\n", "utf-8")
    told = run("push", folder, "bank-nusantara/smp", "--as", "ratna@bns.example")
    assert "plan/01-scope.yaml:1:1: keper:" in (
        told.exception.text("en") if isinstance(told.exception, Unreadable) else ""
    )
    assert Organisation.objects.get(pk=organisation.pk).head == organisation.head
