"""A document that came home from Word: kept when it was read, taken as one change, and taken back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from opensmp.actions.brought import LARGEST, BroughtFile
from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, Conflict
from opensmp.actions.returning import hold, receive, take, take_back
from opensmp.i18n import Forbidden, Refused, Unreadable
from opensmp.plan.prose import Prose
from opensmp.store.mapping import read_body
from opensmp.store.models import Entry, Event, Import, PlanRow, Upload

pytestmark = [pytest.mark.requirement("R56"), pytest.mark.django_db]
Act = Callable[[str], Actor]
FILE = BroughtFile("plan.docx", "0" * 64, 3)


def scope(plan: PlanRow) -> Entry:
    return Entry.objects.of(plan.organisation_id).get(place="plan/scope", key="")


def reworded(plan: PlanRow, words: str, seen: str = "") -> Change:
    held = scope(plan)
    value = replace(read_body("plan/scope", held.body).value, boundaries=Prose.of(words))
    return Change("plan/scope", "", seen or held.digest, value)


def test_a_document_is_kept_by_its_content_and_named_when_it_was_read(acting: Act, plan: PlanRow) -> None:
    ratna = acting("ratna")
    file = hold(ratna, "C:\\plans\\plan.docx", [b"abc"])
    assert (file.name, file.size) == ("plan.docx", 3)
    assert not Upload.objects.of(ratna.organisation).filter(sha256=file.sha256).exists()
    row = receive(ratna, plan, file)
    assert (row.upload.sha256, row.upload.kind, row.options) == (file.sha256, "returned", {"plan": plan.pk})
    assert Event.objects.of(ratna.organisation).latest("number").digest == file.sha256


@pytest.mark.parametrize(("blocks", "error"), [([], Unreadable), ([b"x" * LARGEST, b"x"], Refused)])
def test_an_empty_document_and_one_too_large_are_refused(acting: Act, blocks: list[bytes], error: type) -> None:
    with pytest.raises(error):
        hold(acting("ratna"), "plan.docx", blocks)


def test_who_writes_nothing_brings_nothing(acting: Act, plan: PlanRow) -> None:
    for act in (lambda: hold(acting("intan"), "plan.docx", [b"x"]), lambda: receive(acting("maya"), plan, FILE)):
        with pytest.raises(Forbidden):
            act()


def test_what_was_chosen_is_one_event_that_names_the_authors_in_the_reader_s_language(
    acting: Act, plan: PlanRow
) -> None:
    ratna = acting("ratna")
    row = receive(ratna, plan, FILE)
    number = take(ratna, plan, row, [reworded(plan, "The yard.")], ["Wulan", "Gita"])
    event = Event.objects.of(ratna.organisation).latest("number")
    assert (event.number, event.reason) == (number, "Edited in Word by Wulan and Gita (plan.docx)")
    kept = Import.objects.of(ratna.organisation).get(pk=row.pk)
    assert (kept.status, kept.result) == ("done", {"events": [number]})


def test_a_change_of_a_text_that_moved_on_stores_nothing_at_all(acting: Act, plan: PlanRow) -> None:
    ratna = acting("ratna")
    row = receive(ratna, plan, FILE)
    before = scope(plan).body
    with pytest.raises(Conflict):
        take(ratna, plan, row, [reworded(plan, "The yard.", seen="0" * 64)], [])
    assert scope(plan).body == before
    assert Import.objects.of(ratna.organisation).get(pk=row.pk).status == "waiting"


def test_what_was_taken_is_taken_back_the_last_first(acting: Act, plan: PlanRow) -> None:
    ratna = acting("ratna")
    row = receive(ratna, plan, FILE)
    before = scope(plan).body
    for words in ("The yard.", "The yard and the roof."):
        take(ratna, plan, row, [reworded(plan, words)], [])
        row.refresh_from_db()
    take_back(ratna, plan, row)
    assert "The yard." in scope(plan).body
    row.refresh_from_db()
    assert row.status == "done"
    take_back(ratna, plan, row)
    row.refresh_from_db()
    assert (scope(plan).body, row.status) == (before, "undone")
    with pytest.raises(Refused):
        take_back(ratna, plan, row)
