"""JSON of the folder: sealed versions, and the data packs of an organisation."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any

from opensmp.exchange.errors import Problem, Unreadable
from opensmp.exchange.faults import Faults
from opensmp.exchange.files import Files, decoded
from opensmp.exchange.layout import PACKS, VERSIONS
from opensmp.i18n import _
from opensmp.standard import PackError, Standard, standard

LARGEST_JSON = 8 * 1024 * 1024
"""Bytes of one JSON file: as values it takes twenty times as much memory."""


class Sealed(Mapping[str, Mapping[str, Any]]):
    """The sealed versions of a folder by their number; ``digests`` are the SHA-256 of their files.

    A file that is, byte for byte, what the history says was sealed is read when somebody asks what it holds; any other
    is read at once, for what may be wrong with it. (A final line break is no part of a file.)
    """

    def __init__(self, files: Files, digests_in_history: Collection[str]) -> None:
        self.digests: dict[str, str] = {}
        self._raw: dict[str, bytes] = {}
        self._values: dict[str, Mapping[str, Any]] = {}
        for name in _json_files(files, VERSIONS):
            raw = files.raw(f"{VERSIONS}/{name}", LARGEST_JSON)
            if raw is not None:
                self._add(name, raw, digests_in_history, files.faults)

    def _add(self, name: str, raw: bytes, intact: Collection[str], faults: Faults) -> None:
        number, digest = name.removesuffix(".json"), sha256(raw.removeprefix(BOM_UTF8).removesuffix(b"\n")).hexdigest()
        if digest not in intact:
            value = _one_object(f"{VERSIONS}/{name}", raw, faults)
            if value is None:
                return
            self._values[number] = value
        self._raw[number], self.digests[number] = raw, digest

    def __getitem__(self, number: str) -> Mapping[str, Any]:
        if number not in self._values:
            faults = Faults()
            value = _one_object(f"{VERSIONS}/{number}.json", self._raw[number], faults)
            if value is None:  # somebody wrote the digest of a broken file into the history
                raise Unreadable(
                    [Problem(each.file, each.line, each.column, "", each.says, each.remedy) for each in faults.held]
                )
            self._values[number] = value
        return self._values[number]

    def __contains__(self, number: object) -> bool:
        return number in self._raw

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


def own_standard(files: Files) -> Standard:
    """Return the standard with the organisation's own packs in place of the shipped ones."""
    found = {name: _object(files, f"{PACKS}/{name}") for name in _json_files(files, PACKS)}
    packs = {name.removesuffix(".json"): pack for name, pack in found.items() if pack is not None}
    if not packs:
        return standard()
    try:
        return standard().replaced(packs)
    except PackError as error:
        for problem in error.problems:
            says = _("The pack is not right at {row}, key {key}.", row=problem.row, key=problem.key)
            files.faults.add(f"{PACKS}/{problem.pack}.json", says, problem.remedy)
        return standard()


def _json_files(files: Files, folder: str) -> tuple[str, ...]:
    names = files.names(folder)
    for name in names:
        if not name.endswith(".json") and not name.lower().startswith("readme"):
            files.faults.add(
                f"{folder}/{name}", _("Nothing reads this file."), _("Only files that end with .json belong here.")
            )
    return tuple(name for name in names if name.endswith(".json"))


def _object(files: Files, name: str) -> Mapping[str, Any] | None:
    raw = files.raw(name, LARGEST_JSON)
    return None if raw is None else _one_object(name, raw, files.faults)


def _one_object(name: str, raw: bytes, faults: Faults) -> Mapping[str, Any] | None:
    text = decoded(name, raw, faults)
    value = None if text is None else _parsed(name, text, faults)
    if value is not None and not isinstance(value, dict):
        faults.add(name, _("The file must hold one JSON object."), _("Restore it from where it was made."))
        return None
    return value


def _parsed(name: str, text: str, faults: Faults) -> Any:
    restore = _("Restore the file from where it was made; it is not meant to be written by hand.")
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        faults.add(name, _("This is not valid JSON."), restore, error.lineno, error.colno)
    except ValueError:  # a key twice, NaN, or an integer with more digits than Python converts
        faults.add(name, _("A key stands twice in it, or a number is not one."), restore)
    except RecursionError:
        faults.add(name, _("The text is nested too deep."), restore)
    return None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError
    return held


def _no_constant(name: str) -> Any:
    raise ValueError(name)
