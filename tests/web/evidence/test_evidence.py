"""Does practice match the plan: the page of the promises, from the stored verdicts alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.store.models import Account, Entry, Membership, Organisation, PlanRow, Role
from opensmp.store.reading import dossier_for
from opensmp.web.evidence.words import lasted, window_title

SignIn = Callable[..., Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workplace")]


@pytest.mark.requirement("R56")
def test_promises_that_do_not_hold_stand_first_and_the_first_is_open(signed_in: SignIn) -> None:
    text = signed_in("ratna").get(BASE + "evidence/").content.decode()
    assert "22 hold, 2 do not." in text
    assert (
        text.index("At least 90% of critical")
        < text.index("Emergency changes make up")
        < text.index("first response within")
    )
    assert "17 <small>of</small> 20" in text
    assert "judged by version 1.2, in force then" in text


@pytest.mark.requirement("R56")
def test_a_full_count_has_no_margin_of_error(signed_in: SignIn) -> None:
    text = signed_in("ratna").get(BASE + "evidence/?commitment=CM-IM-2").content.decode()
    assert "20 records, all there are: no sample, so no margin" in text
    assert "interval" not in text


def test_the_page_needs_no_records_and_says_where_they_are_missing(signed_in: SignIn) -> None:
    ratna = signed_in("ratna")
    text = ratna.get(BASE + "evidence/CM-IM-2/records/?window=2026-07-01..2026-09-30").content.decode()
    assert "The records behind this figure are not in this workspace." in text
    assert "Import records" in text
    assert ratna.get(BASE + "evidence/CM-IM-2/records.csv?window=2026-07-01..2026-09-30").status_code == 404


def test_the_page_asks_the_database_a_handful_of_times(
    signed_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    ratna = signed_in("ratna")
    ratna.get(BASE + "evidence/")
    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
        ratna.get(BASE + "evidence/?commitment=CM-CH-2")


@pytest.mark.parametrize("person", ["ratna", "maya", "dimas", "intan", "lukman"])
@pytest.mark.parametrize(
    "path", ["", "?view=calendar", "?view=else", "?commitment=CM-CH-2", "?commitment=CL-IM-1", "?window=nonsense"]
)
def test_everybody_reads_the_evidence_in_both_languages(signed_in: SignIn, person: str, path: str) -> None:
    for language in ("en", "id"):
        assert signed_in(person, language).get(BASE + "evidence/" + path).status_code == 200


def test_a_promise_that_the_plan_does_not_make_has_no_page(signed_in: SignIn) -> None:
    ratna = signed_in("ratna")
    assert ratna.get(BASE + "evidence/?commitment=CM-XX-9").status_code == 404
    assert ratna.get(BASE + "evidence/CM-XX-9/records/").status_code == 404
    assert ratna.get(BASE + "evidence/?view=elsewhere").status_code == 404


def test_whoever_may_not_import_or_raise_sees_no_way_to(signed_in: SignIn) -> None:
    text = signed_in("intan").get(BASE + "evidence/?commitment=CM-IM-2").content.decode()
    assert "Import records" not in text
    assert "Raise an improvement" not in text
    assert "Declare the deviation" not in text


@pytest.mark.requirement("R61")
def test_the_plans_own_calendar_tells_what_was_planned_and_what_was_done(signed_in: SignIn) -> None:
    text = signed_in("maya").get(BASE + "evidence/?view=calendar").content.decode()
    assert "Certification audit, Stage 1" in text
    assert "Performed" in text
    assert "Still ahead" in text


@pytest.mark.requirement("R60")
def test_a_broken_promise_may_be_declared_with_its_figure_prefilled_and_no_day_invented(
    signed_in: SignIn, plan: PlanRow
) -> None:
    ratna, address = signed_in("ratna"), BASE + "evidence/CM-CH-2/deviation/"
    form = ratna.get(address).content.decode()
    assert "6.8% was measured where the plan promises at most 5%" in form
    assert 'name="until" value=""' in form
    sent = {"id": "DEV-9", "commitment": "CM-CH-2", "reason-en": "Patching in March.", "reason-id": "Tambalan.", "owner": "sari",
            "until": "2027-03-31", "improvement": "IMP-29"}  # fmt: skip
    page = ratna.post(address, sent, follow=True)
    assert "The deviation DEV-9 is declared" in page.content.decode()
    held = dossier_for(plan, Organisation.objects.get(pk=plan.organisation_id), plan.organisation.lives_on)
    assert [row.improvement for row in held.plan.review.deviations if row.id == "DEV-9"] == ["IMP-29"]


def test_a_deviation_that_lacks_its_reason_keeps_what_was_typed(signed_in: SignIn) -> None:
    page = signed_in("ratna").post(
        BASE + "evidence/CM-CH-2/deviation/", {"id": "DEV-9", "commitment": "", "until": "soon"}
    )
    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()
    assert 'value="soon"' in page.content.decode()


def test_only_the_keeper_of_section_10_declares(signed_in: SignIn) -> None:
    assert signed_in("dimas").post(BASE + "evidence/CM-CH-2/deviation/", {}).status_code == 403


def test_an_empty_plan_is_told_what_to_bring(signed_in: SignIn, organisation: Organisation, plan: PlanRow) -> None:
    Entry.objects.of(organisation).filter(plan=plan, place="measurements").delete()
    Organisation.objects.filter(pk=organisation.pk).update(changed=organisation.changed + 1)
    text = signed_in("ratna").get(BASE + "evidence/").content.decode()
    assert "No records to compare yet" in text
    assert "Which columns are needed?" in text
    assert "Not measured" in text


def test_an_outside_auditor_reads_the_promises_of_the_version_in_force(organisation: Organisation) -> None:
    account = Account.objects.create_user("outside@audit.example", None, name="Outside Auditor")
    Membership.objects.create(organisation=organisation, account=account, role=Role.EXTERNAL_AUDITOR, person="")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(account)
    text = client.get(BASE + "evidence/").content.decode()
    assert "Does practice match the plan?" in text
    assert "17 <small>of</small> 20" in text


def test_windows_are_called_as_people_call_them() -> None:
    from_iso = date.fromisoformat
    said = [window_title(from_iso(a), from_iso(b), "en") for a, b in (
        ("2026-10-01", "2026-10-31"), ("2026-07-01", "2026-09-30"), ("2026-01-01", "2026-06-30"), ("2026-01-01", "2026-12-31"),
        ("2026-02-03", "2026-02-09"),
    )]  # fmt: skip
    assert said == [
        "October 2026",
        "Quarter 3 of 2026",
        "Half-year 1 of 2026",
        "2026",
        "3 February 2026 to 9 February 2026",
    ]
    assert window_title(from_iso("2026-08-01"), from_iso("2026-08-31"), "id") == "Agustus 2026"
    assert (lasted(22_920), lasted(2_160), lasted(None)) == ("6 h 22 min", "36 min", "")


def test_somebody_without_the_role_draws_no_sample(signed_in: SignIn) -> None:
    assert signed_in("dimas").get(BASE + "evidence/CM-IM-2/sample/").status_code == 403
