"""The compiled modules in one file: used while they are true, written when they can be, and never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

from opensmp.cli.modules import Together


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one module in one subpackage, not yet imported."""
    folder = tmp_path / "bakery"
    (folder / "bread").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "bread/__init__.py").write_text("")
    (folder / "bread/rye.py").write_text('"""Rye."""\nGRAMS = 500\n')
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    return folder


def imported(finder: Together, name: str = "bakery.bread.rye") -> ModuleType:
    """Import a module as a new process would, with ``finder`` asked first, and let the finder keep what it did not hold."""
    for known in [each for each in sys.modules if each.startswith("bakery")]:
        del sys.modules[known]
    sys.meta_path.insert(0, finder)
    try:
        __import__(name)
        return sys.modules[name]
    finally:
        sys.meta_path.remove(finder)
        finder.keep()


def spec_of(module: ModuleType) -> ModuleSpec:
    assert module.__spec__ is not None
    return module.__spec__


def test_a_module_comes_from_the_file_the_second_time(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    first = imported(Together(package, file))
    second = imported(Together(package, file))
    assert spec_of(first).cached != str(file)
    assert spec_of(second).cached == str(file)
    assert (second.GRAMS, second.__doc__, second.__file__) == (500, "Rye.", str(package / "bread/rye.py"))


def test_a_package_from_the_file_still_finds_its_modules(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    imported(Together(package, file), "bakery.bread")
    bread = imported(Together(package, file), "bakery.bread")
    assert list(bread.__path__) == [str(package / "bread")]
    assert imported(Together(package, file)).GRAMS == 500


@pytest.mark.parametrize("later", [0, 5])
def test_a_changed_source_is_never_hidden_by_the_file(package: Path, tmp_path: Path, later: int) -> None:
    file, source = tmp_path / "kept", package / "bread/rye.py"
    imported(Together(package, file))
    before = source.stat()
    grams = 750 if later else 75
    source.write_text(f'"""Rye."""\nGRAMS = {grams}\n')
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns + later * 10**9))
    assert [imported(Together(package, file)).GRAMS for _time in range(2)] == [grams, grams]


def test_one_process_keeps_what_another_kept(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    (package / "bread/wheat.py").write_text("GRAMS = 250\n")
    imported(Together(package, file))
    imported(Together(package, file), "bakery.bread.wheat")
    assert spec_of(imported(Together(package, file))).cached == str(file)
    assert spec_of(imported(Together(package, file), "bakery.bread.wheat")).cached == str(file)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xe9\x03\x00\x00\x00", b"("])
def test_a_file_that_is_no_such_file_is_passed_over_and_replaced(package: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kept"
    file.write_bytes(content)
    assert imported(Together(package, file)).GRAMS == 500
    assert spec_of(imported(Together(package, file))).cached == str(file)


def test_a_file_made_for_another_place_is_passed_over(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    imported(Together(package, file))
    elsewhere = tmp_path / "copied/bakery"
    elsewhere.parent.mkdir()
    package.rename(elsewhere)
    sys.path.insert(0, str(elsewhere.parent))
    assert imported(Together(elsewhere, file)).__file__ == str(elsewhere / "bread/rye.py")


def test_nothing_is_written_where_nothing_may_be(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "no such folder/kept"
    assert imported(Together(package, missing)).GRAMS == 500
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert imported(Together(package, tmp_path / "kept")).GRAMS == 500
    assert not missing.exists()
    assert not (tmp_path / "kept").exists()


def test_other_packages_are_left_alone(package: Path, tmp_path: Path) -> None:
    assert Together(package, tmp_path / "kept").find_spec("json.decoder") is None


def test_a_check_says_the_same_with_and_without_the_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "opensmp", "check", "examples/provider", "--today", "2026-11-22"]
    surroundings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path)}
    said = [subprocess.run(command, env=surroundings, capture_output=True, check=False) for _ in range(2)]
    assert list(tmp_path.rglob("modules.*.pycs"))
    assert said[0].stdout == said[1].stdout
    assert (said[0].stderr, said[1].stderr) == (b"", b"")


def test_a_package_from_the_file_has_a_shorter_way_to_its_modules(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    imported(Together(package, file))
    bread = imported(Together(package, file), "bakery.bread")
    rye = spec_of(bread).loader.sibling("bakery.bread.rye")  # type: ignore[union-attr]  # our own loader
    assert sys.modules["bakery.bread.rye"] is rye
    assert (rye.GRAMS, rye.__file__, rye.__package__) == (500, str(package / "bread/rye.py"), "bakery.bread")


def test_a_module_that_fails_on_the_shorter_way_is_not_left_half_made(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    (package / "bread/wheat.py").write_text("import sys\nGRAMS = 1 // (not hasattr(sys, 'no_flour'))\n")
    finder = Together(package, file)
    imported(finder, "bakery.bread.wheat")
    del sys.modules["bakery.bread.wheat"]
    with pytest.MonkeyPatch.context() as without:
        without.setattr(sys, "no_flour", True, raising=False)
        with pytest.raises(ZeroDivisionError):
            finder.module("bakery.bread.wheat")
    assert "bakery.bread.wheat" not in sys.modules
    assert finder.module("bakery.bread.wheat").GRAMS == 1
