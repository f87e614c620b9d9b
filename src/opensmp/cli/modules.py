"""The compiled modules of OpenSMP in one file, because to open five hundred small ones is a tenth of the work of a check.

The file stands beside Python's own compiled files and follows their customs: a module is taken from it only while its source
has the size and the time that it had, whatever is absent or changed is imported as ever, and then the file is written anew
where that is wished (not with ``python -B``) and possible. It is never needed, and deleting it is safe.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import CodeType, ModuleType
from typing import TypeAlias

_FOLDER = Path(__file__).parents[1]

_LAYOUT = 1
"""Counts changes of how the file is laid out; one that is laid out otherwise is not read."""

Stamp: TypeAlias = tuple[int, int]
"""Size and time of the last change (ns) of a source file."""

Sources: TypeAlias = dict[str, tuple[str, Stamp]]
"""By module: its source file, and the stamp that it had when it was compiled."""


def beside(name: str) -> Path:
    """Return the file for what is kept under ``name`` beside Python's own compiled files."""
    return Path(cache_from_source(str(_FOLDER / f"{name}.py")) + "s")


def put(file: Path, parts: Iterable[bytes]) -> None:
    """Write a file whole or not at all; where it cannot be, nothing happens."""
    new = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        new.write_bytes(b"".join(parts))
        new.replace(file)


class Together:
    """Finds modules of the package in ``folder`` whose code stands together in ``file``.

    Code is kept and read by subpackage, for what is used together shares its strings; rules are asked for all at once.
    """

    def __init__(self, folder: Path, file: Path) -> None:
        self._file = file
        self._origin = (_LAYOUT, MAGIC_NUMBER, str(folder))
        self._prefix = f"{folder.name}."
        self._absent: list[str] = []
        self._sources: Sources = {}
        self._kept: dict[str, memoryview] = {}
        self._codes: dict[str, dict[str, CodeType]] = {}
        with suppress(OSError, EOFError, ValueError, TypeError):
            self._read()

    def _read(self) -> None:
        with self._file.open("rb") as file:
            held = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))  # what is not asked for is not copied either
        origin, sources, sizes = marshal.loads(held)  # noqa: S302  # as trusted as Python's own files beside it
        if origin != self._origin:
            return
        self._sources, end = sources, len(held)
        for group, size in sizes.items():  # the groups stand at the end of the file, the first of them last
            self._kept[group] = held[end - size : end]
            end -= size

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Say how to load a module; None where it is absent or out of date, so that Python goes on looking elsewhere."""
        if not fullname.startswith(self._prefix):
            return None
        source, stamp = self._sources.get(fullname, ("", (0, 0)))
        if not source or _stamp(source) != stamp:
            self._absent.append(fullname)
            return None
        package = source.endswith("__init__.py")
        spec = ModuleSpec(fullname, _AtHand(fullname, source, self), origin=source, is_package=package)
        if package:
            spec.submodule_search_locations = [str(Path(source).parent)]
        spec.has_location, spec.cached = True, str(self._file)
        return spec

    def module(self, name: str) -> ModuleType:
        """Import a module of the file without the locks of an import: hundreds of them take a quarter less time."""
        spec = self.find_spec(name)
        if spec is None:
            return import_module(name)
        module = ModuleType(name)
        module.__spec__, module.__loader__, module.__file__, module.__package__ = (
            spec,
            spec.loader,
            spec.origin,
            spec.parent,
        )
        sys.modules[name] = module
        ready = False
        try:
            exec(self.code(name), module.__dict__)  # noqa: S102  # as every import does
            ready = True
        finally:
            if not ready:
                del sys.modules[name]
        return module

    def code(self, name: str) -> CodeType:
        """Return the code of a module that is held."""
        return self._group(_group_of(name))[name]

    def _group(self, key: str) -> dict[str, CodeType]:
        if key not in self._codes:
            held = self._kept.get(key)
            self._codes[key] = marshal.loads(held) if held else {}  # noqa: S302  # as above
        return self._codes[key]

    def keep(self) -> None:
        """Write the file anew when modules were imported that it does not hold."""
        found = {name: compiled for name in self._absent if (compiled := _compiled(name))}
        self._absent.clear()
        if not found or sys.dont_write_bytecode:
            return
        for name, (source, stamp, code) in found.items():
            self._sources[name] = source, stamp
            self._group(_group_of(name))[name] = code
        sources = {name: held for name, held in self._sources.items() if _stamp(held[0]) == held[1]}
        groups: dict[str, dict[str, CodeType]] = {}
        for name in sources:
            groups.setdefault(_group_of(name), {})[name] = self.code(name)
        kept = {key: marshal.dumps(codes) for key, codes in groups.items()}
        sizes = {key: len(codes) for key, codes in kept.items()}
        self._kept.clear()  # all is read, and where a file that is open cannot be replaced, it is closed with this
        put(self._file, [marshal.dumps((self._origin, sources, sizes)), *reversed(kept.values())])


class _AtHand(SourceFileLoader):
    """Loads a module as from its source file, with code that is at hand."""

    def __init__(self, name: str, source: str, together: Together) -> None:
        super().__init__(name, source)
        self._together = together

    def sibling(self, name: str) -> ModuleType:
        """Import another module that the package needs."""
        return self._together.module(name)

    def get_code(self, fullname: str) -> CodeType:
        return self._together.code(fullname)


def _group_of(name: str) -> str:
    return name.split(".")[1]


def _stamp(source: str) -> Stamp | None:
    try:
        state = os.stat(source)  # noqa: PTH116  # six hundred times at each start
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def _compiled(name: str) -> tuple[str, Stamp, CodeType] | None:
    """Return the source file of an imported module, its stamp and its code; None for a folder without code."""
    spec = sys.modules[name].__spec__ if name in sys.modules else None
    if spec is None or not isinstance(spec.loader, SourceFileLoader):
        return None
    source = spec.loader.path
    stamp = _stamp(source)  # before the code: should the source change in between, what is kept is merely out of date
    code = spec.loader.get_code(name)
    return (source, stamp, code) if stamp and code else None


together = Together(_FOLDER, beside("modules"))
"""Finds OpenSMP's own modules. A program that starts often puts it in front of Python's finders."""
