"""Comments, the place where one stopped reading, beginning, taking back, files that people bring, and verdicts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from opensmp.actions import recording, uploading
from opensmp.actions.beginning import begin, may_begin
from opensmp.actions.commenting import LONGEST, comment, settle
from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, Conflict, edit
from opensmp.actions.placing import stop_reading_at
from opensmp.actions.undoing import undo
from opensmp.dossier import Dossier
from opensmp.exchange.errors import Unreadable
from opensmp.i18n import Forbidden, Refused
from opensmp.measures.verdict import Verdict
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Person
from opensmp.site.demo import DAY
from opensmp.store.models import (
    Account,
    Comment,
    Entry,
    Event,
    Import,
    Membership,
    Organisation,
    PlanRow,
    ReadingPlace,
    Upload,
)
from opensmp.store.reading import dossier_for

Acting = Callable[[str], Actor]


@pytest.fixture(autouse=True)
def disk(settings: Any, tmp_path: Path) -> Path:
    """A folder of its own for the files of each test."""
    settings.HOME = tmp_path
    return tmp_path


def events(plan: PlanRow) -> int:
    return Event.objects.of(plan.organisation_id).count()


# Comments ------------------------------------------------------------------------------------------------------------


def test_a_comment_is_kept_without_the_space_around_it_in_one_event(acting: Acting, plan: PlanRow) -> None:
    before = events(plan)
    row = comment(acting("intan"), plan, "plan/scope/text", "  Please explain.\n")
    assert (row.text, row.where, row.settled_at) == ("Please explain.", "plan/scope/text", None)
    assert events(plan) == before + 1


@pytest.mark.parametrize(
    ("where", "text"),
    [("plan/scope/text", " \n"), ("plan/scope/text", "x" * (LONGEST + 1)), ("plan", "Hello"), ("plan/nothing/text", "Hello"),
     ("settings/x", "Hello"), ("", "Hello"), ("plan/scope/" + "x" * 300, "Hello")],
)  # fmt: skip
def test_a_comment_that_says_nothing_too_much_or_stands_nowhere_is_refused(
    acting: Acting, plan: PlanRow, where: str, text: str
) -> None:
    before = events(plan)
    with pytest.raises(Refused):
        comment(acting("ratna"), plan, where, text)
    assert events(plan) == before
    assert not Comment.objects.of(plan.organisation_id).exists()


def test_the_longest_comment_and_one_at_a_register_are_kept(acting: Acting, plan: PlanRow) -> None:
    assert len(comment(acting("ratna"), plan, "registers/services/S-01", "x" * LONGEST).text) == LONGEST


def test_settling_closes_one_passage_and_leaves_the_others(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    for where in ("plan/scope/text", "plan/scope/text", "plan/roles/text"):
        comment(ratna, plan, where, "Hello.")
    assert settle(acting("dimas"), plan, "plan/scope/text") == 2
    assert [row.where for row in Comment.objects.of(plan.organisation_id).filter(settled_at=None)] == [
        "plan/roles/text"
    ]


def test_settling_where_nothing_is_open_leaves_no_event(acting: Acting, plan: PlanRow) -> None:
    before = events(plan)
    with pytest.raises(Refused, match="Nothing is open"):
        settle(acting("ratna"), plan, "plan/scope/text")
    assert events(plan) == before
    assert Organisation.objects.get(pk=plan.organisation_id).head == before


def test_an_auditor_from_outside_comments_nothing(acting: Acting, plan: PlanRow) -> None:
    outside = replace(acting("intan"), role="external_auditor")
    with pytest.raises(Forbidden):
        comment(outside, plan, "plan/scope/text", "Hello.")


# Where one stopped ---------------------------------------------------------------------------------------------------


def test_the_sections_read_are_told_in_the_plans_order_each_once(acting: Acting, plan: PlanRow) -> None:
    maya, before = acting("maya"), events(plan)
    for section in ("roles", "scope", "roles"):
        read = stop_reading_at(maya, plan, section)
    assert read == ("scope", "roles")
    assert ReadingPlace.objects.of(plan.organisation_id).get().section == "roles"
    assert events(plan) == before


def test_where_one_stopped_is_nobody_elses(acting: Acting, plan: PlanRow) -> None:
    stop_reading_at(acting("maya"), plan, "scope")
    assert stop_reading_at(acting("ratna"), plan, "roles") == ("roles",)
    assert ReadingPlace.objects.of(plan.organisation_id).count() == 2
    with pytest.raises(Refused):
        stop_reading_at(acting("maya"), plan, "identity")


# Beginning -----------------------------------------------------------------------------------------------------------


def test_whoever_belongs_to_no_organisation_begins_one_and_owns_it(db: None, bank: Dossier) -> None:
    account = Account.objects.create_user("new@elsewhere.example", None, name="Newcomer")
    assert may_begin(account)
    row = begin(account, "elsewhere", "Elsewhere", bank)
    member = Membership.everywhere.get(account=account)
    assert (row.slug, row.organisation.slug, member.role) == ("smp", "elsewhere", "sms_owner")
    assert may_begin(account)


@pytest.mark.parametrize(
    ("person", "may"), [("ratna", True), ("lukman", True), ("dimas", False), ("maya", False), ("intan", False)]
)
def test_only_whoever_looks_after_an_organisation_begins_another(
    acting: Acting, bank: Dossier, person: str, may: bool
) -> None:
    account = acting(person).account
    assert may_begin(account) is may
    if not may:
        with pytest.raises(Forbidden):
            begin(account, "another", "Another", bank)
        assert not Organisation.objects.filter(slug="another").exists()


def test_an_organisation_whose_name_in_addresses_is_taken_is_not_half_begun(acting: Acting, bank: Dossier) -> None:
    counted = Organisation.objects.count(), PlanRow.everywhere.count()
    with pytest.raises((Refused, IntegrityError)), transaction.atomic():
        begin(acting("ratna").account, "bank-nusantara", "Twice", bank)
    assert (Organisation.objects.count(), PlanRow.everywhere.count()) == counted


# Taking back ---------------------------------------------------------------------------------------------------------


def rewritten(actor: Actor, plan: PlanRow, words: str) -> int:
    scope = dossier_for(plan, actor.organisation, DAY).plan.scope
    seen = Entry.objects.of(plan.organisation_id).get(place="plan/scope").digest
    return edit(actor, plan, [Change("plan/scope", "", seen, replace(scope, text=Prose.of(words)))])


def test_what_an_event_changed_is_put_back_by_an_event_of_its_own(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    before = Entry.objects.of(plan.organisation_id).get(place="plan/scope").body
    number = rewritten(ratna, plan, "Another text.")
    again = undo(ratna, plan, number)
    assert again == number + 1
    assert Entry.objects.of(plan.organisation_id).get(place="plan/scope").body == before
    assert f"Undoes event {number}" in Event.objects.of(plan.organisation_id).get(number=again).reason


def test_taking_back_twice_brings_the_change_again(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    number = rewritten(ratna, plan, "Another text.")
    undo(ratna, plan, undo(ratna, plan, number))
    assert "Another text." in Entry.objects.of(plan.organisation_id).get(place="plan/scope").body


def test_a_row_that_was_taken_out_comes_back_and_one_that_was_added_goes(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    row = Entry.objects.of(plan.organisation_id).get(place="registers/services", key="S-29")
    service = dossier_for(plan, ratna.organisation, DAY).services["S-29"]
    undo(ratna, plan, edit(ratna, plan, [Change("registers/services", "S-29", row.digest, None)]))
    assert dossier_for(plan, ratna.organisation, DAY).services["S-29"] == service
    added = edit(ratna, plan, [Change("registers/services", "S-99", "", replace(service, id="S-99"))])
    undo(ratna, plan, added)
    assert "S-99" not in dossier_for(plan, ratna.organisation, DAY).services


def test_what_was_changed_since_is_not_put_back_over(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    number = rewritten(ratna, plan, "First.")
    rewritten(ratna, plan, "Second.")
    before = events(plan)
    with pytest.raises(Conflict):
        undo(ratna, plan, number)
    assert events(plan) == before
    assert "Second." in Entry.objects.of(plan.organisation_id).get(place="plan/scope").body


def test_an_event_that_changed_no_text_and_a_row_that_others_name_stay(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    with pytest.raises(Refused, match="changed nothing"):
        undo(ratna, plan, 999_999)
    added = edit(ratna, plan, [Change("organisation/people", "zoe", "", Person(id="zoe", name="Zoe Tan"))])
    scope = dossier_for(plan, ratna.organisation, DAY).plan.scope
    seen = Entry.objects.of(plan.organisation_id).get(place="plan/scope").digest
    edit(ratna, plan, [Change("plan/scope", "", seen, replace(scope, keeper="zoe"))])
    with pytest.raises(Unreadable, match="zoe"):
        undo(ratna, plan, added)


def test_whoever_may_not_change_a_section_takes_nothing_back_in_it(acting: Acting, plan: PlanRow) -> None:
    number = rewritten(acting("ratna"), plan, "Another text.")
    with pytest.raises(Forbidden):
        undo(acting("intan"), plan, number)


# Files ---------------------------------------------------------------------------------------------------------------


def test_a_file_is_kept_by_its_content_once(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    first, again = (uploading.bring(ratna, name, [b"id,name\n", b"S-1,A\n"]) for name in ("a.csv", "b.csv"))
    assert first.sha256 == again.sha256
    assert (first.size, first.name, again.name) == (14, "a.csv", "b.csv")
    assert Event.objects.of(plan.organisation_id).order_by("-number")[0].digest == first.sha256


def test_a_file_that_is_too_large_leaves_nothing(
    acting: Acting, plan: PlanRow, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "LARGEST", 1024)
    before = events(plan)
    with pytest.raises(Refused, match="larger than"):
        uploading.bring(acting("ratna"), "large.csv", [b"x" * 600, b"x" * 600])
    assert events(plan) == before
    assert not Upload.objects.of(plan.organisation_id).exists()
    assert [each for each in disk.rglob("*") if each.is_file() and each.stat().st_size > 500] == []


@pytest.mark.parametrize("person", ["dimas", "maya", "intan", "lukman"])
def test_only_the_sms_owner_brings_a_register_and_nothing_of_others_is_kept(
    acting: Acting, plan: PlanRow, disk: Path, person: str
) -> None:
    with pytest.raises(Forbidden):
        uploading.bring(acting(person), "a.csv", [b"secret"])
    assert not [each for each in disk.rglob("*") if each.is_file() and each.read_bytes() == b"secret"]


# Records and verdicts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\Users\\x\\july.csv", "july.csv"), ("a\x1b[2Jb\u202e.csv", "a[2Jb.csv"), ("...", "export.csv"),
     ("", "export.csv"), ("x" * 300 + ".csv", "x" * 116 + ".csv")],
)  # fmt: skip
def test_the_name_of_an_export_loses_its_folders_and_whatever_a_terminal_would_obey(
    acting: Acting, name: str, kept: str
) -> None:
    assert recording.bring_records(acting("ratna"), name, [b"number\n1\n"]).upload.name == kept


def test_an_empty_export_is_refused(acting: Acting, plan: PlanRow) -> None:
    before = events(plan)
    with pytest.raises(Refused, match="empty"):
        recording.bring_records(acting("ratna"), "a.csv", [b""])
    assert events(plan) == before


def test_an_import_is_started_once_and_runs_once(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    row = recording.bring_records(ratna, "a.csv", [b"number\n1\n"])
    assert not recording.begin(row)
    recording.start_import(ratna, plan, row, {"mapping": "x"})
    with pytest.raises(Refused, match="started already"):
        recording.start_import(ratna, plan, row, {"mapping": "x"})
    assert recording.begin(row)
    assert not recording.begin(row)
    recording.tell_progress(row, 250, {"en": "Reading"})
    assert Import.objects.of(plan.organisation_id).get(pk=row.pk).progress == 100


def test_an_import_that_failed_or_was_left_behind_is_started_again_and_one_that_runs_is_not(
    acting: Acting, plan: PlanRow
) -> None:
    ratna = acting("ratna")
    row = recording.bring_records(ratna, "a.csv", [b"number\n1\n"])
    mine = Import.objects.of(plan.organisation_id).filter(pk=row.pk)
    recording.fail(row, {"en": "No."}, None)
    assert mine.get().result == {"problem": {"en": "No."}, "hint": {}}
    recording.start_import(ratna, plan, row, {})
    recording.begin(row)
    assert not recording.is_stalled(mine.get())
    with pytest.raises(Refused):
        recording.start_import(ratna, plan, row, {})
    mine.update(started_at=datetime.now(UTC) - recording.STALLED - timedelta(minutes=1))
    assert recording.is_stalled(mine.get())
    recording.start_import(ratna, plan, row, {})
    assert mine.get().status == recording.QUEUED


def verdict(word: Any, end: str = "2026-10-31", **more: Any) -> Verdict:
    last = date.fromisoformat(end)
    return Verdict(
        commitment="CM-CH-2", start=last.replace(day=1), end=last, verdict=word, measured=Decimal("6.8"), **more
    )


@pytest.mark.requirement("R56")
def test_a_verdict_replaces_the_one_on_its_window_and_leaves_every_other(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    before = dossier_for(plan, ratna.organisation, DAY).verdicts
    assert recording.record_verdicts(ratna, plan, [verdict("broken", "2025-01-31")], ())
    assert recording.record_verdicts(ratna, plan, [verdict("kept", "2025-01-31")], ())
    after = dossier_for(plan, ratna.organisation, DAY).verdicts
    assert len(after) == len(before) + 1
    assert set(before) < set(after)
    assert [each.verdict for each in after if each.end == date(2025, 1, 31)] == ["kept"]


def test_measuring_what_is_known_already_leaves_no_event(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    recording.record_verdicts(ratna, plan, [verdict("kept", "2025-01-31")], ())
    before = events(plan)
    assert not recording.record_verdicts(ratna, plan, [verdict("kept", "2025-01-31")], ())
    assert events(plan) == before


def test_an_import_that_changes_nothing_is_done_all_the_same(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    recording.record_verdicts(ratna, plan, (), ())
    row, before = recording.bring_records(ratna, "a.csv", [b"number\n1\n"]), events(plan)
    assert not recording.record_verdicts(ratna, plan, (), (), done=row, result={"records": 1})
    held = Import.objects.of(plan.organisation_id).get(pk=row.pk)
    assert (held.status, held.result, events(plan)) == (recording.DONE, {"records": 1}, before + 1)


def test_an_auditor_records_no_verdict(acting: Acting, plan: PlanRow) -> None:
    with pytest.raises(Forbidden):
        recording.record_verdicts(acting("intan"), plan, [verdict("kept", "2025-01-31")], ())
