"""What is kept in memory, when it is built anew, and how versions follow each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread
from time import sleep

import pytest

from opensmp.actions.commenting import comment
from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.exchange.writing import document
from opensmp.lifecycle.history import Version
from opensmp.plan.prose import Prose
from opensmp.store.comparing import DRAFT, changes_between, compare, version_for
from opensmp.store.models import Entry, Organisation, PlanRow, SealedVersion
from opensmp.store.reading import Kept, dossier_for, report_for, rules_of, versions_of

Acting = Callable[[str], Actor]
DAY = date(2026, 11, 22)


def test_what_was_built_is_built_once_until_it_is_pushed_out_by_newer_ones() -> None:
    kept: Kept[str] = Kept(2)
    built: list[str] = []

    def ask(key: str) -> str:
        return kept.get(key, lambda: built.append(key) or f"<{key}>")  # type: ignore[func-returns-value]

    assert [ask(key) for key in ("a", "a", "b", "a", "c")] == ["<a>", "<a>", "<b>", "<a>", "<c>"]
    assert built == ["a", "b", "c"]
    ask("a")
    assert built == ["a", "b", "c"], "a was used after b, so b went"
    ask("b")
    assert built == ["a", "b", "c", "b"]


def test_nothing_is_kept_where_building_fails() -> None:
    kept: Kept[int] = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 2) == 2


def test_also_a_result_of_none_is_kept() -> None:
    kept: Kept[int | None] = Kept(2)
    assert kept.get("a", lambda: None) is None
    assert kept.get("a", lambda: 1) is None


def test_threads_that_ask_for_the_same_at_once_build_it_once() -> None:
    kept: Kept[str] = Kept(4)
    begin, built = Barrier(2, timeout=5), []

    def build() -> str:
        built.append(1)
        sleep(0.05)
        return "made"

    def ask() -> None:
        begin.wait()
        found.append(kept.get("a", build))

    found: list[str] = []
    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["made", "made"]
    assert len(built) == 1


def test_what_could_not_be_built_is_tried_again() -> None:
    kept: Kept[str] = Kept(4)

    def broken() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        kept.get("a", broken)
    assert kept.get("a", lambda: "made") == "made"


def sealed(plan: PlanRow, *rows: Version) -> None:
    """Store versions of a plan that has none."""
    for position, row in enumerate(rows):
        SealedVersion.objects.create(
            organisation_id=plan.organisation_id, plan=plan, number=row.number, position=position,
            history=document(row), sealed_at="2026-11-22T00:00:00Z",
        )  # fmt: skip


@pytest.fixture
def empty(organisation: Organisation) -> PlanRow:
    """A plan without versions."""
    return PlanRow.objects.create(organisation=organisation, slug="empty", title="Empty")


def test_each_version_ends_the_day_before_the_next_one_begins(empty: PlanRow, organisation: Organisation) -> None:
    sealed(
        empty,
        Version(number="1.0", start=date(2026, 1, 1)),
        Version(number="1.1", start=date(2026, 3, 1)),
        Version(number="2.0", start=date(2027, 1, 1)),
    )
    versions, texts, digests = versions_of(empty, organisation)
    assert [(row.number, row.end) for row in versions] == [
        ("1.0", date(2026, 2, 28)), ("1.1", date(2026, 12, 31)), ("2.0", None)
    ]  # fmt: skip
    assert (len(texts), "1.0" in texts, digests) == (0, False, {})


def test_an_end_that_was_written_stands_although_nothing_followed_at_once(
    empty: PlanRow, organisation: Organisation
) -> None:
    sealed(
        empty,
        Version(number="1.0", start=date(2026, 1, 1), end=date(2026, 1, 31)),
        Version(number="1.1", start=date(2026, 3, 1)),
    )
    assert [row.end for row in versions_of(empty, organisation)[0]] == [date(2026, 1, 31), None]


def test_versions_stored_in_another_order_end_by_their_days_and_keep_their_order(
    empty: PlanRow, organisation: Organisation
) -> None:
    sealed(
        empty,
        Version(number="2.0", start=date(2027, 1, 1)),
        Version(number="1.0", start=date(2026, 1, 1)),
        Version(number="3.0"),
    )
    assert [(row.number, row.end) for row in versions_of(empty, organisation)[0]] == [
        ("2.0", None), ("1.0", date(2026, 12, 31)), ("3.0", None)
    ]  # fmt: skip


def test_the_text_of_a_version_is_fetched_when_somebody_asks(
    plan: PlanRow, organisation: Organisation, django_assert_num_queries: Callable[[int], object]
) -> None:
    texts = versions_of(plan, organisation)[1]
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert ("2.0" in texts, "9.9" in texts, "2.0" in list(texts)) == (True, False, True)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert texts["2.0"] is texts["2.0"]
    with pytest.raises(KeyError):
        texts["9.9"]


def write(actor: Actor, plan: PlanRow, words: str) -> None:
    scope = dossier_for(plan, actor.organisation, actor.today).plan.scope
    seen = Entry.objects.of(plan.organisation_id).get(plan=plan, place="plan/scope").digest
    edit(actor, plan, [Change("plan/scope", "", seen, replace(scope, boundaries=Prose.of({"en": words, "id": words})))])


def test_what_is_kept_is_the_same_object_until_somebody_changes_something(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    before = dossier_for(plan, ratna.organisation, DAY)
    assert dossier_for(plan, ratna.organisation, DAY) is before
    assert report_for(plan, ratna.organisation, DAY) is report_for(plan, ratna.organisation, DAY)
    assert dossier_for(plan, ratna.organisation, date(2026, 11, 23)).today == date(2026, 11, 23)
    write(ratna, plan, "New words.")
    after = dossier_for(plan, ratna.organisation, DAY)
    assert after.plan.scope.boundaries.text("en") == "New words."
    assert before.plan.scope.boundaries.text("en") != "New words.", "whoever reads the old value keeps it whole"


def test_a_comment_leaves_what_was_built_of_the_plan(acting: Acting, plan: PlanRow) -> None:
    actor = acting("ratna")
    kept, head = dossier_for(plan, actor.organisation, DAY), actor.organisation.head
    comment(actor, plan, "plan/scope", "Is the branch in Medan covered?")
    again = Organisation.objects.get(pk=actor.organisation.pk)
    assert again.head == head + 1
    assert dossier_for(plan, again, DAY) is kept


def test_each_profile_has_rules_and_a_report_of_its_own(plan: PlanRow, organisation: Organisation) -> None:
    reports = {name: report_for(plan, organisation, DAY, name) for name in ("stage1", "stage2", "ojk")}
    assert len({report.rules for report in reports.values()}) == 3
    assert all(reports[name].rules == rules_of(name) for name in reports)


@pytest.mark.requirement("R30")
def test_the_draft_differs_from_the_version_in_force_by_what_was_written(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    before = changes_between(plan, ratna.organisation, DAY, "2.0")
    assert before is not None
    write(ratna, plan, "Entirely new words.")
    after = changes_between(plan, ratna.organisation, DAY, "2.0")
    assert after is not None
    told = next(each for each in after if each.where == ("plan", "scope", "boundaries"))
    assert told.kind == "changed"
    assert told.after.text("en") == "Entirely new words."
    assert not [each for each in after if each.where[:3] == ("plan", "identity", "version")]


def test_versions_are_compared_in_both_directions_and_a_version_with_itself_is_the_same(
    plan: PlanRow, organisation: Organisation
) -> None:
    there, back = (changes_between(plan, organisation, DAY, *pair) for pair in (("1.3", "2.0"), ("2.0", "1.3")))
    assert there
    assert back
    assert {each.where for each in there if each.kind == "changed"} == {
        each.where for each in back if each.kind == "changed"
    }
    assert {each.where for each in there if each.kind == "added"} == {
        each.where for each in back if each.kind == "removed"
    }
    assert changes_between(plan, organisation, DAY, "2.0", "2.0") == ()
    assert changes_between(plan, organisation, DAY, DRAFT, DRAFT) == ()


def test_a_version_without_a_kept_text_is_compared_with_nothing(plan: PlanRow, organisation: Organisation) -> None:
    assert version_for(plan, organisation, DAY, "1.0") is None, "the bank kept only the digest of its first version"
    assert changes_between(plan, organisation, DAY, "1.0", "2.0") is None
    assert changes_between(plan, organisation, DAY, "2.0", "no such version") is None


def test_daily_life_and_the_order_of_a_register_are_no_change_of_the_plan(
    plan: PlanRow, organisation: Organisation
) -> None:
    one = version_for(plan, organisation, DAY, DRAFT)
    assert one is not None
    turned = replace(one.registers, services=tuple(reversed(one.registers.services)))
    assert compare(one, replace(one, registers=turned)) == ()
    renumbered = replace(one.plan, identity=replace(one.plan.identity, version="7.0"))
    assert compare(one, replace(one, plan=renumbered)) == ()
    gone = replace(one.registers, services=one.registers.services[1:])
    (told,) = compare(one, replace(one, registers=gone))
    assert (told.kind, told.where) == ("removed", ("registers", "services", one.registers.services[0].id))
