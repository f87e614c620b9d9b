"""Reading the plan: the whole document, its margin, versions, and where one stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.plan.plan import SECTIONS
from opensmp.site.demo import DAY
from opensmp.store.models import Account, Membership, Organisation, PlanRow, ReadingPlace, Role
from opensmp.store.reading import dossier_for
from opensmp.web.plan.outline import Table, Words, outline_of
from opensmp.web.plan.outline.blocks import places_of

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]


def page(client: Client, path: str = "plan/") -> str:
    response = client.get(BASE + path)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.mark.requirement("R15")
def test_the_plan_is_read_as_one_document_of_ten_sections(signed_in: SignedIn) -> None:
    html = page(signed_in("maya"))
    assert all(f'id="s{number}"' in html for number in range(1, 11))
    assert "Every interruption of a service is recorded once" in html
    assert 'id="incident"' in html


def test_a_promise_in_the_prose_is_its_figure_and_leads_to_its_evidence(signed_in: SignedIn) -> None:
    html = page(signed_in("maya"))
    assert "4 hours, 90%</a>" in html
    assert "[[commitment:" not in html


def test_every_prose_of_the_plan_stands_in_the_document(acting: Acting, plan: PlanRow) -> None:
    """Nothing that somebody wrote is left out: what the digest covers, the reader sees."""
    actor = acting("ratna")
    dossier = dossier_for(plan, actor.organisation, actor.today)
    for language in dossier.languages:
        outline = outline_of(dossier, language)
        shown = " ".join(_words_of(outline))
        missing = [
            "/".join(text.parts)
            for text in dossier.texts
            if text.section in SECTIONS and text.prose.text(language) not in shown and text.field not in UNSHOWN
        ]
        assert missing == []


UNSHOWN = {"metric", "method", "evaluation", "policy", "resources", "group"}
"""Details of an objective stand on its own page; a group is a heading over rows."""


def _words_of(outline: Any) -> list[str]:
    found = []
    for chapter in outline.chapters:
        for block in chapter.blocks:
            if isinstance(block, Words):
                found.append(block.text)
            elif isinstance(block, Table):
                found += [cell for row in block.rows for cell in row.cells]
            elif hasattr(block, "facts"):
                found += [part for fact in block.facts for part in (fact.term, fact.detail)]
            else:
                found.append(block.title)
    return found


def test_every_block_knows_the_address_of_what_it_shows(acting: Acting, plan: PlanRow) -> None:
    actor = acting("ratna")
    outline = outline_of(dossier_for(plan, actor.organisation, actor.today), "en")
    for chapter in outline.chapters:
        for block in chapter.blocks:
            assert all(where.startswith(("plan/", "registers/")) for where in places_of(block))


def test_the_reader_chooses_the_language_of_the_text(signed_in: SignedIn) -> None:
    html = page(signed_in("ratna"), "plan/?text=id")
    assert 'lang="id"' in html
    assert "Setiap gangguan layanan dicatat satu kali" in html


def test_the_margin_shows_evidence_beside_the_promise_until_it_is_switched_off(signed_in: SignedIn) -> None:
    client = signed_in("ratna")
    assert 'id="e-CM-IM-2"' in page(client)
    assert 'id="e-CM-IM-2"' not in page(client, "plan/?margin=")


def test_a_finding_stands_at_its_passage_with_the_words_marked(signed_in: SignedIn, flawed: None) -> None:
    html = page(signed_in("ratna"))
    assert '<mark class="flaw" id="q-f-' in html
    assert "CON-30" in html
    assert "Use this wording" in html


def test_an_external_auditor_reads_the_version_in_force_and_no_finding(
    client: Client, organisation: Organisation, flawed: None
) -> None:
    account = Account.objects.create_user("auditor@cab.example", None, name="Auditor")
    Membership.objects.create(organisation=organisation, account=account, role=Role.EXTERNAL_AUDITOR)
    client.force_login(account)
    html = page(client)
    assert "Version 2.0, in force since" in html
    assert "CON-30" not in html
    assert "the 30 IT services" not in html
    assert "Write" not in html.split("<main")[1]


@pytest.mark.requirement("R36")
def test_an_old_version_reads_as_it_was_approved(signed_in: SignedIn) -> None:
    html = page(signed_in("intan"), "plan/v/1.2/")
    assert "Version 1.2, in force" in html
    control = html.split('<dl class="control">')[1].split("</dl>")[0]
    assert "Andreas Wibowo" in control
    assert "1.1, " in control
    assert "2.0" not in control
    assert signed_in("intan").get(BASE + "plan/v/9.9/").status_code == 404


def test_the_reader_goes_on_where_they_stopped(signed_in: SignedIn, organisation: Organisation) -> None:
    client = signed_in("maya")
    assert "About" in page(client)
    for section in ("scope", "objectives"):
        assert client.post(BASE + "plan/place/", {"section": section}).status_code in (302, 303)
    html = page(client)
    assert "You have read sections 1 to 2." in html
    assert 'href="#s3">Continue at section 3' in html
    row = ReadingPlace.objects.of(organisation).get()
    assert row.read == ["scope", "objectives"]
    assert Organisation.objects.get(pk=organisation.pk).head == organisation.head
    assert client.post(BASE + "plan/place/", {"section": "nothing"}).status_code in (400, 409, 422)


def test_a_comment_stands_in_the_margin_until_it_is_settled(signed_in: SignedIn) -> None:
    maya, ratna = signed_in("maya"), signed_in("ratna")
    where = "plan/roles/structure"
    maya.post(BASE + "plan/comment/", {"where": where, "text": "Please show the line to the <Audit> Committee."})
    shown = page(ratna, "plan/?margin=comments")
    assert "Please show the line to the &lt;Audit&gt; Committee." in shown
    ratna.post(BASE + "plan/comment/", {"where": where, "text": "Done."})
    assert "1 reply" in page(ratna, "plan/?margin=comments")
    ratna.post(BASE + "plan/comment/", {"where": where, "settle": "1"})
    assert "Please show the line" not in page(ratna, "plan/?margin=comments")
    assert "Settled by Ratna Wijayanti" in page(maya, f"plan/comment/?where={where}")


@pytest.mark.parametrize(
    "posted",
    [
        {"where": "plan/scope/text", "text": "  "},
        {"where": "nowhere", "text": "Hello"},
        {"where": "plan/scope", "settle": "1"},
    ],
)
def test_a_comment_that_cannot_be_kept_says_why(signed_in: SignedIn, posted: dict[str, str]) -> None:
    response = signed_in("maya").post(BASE + "plan/comment/", posted)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()


def test_reading_asks_little_of_the_database(signed_in: SignedIn, django_assert_max_num_queries: Any) -> None:
    client = signed_in("ratna")
    page(client)
    with django_assert_max_num_queries(8):
        page(client)


def test_a_text_cannot_smuggle_script_into_the_page(
    signed_in: SignedIn, acting: Acting, plan: PlanRow, rewrite: Callable[..., None]
) -> None:
    rewrite(
        "scope",
        "statement",
        '<script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)> [[document:"><script>alert(4)</script>]]',
    )
    html = page(signed_in("ratna"))
    body = html.split("<main")[1]
    assert "<script" not in body
    assert "javascript:" not in body.replace("javascript:alert(2))", "")
    assert "<img" not in body


def test_the_day_of_the_example_is_its_own(acting: Acting) -> None:
    assert acting("ratna").today == DAY
