"""The plan goes to Word and comes home: what was changed is shown, and only what a person ticks goes into the draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client
from tests.intake.documents import deleted, inserted
from tests.intake.hostile.packages import made
from tests.web.returning.word import WORD, below, bring, brought, cell, edited, saying, taken_out
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.store.models import Entry, Event, Import, PlanRow, Upload
from opensmp.store.reading import dossier_for

pytestmark = [pytest.mark.requirement("R56"), pytest.mark.django_db]
SignIn = Callable[..., Client]
Act = Callable[[str], Actor]
BOUNDARIES = "Boundaries and interfaces"


def shown(response: Any) -> str:
    """What a person reads on a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def form_of(client: Client, where: str, *words: str) -> dict[str, Any]:
    """The form of the changes with those ticked whose lines hold some words; all of them where no words are given."""
    page = client.get(where).content.decode()
    boxes = re.findall(r'<li class="homing">(.*?)</li>', page, re.DOTALL)
    sent: dict[str, Any] = {"take": []}
    for box in boxes:
        (key,) = re.findall(r'name="take" value="([^"]+)"', box)
        ((name, seen),) = re.findall(r'name="(seen-[^"]+)" value="([^"]*)"', box)
        sent[name] = seen
        plain = " ".join(unescape(re.sub(r"<[^>]+>", " ", box)).split())
        if not words or any(each in plain for each in words):
            sent["take"].append(key)
    return sent


def entry(plan: PlanRow, place: str, key: str = "") -> Entry:
    return Entry.objects.of(plan.organisation_id).get(place=place, key=key)


def now(act: Act, plan: PlanRow) -> Any:
    ratna = act("ratna")
    return dossier_for(plan, ratna.organisation, ratna.today)


def test_the_plan_leaves_as_a_word_document_in_each_of_its_languages(signed_in: SignIn) -> None:
    client = signed_in("ratna")
    assert "Edit it in Word, and bring it home" in shown(client.get(WORD))
    for language, word in (("en", "Scope"), ("id", "Ruang Lingkup")):
        answer = client.get(f"{WORD}file/?language={language}")
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert f"-{language}.docx" in answer.headers["Content-Disposition"]
        assert answer.content.startswith(b"PK")
        kept = edited(answer.content)
        assert kept != answer.content
        assert word in "".join(_texts(answer.content))


def _texts(raw: bytes) -> list[str]:
    found: list[str] = []
    edited(raw, lambda document: found.extend(each.text for each in document.paragraphs))
    return found


def test_a_document_that_nobody_changed_has_nothing_to_take(signed_in: SignIn) -> None:
    client = signed_in("ratna")
    page = client.get(brought(client, taken_out(client)))
    assert "The document says what the plan says" in shown(page)
    assert 'name="take"' not in page.content.decode()


def test_changes_stand_by_section_with_author_before_and_after(signed_in: SignIn) -> None:
    client = signed_in("ratna")
    raw = edited(
        taken_out(client),
        saying(BOUNDARIES, " Medan too."),
        lambda document: inserted(below(document, "Criteria"), " Cost counts least.", "Gita"),
    )
    page = client.get(brought(client, raw))
    said = shown(page)
    assert said.index("1 Scope") < said.index("Medan too.") < said.index("9 Improvement programme")
    assert "Changed by Wulan" in said
    assert "Tracked change by Gita" in said
    assert re.search(r"<ins>.*?Medan too\.</ins>", page.content.decode())
    assert "What is not ticked stays in the document only." in said


