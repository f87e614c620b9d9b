"""The objectives in the browser: evidence beside the sentence, and the form that makes a sentence measurable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.objectives import Objective
from opensmp.plan.prose import Prose
from opensmp.site.demo import DAY
from opensmp.store.models import Entry, Event, PlanRow
from opensmp.store.reading import dossier_for
from opensmp.web.answers import Answers, Tongue
from opensmp.web.objectives.sentences import blanks_of, day_in_words, made_of, read_back, sentence_of

SignIn = Callable[..., Client]
Acting = Callable[[str], Actor]
PLACE = "plan/objectives/objectives"
ALONE = Tongue("en", ("en",))
BOTH = Tongue("en", ("en", "id"))


def objective(acting: Acting, plan: PlanRow, key: str) -> Objective:
    return dossier_for(plan, acting("ratna").organisation, DAY).objectives[key]


def digest(plan: PlanRow, key: str) -> str:
    return Entry.objects.of(plan.organisation_id).get(place=PLACE, key=key).digest


def unsaid(acting: Acting, plan: PlanRow) -> Objective:
    """Turn SMO-9 into a sentence that nobody can check."""
    row = objective(acting, plan, "SMO-9")
    words = Prose.of({"en": "Improve problem management so that recurring incidents become less frequent.",
                      "id": "Meningkatkan manajemen masalah agar insiden berulang berkurang."})  # fmt: skip
    vague = replace(row, statement=words, target=None, baseline=None, deadline=None, readings=())
    edit(acting("ratna"), plan, [Change(PLACE, "SMO-9", digest(plan, "SMO-9"), vague)])
    return vague


@pytest.mark.requirement("R11", "R71")
def test_each_objective_stands_with_its_figure_and_the_word_for_it(signed_in: SignIn) -> None:
    page = signed_in("ratna").get(BASE + "objectives/").content.decode()
    assert "Objectives for 2027" in page
    assert "Nine objectives: 5 reach their target today and 4 are on their way." in page
    assert "96.4%" in page
    assert "Under way" in page
    assert "Missed" not in page


@pytest.mark.requirement("R11")
def test_an_objective_without_a_number_is_shown_first_with_its_questions(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    unsaid(acting, plan)
    page = signed_in("ratna").get(BASE + "objectives/").content.decode()
    assert "An auditor cannot tell whether this was achieved" in page
    assert "By when, or measured over which period?" in page
    assert "___" in page
    assert "objectives/SMO-9/say/" in page
    assert page.count("Improve problem management so that") == 1
    assert "one is not where it should be" in page


@pytest.mark.requirement("R11")
def test_the_sentence_form_makes_it_measurable_with_the_persons_own_numbers(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    unsaid(acting, plan)
    sent = {
        "seen": digest(plan, "SMO-9"), "kind": "decrease", "metric-en": "the share of repeat incidents",
        "metric-id": "persentase insiden berulang", "unit": "%", "start": "19.4", "start_on": "2025-12-31", "target": "15.5",
        "deadline": "2027-12-31", "source-en": "Incident log", "owner": "rizky",
    }  # fmt: skip
    client = signed_in("ratna")
    assert client.post(BASE + "objectives/SMO-9/say/", sent).status_code == 302
    row = objective(acting, plan, "SMO-9")
    assert row.statement.text("en") == (
        "Reduce the share of repeat incidents from 19.4% (31 December 2025) to at most 15.5% by 31 December 2027."
    )
    assert row.statement.text("id").startswith("Menurunkan persentase insiden berulang dari 19,4% (31 Desember 2025)")
    assert (row.kind, row.target, row.deadline) == ("decrease", Decimal("15.5"), date(2027, 12, 31))
    assert row.actions
    assert "An auditor cannot tell" not in client.get(BASE + "objectives/").content.decode()


def test_a_blank_that_is_missing_is_named_and_the_rest_stays(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    sent = {
        "seen": digest(plan, "SMO-9"),
        "kind": "decrease",
        "metric-en": "the share of repeat incidents",
        "target": "less",
    }
    before = Event.objects.of(plan.organisation_id).count()
    answer = signed_in("ratna").post(BASE + "objectives/SMO-9/say/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    for field in ("target", "start", "deadline"):
        assert f'href="#id_{field}"' in page
    assert 'value="less"' in page
    assert Event.objects.of(plan.organisation_id).count() == before


def test_a_new_objective_is_written_by_a_practice_owner_only_where_they_keep_the_section(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    sent = {"kind": "maintain at least", "metric-en": "the share of calls answered within 30 seconds", "unit": "%", "target": "90",
            "window": "month", "id": "SMO-10"}  # fmt: skip
    assert signed_in("dimas").post(BASE + "objectives/new/", sent).status_code == 403
    assert signed_in("ratna").post(BASE + "objectives/new/", sent).status_code == 302
    assert objective(acting, plan, "SMO-10").period == "2027"
    taken = signed_in("ratna").post(BASE + "objectives/new/", sent)
    assert taken.status_code == 422
    assert 'href="#id_id"' in taken.content.decode()


def test_an_owner_changes_their_own_objective(signed_in: SignIn, acting: Acting, plan: PlanRow) -> None:
    assert objective(acting, plan, "SMO-1").owner == "dimas"
    client = signed_in("dimas")
    assert client.get(BASE + "objectives/SMO-1/edit/").status_code == 200
    assert client.get(BASE + "objectives/SMO-3/edit/").status_code == 302


@pytest.mark.requirement("R57")
def test_a_sentence_that_somebody_else_changed_is_not_written_over(
    signed_in: SignIn, acting: Acting, plan: PlanRow
) -> None:
    seen = digest(plan, "SMO-9")
    unsaid(acting, plan)
    sent = {
        "seen": seen,
        "kind": "decrease",
        "metric-en": "the share",
        "unit": "%",
        "start": "19",
        "target": "15",
        "deadline": "2027-12-31",
    }
    answer = signed_in("ratna").post(BASE + "objectives/SMO-9/say/", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "the share" in page
    assert digest(plan, "SMO-9") in page


def test_a_sentence_is_read_while_it_is_typed(signed_in: SignIn) -> None:
    page = (
        signed_in("ratna")
        .post(BASE + "objectives/reading/", {"sentence": "Answer high-priority calls within 15 minutes."})
        .content.decode()
    )
    assert "<html" not in page
    assert "within 15 minutes" in page or "15 minutes" in page
    assert "Business hours or 24×7?" in page


def test_earlier_periods_keep_how_they_ended(signed_in: SignIn) -> None:
    page = signed_in("ratna").get(BASE + "objectives/?period=2026").content.decode()
    assert "Objectives of 2026" in page
    assert "Continued as" in page


def test_a_reading_never_adds_a_number_that_was_not_typed() -> None:
    told = read_back("Improve user satisfaction by the end of 2027.", ALONE)
    assert told is not None
    assert not next(part for part in told.found if part.name == "Target").present
    assert "___" in told.proposal


@pytest.mark.parametrize(
    ("words", "day"),
    [("by 31 December 2027", date(2027, 12, 31)), ("paling lambat 30 Juni 2027", date(2027, 6, 30)), ("2 Agustus 2027", date(2027, 8, 2)),
     ("before the end of Q3 2027", None), ("31 February 2027", None), ("by 2027", None)],
)  # fmt: skip
def test_only_a_day_that_is_named_becomes_a_deadline(words: str, day: date | None) -> None:
    assert day_in_words(words) == day


def test_blanks_come_from_the_objectives_own_fields_before_its_sentence(acting: Acting, plan: PlanRow) -> None:
    blanks = blanks_of(None, objective(acting, plan, "SMO-2"), BOTH)
    assert blanks["target"] == "90"
    assert blanks["start"] == "84.6"
    assert blanks["deadline"] == "2027-06-30"


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        ("increase", {"start": "88", "target": "95", "deadline": "2027-12-31"},
         "Raise the share from 88% to at least 95% by 31 December 2027."),
        ("maintain at most", {"target": "4", "window": "quarter"}, "Keep the share at or below 4% in every quarter."),
        ("milestone", {"deadline": "2027-04-01", "evidence-en": "the approved policy"},
         "Finish the share by 1 April 2027, shown by the approved policy."),
    ],
)  # fmt: skip
def test_every_kind_of_objective_has_its_sentence(kind: str, given: dict[str, str], sentence: str) -> None:
    held = {"kind": kind, "metric-en": "the share", "unit": "%", **given}
    made = made_of(Answers({name: [words] for name, words in held.items()}), ALONE)
    assert made.errors == []
    assert str(sentence_of(made.fields, ALONE)) == sentence
