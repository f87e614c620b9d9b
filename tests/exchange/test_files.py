"""Which files are read, and which are refused before they are opened."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.exchange.folders import TODAY, folder, only, problems, read

from opensmp.exchange import Unreadable, load
from opensmp.exchange.faults import Faults
from opensmp.exchange.files import LARGEST, Files

SCOPE = "plan/01-scope.yaml"


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        load(path, TODAY)
    return caught.value.text("en")


def test_a_missing_folder_is_refused_with_the_way_to_begin(tmp_path: Path) -> None:
    told = refused(tmp_path / "my-plan")
    assert "There is no such folder" in told
    assert "opensmp new my-plan" in told


@pytest.mark.parametrize("inside", [(), ("notes.txt",), ("src/main.py",)])
def test_a_folder_without_a_plan_is_refused(tmp_path: Path, inside: tuple[str, ...]) -> None:
    for name in inside:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert "The folder holds no plan" in refused(tmp_path)


def test_a_file_outside_a_plan_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: 1")
    assert "This is not a plan's folder" in refused(tmp_path / "x.yaml")


def test_a_name_too_long_for_the_system_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refused(tmp_path / ("x" * 5_000))


@pytest.mark.parametrize(
    ("stray", "meant"),
    [
        ("plan/05-practises.yaml", "05-practices.yaml"),
        ("plan/01-Scope.yaml", "01-scope.yaml"),
        ("plan/02-objectives.yml", "02-objectives.yaml"),
        ("registers/service.yaml", "services.yaml"),
        ("registers/customer_contracts.yaml", "customer-contracts.yaml"),
    ],
)
def test_a_file_that_nothing_reads_is_refused_with_the_name_that_was_meant(
    tmp_path: Path, stray: str, meant: str
) -> None:
    found = only(tmp_path, **{stray: ""})
    assert (found.file, found.remedy.text("en")) == (stray, f"Did you mean “{meant}”?")


def test_a_misspelt_name_beside_the_plan_is_refused(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "registers").rename(tmp_path / "register")
    assert "Did you mean “registers”?" in only(tmp_path, **{"registers/services.yaml": None}).text("en")


@pytest.mark.parametrize("name", ["README.md", ".git/config", ".github/workflows/plan.yaml", "mkdocs.yml", "plan/.01-scope.yaml.swp",
                                  "plan/01-scope.yaml~", "plan/README.md", "notes/a.txt"])  # fmt: skip
def test_other_files_of_a_repository_do_not_disturb(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, **{name: "x"}).plan.identity.version == "2.0"


@pytest.mark.parametrize("target", ["/etc/passwd", "../outside.yaml", "01-scope.yaml", "/dev/zero", "missing.yaml"])
def test_a_link_that_leads_out_or_nowhere_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "outside.yaml").write_text("text: a secret\n")
    plan = folder(tmp_path / "plan-folder")
    (plan / SCOPE).symlink_to(target)
    told = refused(plan)
    assert SCOPE in told
    assert "This link leads" in told
    assert "secret" not in told


def test_a_folder_that_is_a_link_out_of_the_plan_is_refused(tmp_path: Path) -> None:
    plan = folder(tmp_path / "one")
    shutil.move(plan / "registers", tmp_path / "registers")
    (plan / "registers").symlink_to(tmp_path / "registers")
    assert "This link leads" in refused(plan)


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    folder(tmp_path, **{"shared/scope.yaml": "text: Shared\n"})
    (tmp_path / SCOPE).symlink_to("../shared/scope.yaml")
    assert str(load(tmp_path, TODAY).plan.scope.text) == "Shared"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(folder(tmp_path) / SCOPE)
    assert "not an ordinary file" in refused(tmp_path)


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (folder(tmp_path) / SCOPE).mkdir()
    assert "not an ordinary file" in refused(tmp_path)


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").touch()
    (tmp_path / "plan").touch()
    assert "This must be a folder" in refused(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the super-user may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    (folder(tmp_path) / "organisation.yaml").chmod(0)
    assert "cannot be opened" in refused(tmp_path)


def test_a_file_that_grows_while_it_is_read_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scope.yaml").write_bytes(b"statement: All services.")
    before = (tmp_path / "scope.yaml").stat()
    (tmp_path / "scope.yaml").write_bytes(b"statement: All services of the bank.")
    monkeypatch.setattr(Path, "stat", lambda _path, **_how: before)
    assert Files(tmp_path, Faults()).raw("scope.yaml") == b"statement: All services of the bank."


def test_a_file_larger_than_the_limit_is_refused_unread(tmp_path: Path) -> None:
    folder(tmp_path)
    with (tmp_path / SCOPE).open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "larger than 32 MB" in refused(tmp_path)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("text: Café\n".encode("latin-1"), "Windows-1252"),
        ("text: “Kutipan”\n".encode("cp1252"), "Windows-1252"),
        ("text: Layanan\n".encode("utf-16"), "UTF-16"),
        ("text: Layanan\n".encode("utf-16-be"), "UTF-16"),
        ("text: Layanan é\n".encode("utf-32"), "UTF-16 or UTF-32"),
    ],
)  # fmt: skip
def test_another_encoding_is_refused_with_the_remedy(tmp_path: Path, raw: bytes, told: str) -> None:
    found = problems(tmp_path, **{SCOPE: raw})[0]
    if raw[1:2] != b"\0" and raw[:1] != b"\0":
        assert told in found.says.text("en")
        assert found.remedy.text("en") == "Save the file as UTF-8."


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("versions/1.0.json", "[1]", "one JSON object"),
        ("versions/1.0.json", '{"a": 1, "a": 2}', "twice"),
        ("versions/1.0.json", '{"a": NaN}', "number"),
        ("versions/1.0.json", '{"a": ' + "9" * 5_000 + "}", "number"),
        ("versions/1.0.json", "[" * 100_000, "nested"),
        ("versions/1.0.json", "{", "not valid JSON"),
        ("versions/1.0.yaml", "a: 1", "Nothing reads this file"),
        ("packs/nothing.json", "{}", "no such pack"),
        ("packs/practices.json", "{}", "pack is not right"),
    ],
)
def test_json_that_is_none_is_refused(tmp_path: Path, name: str, text: str, told: str) -> None:
    assert told in " ".join(problem.text("en") for problem in problems(tmp_path, **{name: text}))