def test_what_is_ticked_becomes_one_change_that_names_its_authors_and_the_rest_stays_out(
    signed_in: SignIn, acting: Act, plan: PlanRow
) -> None:
    client = signed_in("ratna")
    raw = edited(
        taken_out(client),
        saying(BOUNDARIES, " Medan too."),
        saying("Retention", " Till doomsday."),
        lambda document: inserted(below(document, "Criteria"), " Cost counts least.", "Gita"),
    )
    where = brought(client, raw)
    before = Event.objects.of(plan.organisation_id).count()
    answer = client.post(where, form_of(client, where, "Medan", "Cost"))
    assert answer.status_code == 302
    dossier = now(acting, plan)
    assert "Medan too.\n\n" in str(dossier.plan.scope.boundaries)
    assert str(dossier.plan.improvement.criteria).endswith("Cost counts least.")
    assert "Till doomsday" not in str(dossier.plan.review.retention)
    assert Event.objects.of(plan.organisation_id).count() == before + 1
    last = Event.objects.of(plan.organisation_id).order_by("-number")[0]
    assert "Wulan" in last.reason
    assert "Gita" in last.reason
    assert "plan.docx" in last.reason
    again = shown(client.get(where))
    assert "2 changes of the document are in the plan already." in again
    assert "Till doomsday." in again
    assert not Entry.objects.of(plan.organisation_id).filter(body__contains="Till doomsday").exists()


def test_what_was_taken_can_be_taken_back(signed_in: SignIn, acting: Act, plan: PlanRow) -> None:
    client = signed_in("ratna")
    where = brought(client, edited(taken_out(client), saying(BOUNDARIES, " Medan too.")))
    before = entry(plan, "plan/scope").body
    client.post(where, form_of(client, where))
    assert entry(plan, "plan/scope").body != before
    client.post(where, {"do": "back"})
    assert entry(plan, "plan/scope").body == before
    assert "Medan too." in shown(client.get(where))


def test_references_and_the_other_language_stay_when_words_around_them_change(
    signed_in: SignIn, acting: Act, plan: PlanRow
) -> None:
    client = signed_in("ratna")
    old = now(acting, plan).plan.scope.text
    raw = taken_out(client)
    title = next(text for text in _texts(raw) if text.startswith("1 "))

    def edit_first(document: Any) -> None:
        at = next(n for n, each in enumerate(document.paragraphs) if each.text == title)
        paragraph = next(each for each in document.paragraphs[at + 1 :] if ":" not in each.text[:40])
        paragraph.runs[-1].text += " Truly."

    where = brought(client, edited(raw, edit_first))
    client.post(where, form_of(client, where))
    new = now(acting, plan).plan.scope.text
    for language, words in old.texts:
        changed = dict(new.texts)[language]
        assert changed.count("[[") == words.count("[[")
        assert (changed == words) == (language == "id")
    assert "Truly." in new.text("en")


def test_a_cell_a_new_row_and_a_row_taken_out_change_their_register(
    signed_in: SignIn, acting: Act, plan: PlanRow
) -> None:
    client = signed_in("ratna")
    first, second = now(acting, plan).plan.scope.limitations[:2]

    def rows(document: Any) -> None:
        table = next(each for each in document.tables if each.rows[0].cells[1].text == "Limitation")
        gone = next(row for row in table.rows if row.cells[0].text == second.id)
        added = table.add_row().cells
        added[0].text, added[1].text = "LIM-99", "The lift is slow"
        gone._tr.getparent().remove(gone._tr)

    raw = edited(taken_out(client), cell("Limitation", first.id, "Two people know the switch"), rows)
    where = brought(client, raw)
    client.post(where, form_of(client, where))
    held = {row.id: row for row in now(acting, plan).plan.scope.limitations}
    assert str(held[first.id].text) == "Two people know the switch"
    assert held[first.id].owner == first.owner
    assert str(held["LIM-99"].text) == "The lift is slow"
    assert second.id not in held


def test_a_name_that_stands_in_no_register_cannot_be_taken_and_says_so(signed_in: SignIn, plan: PlanRow) -> None:
    client = signed_in("ratna")
    where = brought(client, edited(taken_out(client), cell("Owner", "LIM-1", "Bambang Susilo")))
    assert "Bambang Susilo stands in no register here." in shown(client.get(where))
    assert 'name="take"' not in client.get(where).content.decode()


