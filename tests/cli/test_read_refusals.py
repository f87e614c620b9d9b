"""What ``opensmp read`` and ``opensmp export`` refuse: in which words, with which remedy and exit code, and that nothing is written."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import docx
import pytest
from tests.intake.by_hand import ENGLISH, INDONESIAN, written
from tests.intake.documents import deleted, inserted, plain
from tests.intake.hostile.documents import DOCUMENTS

from opensmp.cli.program import main
from opensmp.intake.reasons import REASONS

pytestmark = pytest.mark.requirement("R01")


class Result(NamedTuple):
    """What a run left: its exit code and everything that it said."""

    exit_code: object
    output: str


def ran(*arguments: object, language: str = "en") -> Result:
    """Run ``opensmp …`` in this process, speaking a language."""
    said = io.StringIO()
    spoken = mock.patch.dict(os.environ, OPENSMP_LANGUAGE=language)
    with spoken, redirect_stdout(said), redirect_stderr(said), pytest.raises(SystemExit) as stop:
        main([str(each) for each in arguments])
    return Result(stop.value.code, " ".join(said.getvalue().split()))


def cake(path: Path) -> Path:
    made = docx.Document()
    plain(made, "Recipe for a cake", bold=True, size=16)
    made.add_paragraph("Mix flour, eggs and sugar, and bake the dough for forty minutes in a warm oven.")
    made.save(str(path))
    return path


def changed(path: Path) -> Path:
    made = docx.Document(str(written(ENGLISH, path)))
    inserted(made.paragraphs[-1], " and a pie", "Gita")
    deleted(made.paragraphs[-1], " or a soup", "Dimas")
    made.save(str(path))
    return path


def refused(result: Result, folder: Path, code: int, *words: str) -> None:
    """A refusal says what is wrong and what to do, shows no trace of the program, and leaves nothing behind."""
    assert result.exit_code == code, result.output
    assert all(word in result.output for word in words), result.output
    assert "Traceback" not in result.output
    assert not folder.exists() or not (folder / "plan").exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("does not look like a service management plan", "--anyway")),
        ("id", ("rencana manajemen layanan", "--anyway")),
    ],
)
def test_a_document_that_is_no_plan_is_refused_in_the_language_of_the_reader(
    language: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    refused(
        ran("read", cake(tmp_path / "cake.docx"), "--into", tmp_path / "d", language=language),
        tmp_path / "d",
        1,
        "cake.docx",
        *words,
    )


@pytest.mark.parametrize("language", ["en", "id"])
def test_tracked_changes_are_counted_with_all_their_authors_and_both_choices(language: str, tmp_path: Path) -> None:
    result = ran("read", changed(tmp_path / "p.docx"), "--into", tmp_path / "d", language=language)
    refused(result, tmp_path / "d", 1, "p.docx", "2", "Dimas", "Gita", "--changes accept", "--changes reject")


@pytest.mark.parametrize(
    ("choice", "says", "not_said"), [("accept", "and a pie", "or a soup"), ("reject", "or a soup", "and a pie")]
)
def test_the_choice_decides_what_the_draft_holds(choice: str, says: str, not_said: str, tmp_path: Path) -> None:
    result = ran("read", changed(tmp_path / "p.docx"), "--into", tmp_path / "d", "--changes", choice)
    assert result.exit_code == 0, result.output
    held = (tmp_path / "d/kept-aside.md").read_text("utf-8")
    assert (says in held, not_said in held) == (True, False)


def test_a_folder_in_which_something_stands_is_never_touched(examples: Path, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/mine.txt").write_text("mine")
    result = ran("read", tmp_path / "p.docx", "--into", tmp_path / "d")
    refused(result, tmp_path / "d", 1, "is not an empty folder", "never overwrites")
    assert [each.name for each in (tmp_path / "d").iterdir()] == ["mine.txt"]
    plan = ran("read", tmp_path / "p.docx", "--into", examples / "provider")
    assert (plan.exit_code, "holds a plan already" in plan.output, "--against" in plan.output) == (1, True, True)


def test_an_empty_folder_is_free(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    result = ran("read", written(INDONESIAN, tmp_path / "p.docx"), "--into", tmp_path / "d", language="id")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "d/plan").is_dir()


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("plan.odt", b"PK\x03\x04", "This kind of file is not read"),
        ("plan.exe", b"MZ", "This kind of file is not read"),
        ("plan.docx", b"PK\x03\x04nothing", "ends in the middle"),
        ("plan.docx", b"", "The file is empty"),
        ("plan.docm", b"PK\x03\x04", "The document holds macros"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "format before 2007"),
        ("plan.txt", b"a\0b", "value zero"),
    ],
    ids=["odt", "program", "half a document", "nothing", "macros", "old word", "zeros"],
)
def test_a_file_that_cannot_be_read_is_named_with_its_reason(name: str, raw: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw)
    refused(ran("read", tmp_path / name, "--into", tmp_path / "d"), tmp_path / "d", 2, f"{name}: ", words)


HOSTILE = [
    name for name, made in DOCUMENTS.items() if made[2] in {"doctype", "member-name", "polyglot", "document-macro"}
][:5]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    file, make, code = DOCUMENTS[name]
    (tmp_path / file).write_bytes(make())
    refused(
        ran("read", tmp_path / file, "--into", tmp_path / "d"),
        tmp_path / "d",
        2,
        REASONS[code][0].text("en").partition("{")[0],
    )


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    refused(ran("read", tmp_path / "none.docx", "--into", tmp_path / "d"), tmp_path / "d", 2, "no such file")


@pytest.mark.parametrize("options", [(), ("--into", "a", "--against", "b")])
def test_it_must_be_said_where_the_draft_goes_and_only_once(options: tuple[str, ...], tmp_path: Path) -> None:
    result = ran("read", tmp_path / "p.docx", *options)
    assert (result.exit_code, "--into" in result.output, "--against" in result.output) == (2, True, True)


def test_a_document_that_was_never_exported_is_compared_with_nothing(examples: Path, tmp_path: Path) -> None:
    result = ran("read", written(ENGLISH, tmp_path / "p.docx"), "--against", examples / "provider")
    refused(result, tmp_path / "d", 1, "was not exported from a plan", "opensmp export")


def test_one_bad_file_among_good_ones_stops_everything(tmp_path: Path) -> None:
    good = written(ENGLISH, tmp_path / "p.docx")
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04nothing")
    refused(
        ran("read", good, tmp_path / "bad.docx", "--into", tmp_path / "d"),
        tmp_path / "d",
        2,
        "bad.docx: ",
        "ends in the middle",
    )


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_spreadsheet_that_cannot_be_read_is_named_among_the_others(language: str, tmp_path: Path) -> None:
    good = written(ENGLISH, tmp_path / "p.docx")
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04nothing")
    result = ran("read", good, tmp_path / "bad.xlsx", "--into", tmp_path / "d", language=language)
    refused(result, tmp_path / "d", 2, "bad.xlsx: ")
    assert "p.docx" not in result.output


# Export --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["plan.pdf", "plan", "plan.doc", "plan.docx.txt"])
def test_an_export_is_a_word_document_or_nothing(name: str, examples: Path, tmp_path: Path) -> None:
    result = ran("export", examples / "provider", "--to", tmp_path / name)
    assert (result.exit_code, ".docx" in result.output, list(tmp_path.iterdir())) == (1, True, [])


def test_an_export_into_a_folder_that_is_not_there_is_refused_and_leaves_no_half_file(
    examples: Path, tmp_path: Path
) -> None:
    result = ran("export", examples / "provider", "--to", tmp_path / "none" / "plan.docx")
    assert (result.exit_code, "cannot be written" in result.output, list(tmp_path.iterdir())) == (1, True, [])


def test_an_export_of_no_plan_is_refused(tmp_path: Path) -> None:
    result = ran("export", tmp_path / "none", "--to", tmp_path / "plan.docx")
    assert result.exit_code != 0
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_an_export_says_how_its_changes_come_back_in_the_language_of_the_reader(examples: Path, tmp_path: Path) -> None:
    for language in ("en", "id"):
        result = ran("export", examples / "provider", "--to", tmp_path / f"{language}.docx", language=language)
        assert result.exit_code == 0, result.output
        assert "--against" in result.output
    assert (tmp_path / "en.docx").read_bytes() == (tmp_path / "id.docx").read_bytes()
