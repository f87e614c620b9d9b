"""One value alone, from a form or a stored row: what is wrong with it is told by its key, everything at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from opensmp.dossier import Dossier
from opensmp.exchange import Unreadable
from opensmp.exchange.values import Reference, dossier_of_sealed, unknown_ids, value_from_plain, value_from_text
from opensmp.exchange.writing import document
from opensmp.lifecycle.history import Version
from opensmp.plan.commitments import Commitment
from opensmp.plan.identity import Identity
from opensmp.plan.objectives import Objective
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Organisation

ROW: dict[str, Any] = {"id": "O", "statement": "s", "kind": "increase"}

WRONG: dict[str, tuple[Any, Any, list[tuple[str, str]]]] = {
    "number in words": ({**ROW, "target": "ninety"}, Objective, [("target", "not a number")]),
    "number with its unit": ({**ROW, "target": "95 %"}, Objective, [("target", "“95 %” is not a number")]),
    "decimal comma": ({**ROW, "target": "99,5"}, Objective, [("target", "“99,5” is not a number")]),
    "exponent": ({**ROW, "target": "1e5"}, Objective, [("target", "not a number")]),
    "truth for a number": ({**ROW, "target": True}, Objective, [("target", "not a number")]),
    "list for a number": ({**ROW, "target": [1]}, Objective, [("target", "One value belongs here")]),
    "word that is none": ({**ROW, "kind": "increse"}, Objective, [("kind", "not one of the words")]),
    "keys for a word": ({**ROW, "kind": {}}, Objective, [("kind", "A text belongs here")]),
    "missing key": ({"id": "O", "kind": "increase"}, Objective, [("", "“statement” is missing")]),
    "nothing at all": ({}, Objective, [("", "“id” is missing"), ("", "“statement”"), ("", "“kind” is missing")]),
    "misspelt key": ({**ROW, "statment": "x"}, Objective, [("statment", "unknown here")]),
    "id with a bracket": ({**ROW, "id": "a]"}, Objective, [("id", "cannot be an id")]),
    "id with space around": ({**ROW, "id": " a"}, Objective, [("id", "cannot be an id")]),
    "id that is too long": ({**ROW, "id": "a" * 121}, Objective, [("id", "cannot be an id")]),
    "strange language": ({**ROW, "statement": {"fr": "x"}}, Objective, [("statement/fr", "“fr”")]),
    "list for a text": ({**ROW, "statement": ["x"]}, Objective, [("statement", "A text belongs here")]),
    "control character": ({**ROW, "statement": "a\x07b"}, Objective, [("statement", "control character")]),
    "text for a list": ({**ROW, "services": "S-01"}, Objective, [("services", "A list belongs here")]),
    "empty entry": ({**ROW, "services": ["S-01", None]}, Objective, [("services/null", "entry of the list is empty")]),
    "text for a row": ("x", Objective, [("", "Keys with values belong here")]),
    "list for a row": ([], Objective, [("", "Keys with values belong here")]),
    "day that is none": ({"number": "1", "start": "2027-02-30"}, Version, [("start", "not a day")]),
    "day in words": ({"number": "1", "start": "soon"}, Version, [("start", "“soon” is not a day")]),
    "keys for a list": ({"number": "1", "approvals": {"a": 1}}, Version, [("approvals", "A list belongs here")]),
    "several rows": (
        {"number": "1", "approvals": [{"person": "a", "outcome": "maybe"}, {"on": "x"}]}, Version,
        [("approvals/1/outcome", "not one of the words"), ("approvals/2/on", "not a day"), ("approvals/2", "“person” is missing")],
    ),
    "truth in words": ({"fictional": "yes"}, Organisation, [("fictional", "neither true nor false")]),
    "half a day of the week": (
        {"calendars": [{"id": "c", "name": "n", "hours": [{"days": ["1.5"], "opens": "a", "closes": "b"}]}]}, Organisation,
        [("calendars/c/hours/1/days/1.5", "not a whole number")],
    ),
    "id that stands twice": (
        {"people": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}, Organisation, [("people/a", "stands twice")],
    ),
    "list for parameters": (
        {"id": "C", "sentence": "s", "target": {"metric": "m", "comparator": "at least", "value": "9"}, "parameters": ["x"]},
        Commitment, [("parameters", "Keys with values belong here")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG.keys())
def test_every_problem_of_a_form_is_told_with_the_key_of_its_field(
    case: tuple[Any, Any, list[tuple[str, str]]],
) -> None:
    plain, declared, told = case
    with pytest.raises(Unreadable) as refused:
        value_from_plain(plain, declared, "row")
    problems = refused.value.problems
    assert sorted(each.key for each in problems) == sorted(key for key, _says in told)
    for key, says in told:
        assert any(each.key == key and says in each.says.text("en") for each in problems), (key, says)
    assert all(each.remedy.text("en") and each.remedy.text("id") and each.file == "row" for each in problems)


@pytest.mark.parametrize("nothing", ["", "~", "null", "# only a remark\n"])
def test_nothing_written_is_a_rows_missing_keys_and_a_parts_own_default(nothing: str) -> None:
    assert value_from_text(nothing, Identity).value == Identity()
    assert value_from_text(nothing, tuple[Objective, ...]).value == ()
    with pytest.raises(Unreadable) as refused:
        value_from_text(nothing, Objective)
    assert [each.key for each in refused.value.problems] == ["", "", ""]


@pytest.mark.parametrize(
    ("text", "says"),
    [("id: [", "not valid YAML"), ("\t- x", "not valid YAML"), ("id: &a O", "An anchor"), ("id: O\n---\nid: P", "second document")],
)  # fmt: skip
def test_what_is_no_text_of_a_plan_is_refused_and_never_breaks(text: str, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        value_from_text(text, Objective, "row")
    assert any(says in each.says.text("en") for each in refused.value.problems)


@pytest.mark.parametrize(
    "words",
    ["2.0", "007", "no", "null", "~", "2027-06-30", "{a: b}", "- x", "# no remark", "a: b", '"quoted"', "é 中文", "[[service:S-01]]"],
)  # fmt: skip
def test_what_a_person_types_into_a_text_stays_exactly_that(words: str) -> None:
    made = value_from_plain({**ROW, "unit": words, "statement": {"en": words}}, Objective).value
    assert made.statement.text("en") == words
    assert made.unit == words


@pytest.mark.parametrize(
    ("typed", "means"), [("95", Decimal(95)), ("-0.50", Decimal("-0.50")), (95, Decimal(95)), (1.5, Decimal("1.5"))]
)
def test_numbers_come_from_words_and_from_numbers_of_json(typed: Any, means: Decimal) -> None:
    assert value_from_plain({**ROW, "target": typed}, Objective).value.target == means


def test_a_value_is_read_back_from_its_own_text(bank: Dossier) -> None:
    for row in (*bank.plan.objectives.objectives, *bank.plan.commitments.commitments, *bank.registers.services):
        assert value_from_text(document(row), type(row)).value == row


def test_names_that_nobody_has_are_told_with_their_key_and_kind(bank: Dossier) -> None:
    read = value_from_plain({**ROW, "owner": "nobody", "deadline": "2027-06-30"}, Objective)
    assert read.references == (Reference(("person", "role", "office"), "nobody", "owner"),)
    (problem,) = unknown_ids([("SMO-9", read.references)], bank)
    assert (problem.file, problem.key) == ("SMO-9", "owner")
    assert "“nobody”" in problem.says.text("en")
    assert unknown_ids([("", (Reference(("person", "role", "office"), "ratna", "owner"),))], bank) == ()


def test_a_sealed_version_stands_alone_whatever_the_registers_say_by_now(bank: Dossier) -> None:
    sealed = bank.seal()
    empty = replace(bank, registers=type(bank.registers)(), organisation=type(bank.organisation)())
    again = dossier_of_sealed(sealed, empty)
    assert again.plan.scope == bank.plan.scope
    assert again.digest == bank.digest
    assert again.today == bank.today
    assert set(again.services) <= set(bank.services)


def test_a_sealed_version_of_nothing_is_an_empty_plan(bank: Dossier) -> None:
    again = dossier_of_sealed({}, bank)
    assert again.plan.scope.boundaries == Prose()
    assert again.history == bank.history
    assert again.today == date(2026, 11, 22)
