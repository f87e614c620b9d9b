"""What is written is read again as the same value, whatever a person put into it."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.folders import TODAY, folder, read
from tests.exchange.strategies import any_dossier, any_value, few

from opensmp.dossier import Dossier
from opensmp.exchange import dump, load
from opensmp.exchange.faults import Faults
from opensmp.exchange.layout import VERDICTS, Part, parts
from opensmp.exchange.reading import content
from opensmp.exchange.shape import NOTHING_WRITTEN
from opensmp.exchange.source import Source
from opensmp.exchange.writing import document
from opensmp.i18n import Refused
from opensmp.plan.value import default_of, field_types

EVERY_FILE = pytest.mark.parametrize("part", [*parts(), VERDICTS], ids=lambda part: part.file)


def read_again(text: str, part: Part) -> object:
    faults = Faults()
    found = content(Source(part.file, text, faults), part.type)
    assert not faults, (text, [str(fault.says) for fault in faults.held])
    return (part.type() if isinstance(part.type, type) else ()) if found is NOTHING_WRITTEN else found


def tree(path: Path) -> dict[str, bytes]:
    return {str(each.relative_to(path)): each.read_bytes() for each in sorted(path.rglob("*")) if each.is_file()}


@EVERY_FILE
@few
@given(data=st.data())
def test_every_file_gives_back_the_value_it_was_written_from(part: Part, data: st.DataObject) -> None:
    value = data.draw(any_value(part.type))
    assert read_again(document(value), part) == value


@few
@given(dossier=any_dossier())
def test_a_dumped_dossier_loads_as_the_same_dossier_with_the_same_digest(dossier: Dossier) -> None:
    with TemporaryDirectory() as place:
        dump(dossier, Path(place) / "plan")
        again = load(Path(place) / "plan", TODAY)
    assert again == dossier
    assert again.digest == dossier.digest


@pytest.mark.parametrize("example", ["bank", "provider"])
def test_the_examples_survive_being_written_anew(tmp_path: Path, examples: Path, example: str) -> None:
    dossier = load(examples / example, TODAY)
    dump(dossier, tmp_path / "copy")
    assert load(tmp_path / "copy", TODAY) == dossier


@few
@given(data=st.data())
def test_writing_twice_gives_the_same_bytes(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(parts()))
    text = document(data.draw(any_value(part.type)))
    assert document(read_again(text, part)) == text


def test_the_folder_is_made_for_reading_a_difference(tmp_path: Path) -> None:
    dump(read(tmp_path / "a"), tmp_path / "b")
    assert (tmp_path / "b/registers/services.yaml").read_text() == (
        "- id: S-01\n  name: Payments\n  owner: ratna\n\n- id: S-02\n  name: Cards\n"
    )
    assert (tmp_path / "b/plan/00-identity.yaml").read_text() == 'title: Plan\nversion: "2.0"\nowner: ratna\n'


def test_several_lines_of_text_stand_as_they_are_read() -> None:
    part = parts()[3]
    text = "text: |\n  One: a long line that nobody folds, however long it becomes, because a difference is read by lines.\n\n  - two\n"
    assert document(read_again(text, part)) == text


def test_no_field_gives_nothing_another_meaning_than_leaving_it_out() -> None:
    optional = [
        (cls.__name__, each.name)
        for cls in all_values()
        for each in cls.__dataclass_fields__.values()
        if type(None) in getattr(field_types(cls)[each.name], "__args__", ()) and default_of(each) is not None
    ]
    assert optional == []


def all_values() -> set[type]:
    found: set[type] = set()
    waiting = [part.type for part in (*parts(), VERDICTS)]
    while waiting:
        each = waiting.pop()
        if hasattr(each, "__dataclass_fields__") and each not in found:
            found.add(each)
            waiting += field_types(each).values()
        waiting += getattr(each, "__args__", ())
    return found


# Writing a folder ----------------------------------------------------------------------------------------------------


def test_a_plan_is_written_over_itself_without_touching_other_files(tmp_path: Path) -> None:
    dossier = read(tmp_path, **{"README.md": "ours", "plan/01-scope.yaml": "text: old\n"})
    dump(replace(dossier, plan=replace(dossier.plan, scope=type(dossier.plan.scope)())), tmp_path)
    assert (tmp_path / "README.md").read_text() == "ours"
    assert not (tmp_path / "plan/01-scope.yaml").exists()
    assert load(tmp_path, TODAY).plan.objectives == dossier.plan.objectives


def test_measurements_of_several_files_become_one(tmp_path: Path) -> None:
    row = "- {commitment: C, start: 2026-01-01, end: 2026-01-31, verdict: kept}\n"
    dossier = read(tmp_path, **{"measurements/a.yaml": row, "measurements/b.yaml": row})
    dump(dossier, tmp_path)
    assert [each.name for each in (tmp_path / "measurements").iterdir()] == ["measurements.yaml"]
    assert load(tmp_path, TODAY) == dossier


def test_a_folder_of_something_else_is_never_written_to(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(Refused, match="not a plan"):
        dump(Dossier(today=TODAY), tmp_path)
    assert tree(tmp_path) == {"thesis.txt": b"mine"}


def test_a_disk_that_fails_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = read(tmp_path)
    before = tree(tmp_path)
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    changed = replace(
        dossier, organisation=replace(dossier.organisation, name="Other"), registers=type(dossier.registers)()
    )
    with pytest.raises(Refused, match="No space left"):
        dump(
            replace(changed, plan=replace(dossier.plan, identity=replace(dossier.plan.identity, version="3"))), tmp_path
        )
    assert tree(tmp_path) == before


def test_a_file_that_did_not_change_is_not_written(tmp_path: Path) -> None:
    dump(read(tmp_path / "a"), tmp_path / "b")
    os.utime(tmp_path / "b/organisation.yaml", (1, 1))
    dump(load(tmp_path / "b", TODAY), tmp_path / "b")
    assert (tmp_path / "b/organisation.yaml").stat().st_mtime == 1


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    place = tmp_path / "b"
    dump(read(tmp_path / "a"), place)
    (place / "organisation.yaml").chmod(0o600)
    dump(read(tmp_path / "a", **{"organisation.yaml": "people: [{id: ratna, name: R}]\n"}), place)
    assert stat.S_IMODE((place / "organisation.yaml").stat().st_mode) == 0o600


def test_a_sealed_version_is_never_written_over(tmp_path: Path) -> None:
    dossier = read(tmp_path)
    sealed = replace(dossier, sealed={"2.0": dossier.seal()})
    dump(sealed, tmp_path)
    dump(sealed, tmp_path)
    other: Mapping[str, object] = {"2.0": {"plan": "another"}}
    with pytest.raises(Refused, match="sealed"):
        dump(replace(dossier, sealed=other), tmp_path)
    assert load(tmp_path, TODAY) == sealed


@pytest.mark.parametrize("number", ["../../escaped", "a/b", ".hidden", ""])
def test_a_version_number_that_is_no_file_name_is_refused(tmp_path: Path, number: str) -> None:
    with pytest.raises(Refused, match="number of a version"):
        dump(Dossier(today=TODAY, sealed={number: {}}), tmp_path / "plan")
    assert not list(tmp_path.rglob("*.json"))


def test_a_writing_process_leaves_no_temporary_file(tmp_path: Path) -> None:
    dump(read(folder(tmp_path / "a")), tmp_path / "b")
    assert [name for name in tree(tmp_path / "b") if "~" in name] == []
