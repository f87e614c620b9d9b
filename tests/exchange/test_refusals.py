"""What cannot be read is refused with file, line, key and remedy, everything at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exchange.folders import SOUND, TODAY, folder, only, problems

from opensmp.exchange import Unreadable, load

OBJECTIVES = "plan/02-objectives.yaml"
PEOPLE = "organisation.yaml"
ROW = "  - id: O\n    statement: s\n    kind: increase\n"

WRONG = {
    "misspelt key": (OBJECTIVES, "keper: ratna\n", 1, 1, "keper", "unknown", "Did you mean “keeper”?"),
    "strange key": (OBJECTIVES, "zzz: 1\n", 1, 1, "zzz", "unknown", "keys known here"),
    "key twice": (OBJECTIVES, "text: a\ntext: b\n", 2, 1, "text", "stands twice; the first is in line 1", "Keep one"),
    "missing key": (OBJECTIVES, "objectives:\n  - id: O\n    kind: increase\n", 2, 5, "objectives/O", "“statement” is missing", "Add"),
    "number in words": (OBJECTIVES, f"objectives:\n{ROW}    target: ninety\n", 5, 13, "objectives/O/target", "not a number", "1234.5"),
    "number with unit": (OBJECTIVES, f"objectives:\n{ROW}    target: 95 %\n", 5, 13, "objectives/O/target", "“95 %”", "no unit"),
    "decimal comma": (OBJECTIVES, f"objectives:\n{ROW}    target: 99,5\n", 5, 13, "objectives/O/target", "“99,5”", "decimal point"),
    "quoted number": (OBJECTIVES, f"objectives:\n{ROW}    target: '95'\n", 5, 13, "objectives/O/target", "not a number", "no quotes"),
    "infinity": (OBJECTIVES, f"objectives:\n{ROW}    target: .inf\n", 5, 13, "objectives/O/target", "not a number", ""),
    "huge exponent": (OBJECTIVES, f"objectives:\n{ROW}    target: 1e999999\n", 5, 13, "objectives/O/target", "not a number", ""),
    "day that is none": (OBJECTIVES, "reviewed: 2027-02-30\n", 1, 11, "reviewed", "not a day", "2027-06-30"),
    "day in words": (OBJECTIVES, "reviewed: 30 June 2027\n", 1, 11, "reviewed", "not a day", "year-month-day"),
    "truth in words": (PEOPLE, "fictional: yes\n", 1, 12, "fictional", "neither true nor false", "true or false"),
    "whole number": (PEOPLE, "calendars:\n  - {id: c, name: n, hours: [{days: [1.5], opens: a, closes: b}]}\n",
                     2, 38, "calendars/c/hours/1/days/1.5", "not a whole number", "digits"),
    "word of a list": (OBJECTIVES, "objectives:\n  - {id: O, statement: s, kind: increse}\n", 2, 33, "objectives/O/kind",
                       "“increse”", "Did you mean “increase”?"),
    "text for a list": (OBJECTIVES, "objectives: none\n", 1, 13, "objectives", "A list belongs here", "hyphen"),
    "list for a text": (OBJECTIVES, "objectives:\n  - {id: [O], statement: s, kind: increase}\n",
                        2, 10, "objectives/1/id", "text belongs", ""),
    "list for keys": (OBJECTIVES, "[a, b]\n", 1, 1, "", "Keys with values belong here", "known here are"),
    "keys for a list": ("registers/services.yaml", "S-01: {name: x}\n", 1, 1, "", "A list belongs here", "hyphen"),
    "empty entry": (OBJECTIVES, "objectives:\n  -\n", 2, 4, "objectives/1", "entry of the list is empty", "Fill it in"),
    "id twice": ("registers/services.yaml", "- {id: S, name: a}\n- {id: S, name: b}\n", 2, 3, "S", "stands twice", "another id"),
    "id with brackets": ("registers/services.yaml", "- {id: 'S]]', name: a}\n", 1, 8, "S]]/id", "cannot be an id", "without ["),
    "id with a control sign": ("registers/services.yaml", '- {id: "S\\e[31m", name: a}\n',
                               1, 8, "S·[31m/id", "control character", "escape"),
    "id that turns the text": ("registers/services.yaml", '- {id: "S\\u202e1", name: a}\n', 1, 8, "S·1/id", "cannot be an id", ""),
    "language": (OBJECTIVES, "text: {fr: Bonjour}\n", 1, 8, "text/fr", "“fr”", "en and id"),
    "anchor": (OBJECTIVES, "text: &a b\n", 1, 7, "text", "An anchor (&a)", "Remove it"),
    "tag": (OBJECTIVES, "text: !!str b\n", 1, 7, "text", "A YAML tag", "quotes"),
    "python tag": (OBJECTIVES, "text: !!python/name:os.system x\n", 1, 7, "text", "A YAML tag", ""),
    "merge key": (OBJECTIVES, "<<: {text: a}\n", 1, 1, "<<", "unknown", ""),
    "key that is a list": (OBJECTIVES, "? [a]\n: b\n", 1, 3, "", "key must be one word", "key: value"),
    "two documents": (OBJECTIVES, "text: a\n---\ntext: b\n", 2, 1, "", "second document", "---"),
    "unknown person": (OBJECTIVES, "keeper: ratnaa\n", 1, 9, "keeper", "No person, role or office has the id “ratnaa”", "“ratna”"),
    "name for an id": (OBJECTIVES, "keeper: Ratna Dewi\n", 1, 9, "keeper", "No person", "Write the id “ratna” instead of the name"),
    "unknown role": ("plan/03-roles.yaml", "overall: xyz\n", 1, 10, "overall", "No role has the id “xyz”", "plan/03-roles.yaml"),
    "unknown role in the matrix": ("plan/03-roles.yaml", "raci:\n  - id: d\n    activity: a\n    cells: {boss: A}\n", 4, 13,
                                   "raci/d/cells/boss", "No role has the id “boss”", ""),
    "unclosed bracket": (OBJECTIVES, "objectives: [\n", 2, 1, "", "not valid YAML", ""),
    "unclosed quote": (OBJECTIVES, 'text: "a\n', 2, 1, "", "not valid YAML", "Close the quotation mark"),
    "tab": (OBJECTIVES, "objectives:\n\t- id: O\n", 2, 1, "", "not valid YAML", "spaces, not with tabs"),
    "colon in a sentence": (OBJECTIVES, "text: Note: this\n", 1, 11, "", "not valid YAML", "quotes"),
    "at sign": (OBJECTIVES, "text: @home\n", 1, 7, "", "not valid YAML", "quotes"),
    "indentation": (OBJECTIVES, f"objectives:\n{ROW}   owner: b\n", 5, 4, "", "not valid YAML", "indentation"),
    "control character": (OBJECTIVES, "text: a\x07b\n", 0, 0, "", "no text may hold", "Remove it"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_told_with_its_place_and_its_remedy(
    tmp_path: Path, case: tuple[str, str, int, int, str, str, str]
) -> None:
    file, text, line, column, key, says, remedy = case
    found = only(tmp_path, **{file: text, **({OBJECTIVES: ""} if file == PEOPLE else {}), **_without_people(file)})
    assert (found.file, found.line, found.column, found.key) == (file, line, column, key)
    assert says in found.says.text("en")
    assert remedy in found.remedy.text("en")
    assert found.remedy.text("en")


def _without_people(file: str) -> dict[str, str]:
    """Where the people themselves are replaced, nothing else names them."""
    return {"plan/00-identity.yaml": "", "registers/services.yaml": ""} if file == PEOPLE else {}


def test_all_problems_of_all_files_are_told_together(tmp_path: Path) -> None:
    files = {
        file: text
        for name, (file, text, *_rest) in WRONG.items()
        if name in {"misspelt key", "id twice", "unknown role"}
    }
    assert [problem.file for problem in problems(tmp_path, **files)] == [
        OBJECTIVES,
        "plan/03-roles.yaml",
        "registers/services.yaml",
    ]


def test_the_first_hundred_problems_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    folder(tmp_path, **{OBJECTIVES: "".join(f"k{n}: 1\n" for n in range(250))})
    with pytest.raises(Unreadable) as refused:
        load(tmp_path, TODAY)
    assert (len(refused.value.problems), refused.value.more) == (100, 150)
    assert refused.value.text("en").endswith("… and 150 more.")


def test_a_refusal_speaks_indonesian_where_it_is_asked_to(tmp_path: Path) -> None:
    found = only(tmp_path, **{OBJECTIVES: "keper: x\n"})
    assert "keper" in found.text("id")
    assert found.place == f"{OBJECTIVES}:1:1"


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ("- {id: cio, title: t, reports_to: smo}\n  - {id: smo, title: t, reports_to: cio}", "cio and smo"),
        ("- {id: cio, title: t, reports_to: cio}\n  - {id: smo, title: t}", "cio"),
    ],
)
@pytest.mark.requirement("R12")
def test_offices_that_report_in_a_circle_are_refused(tmp_path: Path, links: str, told: str) -> None:
    text = SOUND[PEOPLE].replace(SOUND[PEOPLE].split("offices:\n  ", 1)[1].split("\npeople", 1)[0], links, 1)
    found = only(tmp_path, **{PEOPLE: text})
    assert (found.line, found.key) == (7, "offices/cio/reports_to")
    assert f"in a circle: {told}." in found.says.text("en")


def test_units_that_contain_each_other_are_refused(tmp_path: Path) -> None:
    text = SOUND[PEOPLE].replace("{id: it, name: IT}", "{id: it, name: IT, parent: ops}")
    assert only(tmp_path, **{PEOPLE: text}).key == "units/it/parent"


def test_a_broken_file_of_people_does_not_make_every_owner_unknown(tmp_path: Path) -> None:
    assert only(tmp_path, **{PEOPLE: "people: [\n"}).file == PEOPLE


def test_a_name_in_a_message_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    told = "".join(
        problem.text("en") for problem in problems(tmp_path, **{OBJECTIVES: '"a\\e]0;x\\a": 1\n"b\\nc\\r": 2\n'})
    )
    assert told.isprintable()
