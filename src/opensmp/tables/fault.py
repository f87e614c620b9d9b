"""Why a file cannot be read, as the child process says it: a reason code and values, without words.

The words stand in :mod:`opensmp.tables.reasons`; the child does not need them and starts faster without.
"""

from __future__ import annotations

Value = str | int


class Fault(Exception):
    """A file that is refused. ``code`` is a key of ``reasons.REASONS``; ``values`` fill its sentence."""

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


class Notes:
    """What a reader did that a person should know, such as rows above the table that were skipped; each once."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, Value]] = {}

    def add(self, code: str, **values: Value) -> None:
        """Say the note ``code`` of ``reasons.NOTES``; said again, the newer values hold."""
        self._said[code] = values

    def count(self, code: str) -> None:
        """Count one more case of the note ``code``, whose sentence has ``{n}``."""
        said = self._said.setdefault(code, {"n": 0})
        said["n"] = int(said["n"]) + 1

    def listed(self) -> list[tuple[str, dict[str, Value]]]:
        """Return the notes in the order in which they were first said."""
        return list(self._said.items())