def test_words_understood_otherwise_are_shown_and_not_ticked(signed_in: SignIn) -> None:
    client = signed_in("ratna")
    page = client.get(
        brought(client, edited(taken_out(client), cell("Review on", "LIM-1", "March 2027")))
    ).content.decode()
    assert "Understood as: 31 March 2027" in page
    assert "checked" not in page.partition('name="take"')[2].partition(">")[0]


def test_a_heading_that_no_plan_has_is_said_to_belong_nowhere(signed_in: SignIn) -> None:
    def annex(document: Any) -> None:
        document.add_heading("Annex: words", 1)
        document.add_paragraph("A glossary.")

    client = signed_in("ratna")
    said = shown(client.get(brought(client, edited(taken_out(client), annex))))
    assert "In no section of the plan" in said
    assert "A glossary." in said
    assert "No part of the plan has this heading." in said


def test_a_heading_added_below_a_section_becomes_an_addition_to_it(
    signed_in: SignIn, acting: Act, plan: PlanRow
) -> None:
    def heading(document: Any) -> None:
        at = next(each for each in document.paragraphs if each.text.startswith("4 "))
        at.insert_paragraph_before("Standing in", style="Heading 2")
        at.insert_paragraph_before("A deputy stands in.")
        at.insert_paragraph_before("The deputy is told.")

    client = signed_in("ratna")
    where = brought(client, edited(taken_out(client), heading))
    said = shown(client.get(where))
    assert said.index("3 Roles") < said.index("Standing in") < said.index("A deputy stands in.")
    client.post(where, form_of(client, where))
    added = now(acting, plan).plan.roles.subsections[-1]
    assert str(added.text) == "A deputy stands in.\n\nThe deputy is told."
    assert "The document says what the plan says" in shown(client.get(where))


def test_comments_in_the_document_are_listed(signed_in: SignIn) -> None:
    def remark(document: Any) -> None:
        document.add_comment(below(document, "Criteria").runs, text="Is this still so?", author="Gita", initials="G")

    client = signed_in("ratna")
    said = shown(client.get(brought(client, edited(taken_out(client), remark))))
    assert "Is this still so?" in said
    assert "They change nothing and stay in the document." in said


def change_here(actor: Actor, plan: PlanRow, old: str, new: str) -> None:
    """Change the first paragraph of the boundaries in the workspace: words for others, or words at its end."""
    scope = dossier_for(plan, actor.organisation, actor.today).plan.scope
    words = scope.boundaries.mapped(
        lambda text: text.replace(old, new) if old else text.replace("\n\n", f"{new}\n\n", 1)
    )
    edit(actor, plan, [Change("plan/scope", "", entry(plan, "plan/scope").digest, replace(scope, boundaries=words))])


def test_what_was_changed_in_the_plan_since_is_no_change_of_the_document(
    signed_in: SignIn, acting: Act, plan: PlanRow
) -> None:
    client = signed_in("ratna")
    raw = taken_out(client)
    change_here(acting("ratna"), plan, "", " A yard as well.")
    page = shown(client.get(brought(client, edited(raw, saying("Retention", " Till doomsday.")))))
    assert "A yard as well." not in page
    assert "Till doomsday." in page
    assert "The document says what the plan says" in shown(client.get(brought(client, raw)))


def test_a_passage_changed_on_both_sides_shows_both_and_is_not_ticked(
    signed_in: SignIn, acting: Act, plan: PlanRow
) -> None:
    client = signed_in("ratna")
    raw = edited(taken_out(client), lambda document: _begin(below(document, BOUNDARIES), "In Jakarta: "))
    change_here(acting("ratna"), plan, "", " A yard as well.")
    where = brought(client, raw)
    page = client.get(where)
    said = shown(page)
    assert "The plan has moved on since this document was taken out" in said
    assert "Changed in the plan since" in said
    assert "A yard as well." in said
    assert "checked" not in page.content.decode()
    client.post(where, form_of(client, where, "In Jakarta"))
    both = str(now(acting, plan).plan.scope.boundaries)
    assert both.startswith("In Jakarta: ")
    assert "A yard as well.\n\n" in both


