"""Regular expressions in the form that Python's matcher runs, kept from one process to the next.

A check and the libraries below it ask for a hundred and forty, and ``re`` works each of them out anew at every start: a
twelfth of the work. Python keeps compiled modules for that reason and has no such place for patterns. This is one, with
the customs of the other (``opensmp.cli.modules``): never needed, safe to delete, not written with ``python -B``.

What is kept is what ``re`` itself made of the same pattern with the same flags in the same Python, and the matcher
validates it whenever it takes it. A pattern that may hold a person's words is not kept. ``re`` has no public door for
this; where the private names that it takes are not as known, ``re`` stays as it is.
"""

from __future__ import annotations

import marshal
import re
import sys
from contextlib import suppress
from inspect import CO_VARARGS, CO_VARKEYWORDS
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any, TypeAlias

from opensmp.cli.modules import beside, put

_LAYOUT = 1
"""Counts changes of how the file is laid out; one that is laid out otherwise is not read."""

_MOST = 1_000
"""Patterns that are kept; more are old ones, and the file begins anew."""

Asked: TypeAlias = tuple[str, int]
"""A pattern and its flags."""

_compiler: Any = getattr(re, "_compiler", None)
_matcher: Any = getattr(_compiler, "_sre", None)
_make: Any = getattr(_compiler, "compile", None)


class Patterns:
    """Answers ``re`` from what ``file`` holds, and notes what it does not hold."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._origin = (_LAYOUT, sys.version, getattr(_matcher, "MAGIC", None))
        self._kept: dict[Asked, bytes] = {}
        self._new: set[Asked] = set()
        with suppress(OSError, EOFError, ValueError, TypeError):
            origin, kept = marshal.loads(file.read_bytes())  # noqa: S302  # as trusted as Python's own files beside it
            self._kept = kept if origin == self._origin else {}

    def serve(self) -> None:
        """Let ``re`` ask here first."""
        if hasattr(_compiler, "compile") and hasattr(_matcher, "compile"):
            _compiler.compile = self.compile

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """Return the compiled pattern, as the function of ``re`` does for which this stands."""
        asked = pattern, int(flags)
        held = self._kept.get(asked) if isinstance(pattern, str) else None
        if held is not None:
            with suppress(RuntimeError, EOFError, ValueError, TypeError):  # the file is damaged
                return _matcher.compile(*marshal.loads(held))  # noqa: S302  # as above
        made = _make(pattern, flags)
        if isinstance(pattern, str) and not flags & re.DEBUG and _is_fixed(pattern, _asking()):
            self._new.add(asked)
        return made

    def keep(self) -> None:
        """Write the file anew when patterns were asked for that it does not hold."""
        if not self._new or sys.dont_write_bytecode:
            return
        kept = self._kept if len(self._kept) + len(self._new) <= _MOST else {}
        with suppress(TypeError, ValueError):  # the matcher is given something else, or two patterns at once
            self._kept = {**kept, **{asked: self._prepared(asked) for asked in self._new}}
            put(self._file, [marshal.dumps((self._origin, self._kept))])
        self._new.clear()

    def _prepared(self, asked: Asked) -> bytes:
        """Make a pattern once more, and return what the matcher is given for it."""
        given: list[tuple[Any, ...]] = []

        def noting(*values: Any) -> Any:
            given.append(values)
            return _matcher.compile(*values)

        _compiler._sre = SimpleNamespace(**{**vars(_matcher), "compile": noting})  # noqa: SLF001  # there is no other way
        try:
            _make(*asked)
        finally:
            _compiler._sre = _matcher  # noqa: SLF001  # as above
        ((text, flags, code, *groups),) = given  # of two, one was another thread's
        return marshal.dumps((text, int(flags), [int(step) for step in code], *groups))


def _asking() -> CodeType:
    """Return the code that asks ``re`` for a pattern."""
    frame = sys._getframe(2)  # noqa: SLF001  # as logging and warnings find who calls them
    while frame.f_back and frame.f_globals is vars(re):
        frame = frame.f_back
    return frame.f_code


def _is_fixed(pattern: str, code: CodeType) -> bool:
    """Whether a pattern stands in the code that asks, or is made by code that is given nothing to make it of."""
    given = (
        code.co_argcount or code.co_kwonlyargcount or code.co_freevars or code.co_flags & (CO_VARARGS | CO_VARKEYWORDS)
    )
    return pattern in code.co_consts or not given


prepared = Patterns(beside("patterns"))
"""Serves the patterns of OpenSMP's program and of the libraries below it."""
