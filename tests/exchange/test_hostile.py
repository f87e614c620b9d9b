"""Whatever stands in a file, the answer is a plan or a list of problems, soon and in little memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.folders import SOUND, TODAY, folder, problems
from tests.exchange.strategies import AWKWARD
from yaml._yaml import CParser

from opensmp.exchange import Unreadable, load
from opensmp.exchange.layout import parts
from opensmp.exchange.pure import PureParser

SECONDS = 10
MEGABYTES = 400
OBJECTIVES = "plan/02-objectives.yaml"

HOSTILE: dict[str, Callable[[], str]] = {
    "aliases that grow": lambda: "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(20_000)),
    "brackets without end": lambda: "text: " + "[" * 1_000_000,
    "braces without end": lambda: "text: " + "{" * 1_000_000,
    "hyphens without end": lambda: "- " * 500_000 + "x",
    "keys without end": lambda: "".join(f"{' ' * n}k:\n" for n in range(3_000)),
    "a million unknown keys": lambda: "".join(f"k{n}: 1\n" for n in range(1_000_000)),
    "a million wrong numbers": lambda: "objectives:\n" + "  - {id: a, statement: s, kind: increase, target: x}\n" * 200_000,
    "a million unknown people": lambda: "objectives:\n" + "".join(
        f"  - {{id: o{n}, statement: s, kind: increase, owner: p{n}}}\n" for n in range(200_000)),
    "rows without end": lambda: "objectives:\n" + "".join(f"- {{id: o{n}, statement: s, kind: increase}}\n" for n in range(400_000)),
    "ids without end": lambda: "references: [" + "a, " * 5_000_000 + "]",
    "one endless line": lambda: "text: " + "a" * 20_000_000,
    "one endless key": lambda: "a" * 2_000_000 + ": 1",
    "one endless number": lambda: "objectives:\n  - {id: o, statement: s, kind: increase, target: " + "9" * 5_000_000 + "}\n",
    "question marks": lambda: "? " * 300_000,
    "quotes": lambda: '"' * 500_001,
    "empty documents": lambda: "---\n" * 500_000,
    "comments": lambda: "# x\n" * 2_000_000,
    "directives": lambda: "%YAML 1.1\n" * 100_000,
    "control characters": lambda: "\x00" * 1_000_000,
}  # fmt: skip

CHILD = textwrap.dedent(
    """
    import resource, sys
    from datetime import date
    from pathlib import Path
    from opensmp.exchange import Unreadable, load
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        load(Path(sys.argv[1]), date(2026, 11, 22))
        print("read")
    except Unreadable as refused:
        print("refused", len(refused.problems))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print((used.ru_maxrss - before) // 1024, round(used.ru_utime + used.ru_stime))
    """
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_within_seconds_and_in_bounded_memory(tmp_path: Path, name: str) -> None:
    folder(tmp_path, **{OBJECTIVES: HOSTILE[name]()})
    answer = subprocess.run(
        [sys.executable, "-c", CHILD, tmp_path], capture_output=True, text=True, check=True, timeout=60
    )
    told, used = answer.stdout.splitlines()
    megabytes, seconds = map(int, used.split())
    assert megabytes < MEGABYTES
    assert seconds < SECONDS
    assert told == "read" if name in {"one endless line", "comments"} else told.startswith("refused")


def answered(place: Path) -> None:
    """Load a folder; anything but a dossier or a full refusal is an error of ours."""
    try:
        load(place, TODAY)
    except Unreadable as trouble:
        refused = trouble
    else:
        return
    assert refused.problems
    assert refused.text("id")
    for problem in refused.problems:
        assert problem.says.text("en")
        assert problem.remedy.text("en")
        assert problem.text("en").isprintable()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("fuzz"))


@given(data=st.data())
def test_any_bytes_in_any_file_are_answered(place: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([part.file for part in parts()]))
    folder(
        place,
        **{
            name: data.draw(
                st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace"))
            )
        },
    )
    answered(place)
    (place / name).unlink()


@given(data=st.data())
def test_a_real_file_with_bytes_changed_is_answered(place: Path, examples: Path, data: st.DataObject) -> None:
    part = data.draw(st.sampled_from([part for part in parts() if (examples / "bank" / part.file).exists()]))
    raw = bytearray((examples / "bank" / part.file).read_bytes())
    for _change in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        new = st.binary(max_size=3) | st.sampled_from([b"\t", b"*a", b"&a ", b"!", b"[", b"\0"])
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(new)
    folder(place, **{part.file: bytes(raw)})
    answered(place)
    (place / part.file).unlink()


PIECES = st.tuples(
    st.sampled_from(list(SOUND)), st.sampled_from([*AWKWARD, "[]", "{}", "- x", "? x"]), st.integers(0, 400)
)


@given(st.lists(PIECES, max_size=3))
def test_awkward_pieces_anywhere_are_answered(place: Path, pieces: list[tuple[str, str, int]]) -> None:
    files = dict(SOUND)
    for name, piece, at in pieces:
        files[name] = files[name][:at] + piece + files[name][at:]
    folder(place, **files)
    answered(place)


@pytest.mark.nightly
@settings(max_examples=200_000)
@given(st.binary(max_size=4_000))
def test_any_bytes_at_all_are_answered(place: Path, raw: bytes) -> None:
    folder(place, **{OBJECTIVES: raw})
    answered(place)


@given(st.text(st.sampled_from("ab :-\n#[]{},'\"|>&*!%@?\t0"), max_size=60))
def test_the_parser_in_pure_python_sees_what_the_fast_one_sees(text: str) -> None:
    assert seen(PureParser, text) == seen(CParser, text) or None in (seen(PureParser, text), seen(CParser, text))


def seen(parser: type, text: str) -> list[tuple[object, ...]] | None:
    found = []
    source = parser(text)
    try:
        while (event := source.get_event()) is not None:
            found.append((type(event).__name__, getattr(event, "value", None)))
    except Exception as error:
        if "yaml" not in type(error).__module__:
            raise
        return None
    return found


def test_without_the_fast_parser_a_folder_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = load(folder(tmp_path), TODAY)
    monkeypatch.setattr("opensmp.exchange.source._Parser", PureParser)
    assert load(tmp_path, TODAY) == fast
    assert problems(tmp_path, **{OBJECTIVES: "keper: [\n"})


def test_the_limits_are_measured_against_this_process() -> None:
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0