def _begin(paragraph: Any, words: str) -> None:
    paragraph.runs[0].text = words + paragraph.runs[0].text


def test_the_same_words_changed_on_both_sides_cannot_be_taken_and_both_texts_stand(
    signed_in: SignIn, acting: Act, plan: PlanRow
) -> None:
    client = signed_in("ratna")
    raw = edited(taken_out(client), saying(BOUNDARIES, " Medan too."))
    change_here(acting("ratna"), plan, "", " A yard as well.")
    said = shown(client.get(brought(client, raw)))
    assert "Medan too." in said
    assert "A yard as well." in said
    assert "The plan says something else here now." in said


def test_somebody_who_saves_first_is_not_overwritten_and_the_ticks_stay(
    signed_in: SignIn, acting: Act, plan: PlanRow
) -> None:
    client = signed_in("ratna")
    raw = edited(taken_out(client), lambda document: _begin(below(document, BOUNDARIES), "In Jakarta: "))
    where = brought(client, raw)
    form = form_of(client, where)
    change_here(acting("ratna"), plan, "", " A yard as well.")
    answer = client.post(where, form)
    assert answer.status_code == 409
    assert "Nothing was taken." in shown(answer)
    assert "A yard as well." in shown(answer)
    assert "checked" in answer.content.decode()
    assert "In Jakarta" not in str(now(acting, plan).plan.scope.boundaries)
    assert client.post(where, form_of(client, where)).status_code == 302
    assert "A yard as well.\n\n" in str(now(acting, plan).plan.scope.boundaries)


def test_a_change_that_would_name_nothing_is_refused_whole(signed_in: SignIn, acting: Act, plan: PlanRow) -> None:
    """Taking out an office that other rows name breaks the plan: nothing of what was ticked is stored."""

    def without(document: Any) -> None:
        table = next(each for each in document.tables if each.rows[0].cells[0].text == "Office ID")
        gone = table.rows[1]
        gone._tr.getparent().remove(gone._tr)

    client = signed_in("ratna")
    where = brought(client, edited(taken_out(client), saying(BOUNDARIES, " Medan too."), without))
    answer = client.post(where, form_of(client, where))
    assert answer.status_code == 422
    assert "There is a problem" in shown(answer)
    assert "Medan" not in str(now(acting, plan).plan.scope.boundaries)


def test_a_suggestion_on_an_edited_paragraph_asks_for_the_edit_too(
    signed_in: SignIn, acting: Act, plan: PlanRow
) -> None:
    def both(document: Any) -> None:
        paragraph = below(document, BOUNDARIES)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = "The buildings in Jakarta and in Medan."
        inserted(paragraph, " And the yard.", "Gita")

    client = signed_in("ratna")
    where = brought(client, edited(taken_out(client), both))
    assert "Stands on the change above it." in shown(client.get(where))
    refused = client.post(where, form_of(client, where, "Gita"))
    assert refused.status_code == 422
    assert "take that one too" in shown(refused)
    client.post(where, form_of(client, where))
    assert str(now(acting, plan).plan.scope.boundaries).startswith(
        "The buildings in Jakarta and in Medan. And the yard.\n\n"
    )


