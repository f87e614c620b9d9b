"""What a person writes in a file is what the plan holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from tests.exchange.folders import TODAY, folder, read

from opensmp.exchange import load
from opensmp.exchange.errors import Unreadable
from opensmp.plan.prose import Prose

IDENTITY = "plan/00-identity.yaml"
OBJECTIVES = "plan/02-objectives.yaml"


@pytest.mark.requirement("R10")
def test_a_folder_becomes_one_dossier(tmp_path: Path) -> None:
    dossier = read(tmp_path)
    assert dossier.today == TODAY
    assert dossier.plan.identity.owner == "ratna"
    assert dossier.plan.objectives.objectives[0].target == Decimal(95)
    assert [service.id for service in dossier.registers.services] == ["S-01", "S-02"]
    assert dossier.organisation.people[0].offices[0].since == date(2024, 1, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2.0",
        "2.10",
        "012",
        "1:30",
        "no",
        "Yes",
        "on",
        "0x1F",
        "1e3",
        "true",
        "2027-06-30",
        ".5",
        "1_000",
        "+62 811",
        "NaN",
    ],
)
def test_a_text_stays_exactly_as_it_was_written(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, **{IDENTITY: f"version: {written}\n"}).plan.identity.version == written


@pytest.mark.parametrize("nothing", ["", " ~", " null", " Null", " # later"])
def test_a_key_with_nothing_behind_it_is_no_key(tmp_path: Path, nothing: str) -> None:
    identity = read(tmp_path, **{IDENTITY: f"version:{nothing}\nperiod:{nothing}\nlength:{nothing}\n"}).plan.identity
    assert (identity.version, identity.period, identity.length.words_a_page) == ("", None, 400)


def test_quotes_make_a_text_of_what_would_be_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, **{IDENTITY: 'version: "null"\n'}).plan.identity.version == "null"


@pytest.mark.parametrize("written", ["99.50", "-3", "0.001", "123456789012345678901234567890.5", "+5"])
def test_a_number_keeps_every_digit(tmp_path: Path, written: str) -> None:
    text = f"objectives:\n  - {{id: O, statement: s, kind: increase, target: {written}}}\n"
    target = read(tmp_path, **{OBJECTIVES: text}).plan.objectives.objectives[0].target
    assert (target, str(target)) == (Decimal(written), written.lstrip("+"))


def test_prose_is_a_string_or_a_text_for_each_language(tmp_path: Path) -> None:
    text = "text: Halo\nsubsections:\n  - id: a\n    title: {id: Judul, en: Title}\n"
    objectives = read(tmp_path, **{OBJECTIVES: text}).plan.objectives
    assert objectives.text == Prose.of("Halo")
    assert objectives.subsections[0].title.text("id") == "Judul"


def test_a_block_of_text_keeps_its_lines(tmp_path: Path) -> None:
    text = "text: |\n  # Not a comment\n\n  - a list: in Markdown\n"
    assert (
        str(read(tmp_path, **{OBJECTIVES: text}).plan.objectives.text) == "# Not a comment\n\n- a list: in Markdown\n"
    )


@pytest.mark.parametrize(
    "encoded", ["\ufeffversion: 2.0\n", "version: 2.0\r\n", "\ufeffversion: '2.0'\r\n", "--- \nversion: 2.0\n...\n"]
)
def test_byte_order_marks_and_line_ends_do_not_matter(tmp_path: Path, encoded: str) -> None:
    assert read(tmp_path, **{IDENTITY: encoded}).plan.identity.version == "2.0"


@pytest.mark.parametrize("empty", ["", "\n", "# nothing yet\n", "---\n", "{}\n", "~\n"])
def test_an_empty_file_holds_nothing(tmp_path: Path, empty: str) -> None:
    assert read(tmp_path, **{OBJECTIVES: empty}).plan.objectives.objectives == ()


def test_files_that_are_not_there_hold_nothing(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    assert load(tmp_path, TODAY).plan.scope.services == ()


@pytest.mark.parametrize("name", ["plan/02-objectives.yaml", "organisation.yaml", "registers/services.yaml"])
def test_a_file_of_a_plan_stands_for_its_folder(tmp_path: Path, name: str) -> None:
    assert load(folder(tmp_path) / name, TODAY) == load(tmp_path, TODAY)


def test_measurements_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    row = "- {{commitment: C-{n}, start: 2026-01-01, end: 2026-01-31, verdict: kept}}\n"
    files = {f"measurements/2026-0{n}.yaml": row.format(n=n) for n in (3, 1, 2)}
    assert [verdict.commitment for verdict in read(tmp_path, **files).verdicts] == ["C-1", "C-2", "C-3"]


@pytest.mark.requirement("R34")
def test_a_verdict_may_name_what_an_earlier_version_promised(tmp_path: Path) -> None:
    row = "- {commitment: GONE, start: 2025-01-01, end: 2025-01-31, verdict: broken}\n"
    assert read(tmp_path, **{"measurements/2025.yaml": row}).verdicts[0].commitment == "GONE"


def test_sealed_versions_are_read_back_by_their_number(tmp_path: Path) -> None:
    assert read(tmp_path, **{"versions/1.3.json": '{"schema_version":1}'}).sealed == {"1.3": {"schema_version": 1}}


HISTORY = "versions:\n  - {{number: '1.3', digest: {digest}}}\n"


def sealed_with_its_digest(text: str) -> dict[str, str]:
    """The file of a version, and a history that names its digest."""
    digest = sha256(text.removesuffix("\n").encode()).hexdigest()
    return {"versions/1.3.json": text, "history.yaml": HISTORY.format(digest=digest)}


def test_a_version_that_is_as_it_was_sealed_holds_what_its_file_holds(tmp_path: Path) -> None:
    dossier = read(tmp_path, **sealed_with_its_digest('{"schema_version":1}\n'))
    assert list(dossier.sealed) == ["1.3"]
    assert "1.2" not in dossier.sealed
    assert dossier.sealed == {"1.3": {"schema_version": 1}}
    assert dossier.is_sealed_as(dossier.history.versions[0])


@pytest.mark.parametrize("text", ['{"a": 1, "a": 2}', "[1]", "no JSON"])
def test_a_broken_version_whose_digest_stands_in_the_history_is_refused_when_it_is_asked_for(
    tmp_path: Path, text: str
) -> None:
    dossier = read(tmp_path, **sealed_with_its_digest(text))
    with pytest.raises(Unreadable) as refused:
        dossier.sealed["1.3"]
    assert [(problem.file, bool(str(problem.says))) for problem in refused.value.problems] == [
        ("versions/1.3.json", True)
    ]


def test_a_practice_of_the_standard_may_be_named_before_the_plan_describes_it(tmp_path: Path) -> None:
    text = "commitments:\n  - {id: C, sentence: s, practice: incident, target: {metric: m, comparator: at least, value: 1}}\n"
    assert read(tmp_path, **{"plan/commitments.yaml": text}).plan.commitments.commitments[0].practice == "incident"


def test_an_id_of_a_register_that_does_not_exist_is_left_to_the_rules(tmp_path: Path) -> None:
    assert read(tmp_path, **{"plan/01-scope.yaml": "services: [S-99]\n"}).plan.scope.services == ("S-99",)
