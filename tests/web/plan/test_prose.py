"""The page around the text: what its references are called, the guidance in three tabs, and the calm list at the left."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.prose import Prose
from opensmp.store.models import Entry, PlanRow
from opensmp.store.reading import dossier_for

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]
INCIDENT = "plan/practices/incident/edit/"


def page_of(client: Client, path: str = INCIDENT) -> str:
    response = client.get(BASE + path)
    assert response.status_code == 200
    return str(response.content.decode())


def references_of(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="references">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def renamed(acting: Acting, plan: PlanRow, title: str) -> None:
    """Give the procedure for major incidents another title in the register."""
    actor = acting("ratna")
    row = next(
        each
        for each in dossier_for(plan, actor.organisation, actor.today).registers.documents
        if each.id == "SM-MI-001"
    )
    entry = Entry.objects.of(actor.organisation).get(place="registers/documents", key="SM-MI-001")
    value = replace(row, title=Prose.of({"en": title, "id": title}))
    edit(actor, plan, [Change("registers/documents", "SM-MI-001", entry.digest, value)])


@pytest.mark.requirement("R15")
def test_the_page_says_what_each_reference_is_called_in_the_language_of_its_text(signed_in: SignedIn) -> None:
    names = references_of(page_of(signed_in("dimas")))["names"]
    assert names["en"]["commitment:CM-IM-2"] == "4 hours, 90%"
    assert names["id"]["commitment:CM-IM-2"] == "4 jam, 90%"
    assert names["en"]["document:SM-MI-001"] == "SM-MI-001 Major incident procedure"
    assert names["en"]["section:10"] == names["en"]["section:review"] == "section 10"
    assert names["en"]["clause:"] == "clause …"
    assert (
        names["en"]["office:CIO"]
        if "office:CIO" in names["en"]
        else any(key.startswith("office:") for key in names["en"])
    )


def test_every_reference_in_the_texts_of_the_bank_has_a_name(
    signed_in: SignedIn, acting: Acting, plan: PlanRow
) -> None:
    names = references_of(page_of(signed_in("dimas")))["names"]["en"]
    bodies = "\n".join(row.body for row in Entry.objects.of(plan.organisation_id).filter(place__startswith="plan/"))
    named = {f"{kind}:{key}" for kind, key in re.findall(r"\[\[([a-z-]+):([^\[\]\n]+)\]\]", bodies)}
    assert named
    assert {each for each in named if each not in names and not each.startswith("clause:")} == set()


def test_what_is_on_offer_begins_with_the_practice_at_hand(signed_in: SignedIn) -> None:
    lists = references_of(page_of(signed_in("dimas")))["lists"]
    assert [code for code, _words in lists["commitment"][:3]] == [f"[[commitment:CM-IM-{n}]]" for n in (1, 2, 3)]
    assert lists["document"][0][1] == "SM-IM-001 Incident management procedure"


@pytest.mark.requirement("R77")
def test_a_name_with_markup_cannot_leave_the_data_of_the_page(
    signed_in: SignedIn, acting: Acting, plan: PlanRow
) -> None:
    attack = "</script><img src=x onerror=alert(1)><!--"
    renamed(acting, plan, attack)
    html = page_of(signed_in("dimas"))
    assert attack not in html
    assert "<img" not in html
    assert references_of(html)["names"]["en"]["document:SM-MI-001"] == f"SM-MI-001 {attack}"


def test_the_guidance_stands_in_three_tabs_that_need_no_script(signed_in: SignedIn) -> None:
    html = page_of(signed_in("dimas"))
    tabs = re.findall(r'<input type="radio" name="guide" value="(\w+)"( checked)?>', html)
    assert tabs == [("must", " checked"), ("example", ""), ("pitfalls", "")]
    assert 'form="' not in html.split('role="radiogroup" aria-label="Guidance"')[1].split("</div>")[0]


def test_figures_beside_the_text_are_written_as_everywhere_else(signed_in: SignedIn) -> None:
    html = page_of(signed_in("dimas"))
    assert "Does not hold: 85%" in html
    assert "85.00" not in html
    assert "the last one 84.6% against 4 hours, ≥ 90%" in html


def test_the_list_at_the_left_shows_the_practices_and_folds_the_rest(signed_in: SignedIn) -> None:
    html = page_of(signed_in("ratna"))
    beside = html.split('<nav class="toc"', 1)[1].split("</nav>", 1)[0]
    shown, *folds = re.split(r'<details class="more toc__more"', beside)
    assert "Section 5" in shown
    assert "5.1" in shown
    assert "Scope" not in shown
    assert len(folds) == 2
    assert "Facts" in folds[0]
    assert "Scope" in folds[1]
    assert "What the plan promises" in folds[1]
    assert not any(fold.startswith(" open") for fold in folds)


def test_another_page_of_the_section_opens_its_fold(signed_in: SignedIn) -> None:
    html = page_of(signed_in("ratna"), "plan/practices/edit/?part=facts")
    assert re.search(r'toc__more" open>.*?aria-current="page"', html, re.DOTALL)


def test_a_finding_brings_the_passage_that_the_field_underlines(signed_in: SignedIn) -> None:
    dimas = signed_in("dimas")
    steps = "The agent opens the ticket, selects the category from the list, and then clicks Submit."
    html = page_of(dimas)
    sent = {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    }
    response = dimas.post(BASE + INCIDENT, {**sent, "approach-en": steps, "check": "1"}, headers={"HX-Request": "true"})
    quotes = [unescape(each) for each in re.findall(r'data-quote="([^"]*)"', response.content.decode())]
    assert any("selects the category" in each for each in quotes)