def test_nothing_ticked_is_said_and_stores_nothing(signed_in: SignIn) -> None:
    client = signed_in("ratna")
    where = brought(client, edited(taken_out(client), saying(BOUNDARIES, " Medan too.")))
    answer = client.post(where, {})
    assert answer.status_code == 422
    assert "Tick what you want to take." in shown(answer)


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document/>'
HOSTILE = {
    "doctype.docx": lambda: made({"word/document.xml": DOCTYPE}), "text.docx": lambda: b"no document at all", "plan.txt": lambda: b"Scope",
    "empty.docx": lambda: b"",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_name_and_nothing_of_it_is_stored(
    signed_in: SignIn, plan: PlanRow, name: str
) -> None:
    client = signed_in("ratna")
    answer = bring(client, HOSTILE[name](), name)
    assert answer.status_code == 422
    assert "There is a problem" in shown(answer)
    assert name in shown(answer)
    assert "root:" not in shown(answer)
    assert not Upload.objects.of(plan.organisation_id).filter(kind="returned").exists()


def test_a_document_of_somebody_else_and_one_of_another_plan_are_refused(signed_in: SignIn, plan: PlanRow) -> None:
    client = signed_in("ratna")
    held = BytesIO()
    strange = docx.Document()
    strange.add_heading("Scope", 1)
    strange.save(held)
    assert "was not written from this plan" in shown(bring(client, held.getvalue()))
    raw = edited(taken_out(client), lambda document: _rename_state(document, "osmp_state_en_1_00000000_000000"))
    assert "was written from another plan" in shown(bring(client, raw))
    assert not Import.objects.of(plan.organisation_id).filter(target="returned").exists()


def _rename_state(document: Any, name: str) -> None:
    for mark in document.element.body.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}bookmarkStart"
    ):
        key = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}name"
        if mark.get(key).startswith("osmp_state_"):
            mark.set(key, name)


def test_a_document_that_lost_its_mark_is_compared_with_the_plan_of_today(signed_in: SignIn) -> None:
    client = signed_in("ratna")
    raw = edited(
        taken_out(client), lambda document: _rename_state(document, "other"), saying(BOUNDARIES, " Medan too.")
    )
    said = shown(client.get(brought(client, raw)))
    assert "The document does not say when it was taken out" in said
    assert "Medan too." in said


def test_a_practice_owner_takes_what_is_theirs_and_sees_what_is_not(
    signed_in: SignIn, acting: Act, plan: PlanRow
) -> None:
    client = signed_in("dimas")
    raw = edited(taken_out(client), saying(BOUNDARIES, " Medan too."), saying("Incident management", "x"))
    where = brought(client, raw)
    said = shown(client.get(where))
    assert "Not yours to take" in said
    assert client.post(where, {"take": ["anything"]}).status_code == 409


def test_an_auditor_neither_takes_the_draft_out_nor_brings_anything(signed_in: SignIn) -> None:
    client = signed_in("intan")
    if client.get(WORD).status_code == 200:  # an internal auditor may read the draft, and brings nothing
        assert "Whoever writes in the plan can bring an edited document back." in shown(client.get(WORD))
        assert 'type="file"' not in client.get(WORD).content.decode()
    assert bring(client, b"PK").status_code == 403


def test_the_way_to_word_stands_on_read_and_in_settings(signed_in: SignIn) -> None:
    client = signed_in("ratna")
    assert WORD in client.get(BASE + "plan/").content.decode()
    assert WORD in client.get(BASE + "settings/").content.decode()


def test_the_page_of_the_changes_asks_the_database_a_handful_of_questions(
    signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = signed_in("ratna")
    where = brought(client, edited(taken_out(client), saying(BOUNDARIES, " Medan too.")))
    client.get(where)
    with django_assert_max_num_queries(8):
        client.get(where)


def test_a_tracked_deletion_of_all_words_takes_the_passage_out(signed_in: SignIn, acting: Act, plan: PlanRow) -> None:
    def strike(document: Any) -> None:
        paragraph = below(document, "Distribution")
        text = paragraph.text
        for run in paragraph.runs:
            run.text = ""
        deleted(paragraph, text, "Dimas")

    client = signed_in("ratna")
    where = brought(client, edited(taken_out(client), strike))
    client.post(where, form_of(client, where))
    assert not now(acting, plan).plan.review.distribution
