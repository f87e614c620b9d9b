"""The files that tools export: which column holds which field, how the tool writes it, and the mapping that reads it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from opensmp.evidence.demo.world import DAY, EPOCH, HOUR, MINUTE, Row, World
from opensmp.evidence.mapping import Column
from opensmp.evidence.mapping import Mapping as FileMapping

Writer: TypeAlias = Callable[[World, Any], str]
"""How a tool writes a value of a field; what is None stays empty."""

_GIVEN = ("Adi", "Bunga", "Cahya", "Dewa", "Eka", "Fitri", "Galih", "Hana", "Indra", "Jihan", "Kevin", "Lestari")
_FAMILY = (
    "Hartono",
    "Kurniawan",
    "Lubis",
    "Maharani",
    "Nasution",
    "Pangestu",
    "Rahayu",
    "Simanjuntak",
    "Tanjung",
    "Utami",
)


class Cell(NamedTuple):
    """A column of a file: the field it holds (none for columns that nobody reads), its header, how it is written and read."""

    field: str
    header: str
    write: Writer
    read: Mapping[str, Any] = {}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A file of a tool."""

    file: str
    table: str
    source: str
    cells: tuple[Cell, ...]
    delimiter: str = ","
    constants: Mapping[str, str | int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    numbers: str = ""

    def mapping(self, zone: str) -> FileMapping:
        """Return the mapping that reads the file."""
        columns = {cell.field: Column(column=cell.header, **cell.read) for cell in self.cells if cell.field}
        return FileMapping(
            source=self.source,
            table=self.table,
            zone=zone,
            columns=columns,
            constants=self.constants,
            missing=self.missing,
            numbers=self.numbers,
        )

    def write(self, folder: Path, world: World, rows: Iterable[Row]) -> int:
        """Write the file; a record that was exported twice stands twice. Returns the number of rows."""
        count = 0
        with (folder / self.file).open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, delimiter=self.delimiter, lineterminator="\n")
            out.writerow([cell.header for cell in self.cells])
            for row in rows:
                line = self._line(world, spoiled(row))
                repeated = [line] * (2 if row.get("flaw") == "duplicate" else 1)
                out.writerows(repeated)
                count += len(repeated)
        return count

    def _line(self, world: World, row: Row) -> list[str]:
        found = []
        for name, _header, write, _read in self.cells:
            value = row.get(name)
            found.append(
                value[1:]
                if isinstance(value, str) and value.startswith("\0")
                else ""
                if value is None
                else write(world, value)
            )
        return found


def spoiled(row: Row) -> Row:
    """Return a record as its flawed export has it; text after a null character stands in the file as it is."""
    spoil = _SPOILED.get(row.get("flaw", ""))
    return row | spoil(row) if spoil else row


_SPOILED: Mapping[str, Callable[[Row], Row]] = {
    "bad date": lambda row: {"opened_at": "\x002026-02-31 09:15:00"},
    "no number": lambda row: {"id": None},
    "no end": lambda row: {"resolved_at": None},
    "ends before it starts": lambda row: {"resolved_at": row["opened_at"] - 3 * HOUR},
    "answered before it was opened": lambda row: {"acknowledged_at": row["opened_at"] - 25 * MINUTE},
    "unknown state": lambda row: {"state": "Zombie"},
}


# How tools write values ----------------------------------------------------------------------------------------------


def text(_world: World, value: Any) -> str:
    return str(value)


def iso(world: World, moment: int) -> str:
    """``2026-10-02 01:20:00`` on the wall of the organisation: ServiceNow."""
    day, second = divmod(moment + world.offset, DAY)
    return f"{EPOCH + timedelta(days=day)} {second // HOUR:02}:{second % HOUR // MINUTE:02}:{second % MINUTE:02}"


def zulu(_world: World, moment: int) -> str:
    """``2026-10-01T18:20:00Z``: monitoring and scanners."""
    day, second = divmod(moment, DAY)
    return f"{EPOCH + timedelta(days=day)}T{second // HOUR:02}:{second % HOUR // MINUTE:02}:{second % MINUTE:02}Z"


def jira_time(world: World, moment: int) -> str:
    """``02/Oct/26 1:20 AM``: Jira Service Management."""
    local = world.local(moment)
    return f"{local:%d/%b/%y} {local.hour % 12 or 12}:{local:%M} {'AM' if local.hour < 12 else 'PM'}"


def local_time(world: World, moment: int) -> str:
    """``02/10/2026 01:20``: a spreadsheet under an Indonesian locale."""
    return f"{world.local(moment):%d/%m/%Y %H:%M}"


def truth(_world: World, value: Any) -> str:
    return "true" if value else "false"


def yes(_world: World, value: Any) -> str:
    return "Ya" if value else "Tidak"


def minutes(_world: World, seconds: int) -> str:
    return str(seconds // MINUTE)


def clock(_world: World, seconds: int) -> str:
    return f"{seconds // HOUR}:{seconds % HOUR // MINUTE:02}"


def comma(_world: World, value: Any) -> str:
    """A number with a decimal comma."""
    return str(value).replace(".", ",")


def person(_world: World, number: Any) -> str:
    """``Adi Hartono (adi.hartono07)``: names as ServiceNow shows them; nobody of that name exists."""
    if number == "":
        return ""
    given, family = _GIVEN[number % len(_GIVEN)], _FAMILY[number // len(_GIVEN) % len(_FAMILY)]
    return f"{given} {family} ({given.lower()}.{family.lower()}{number:02})"


PRIORITIES = {1: "1 - Critical", 2: "2 - High", 3: "3 - Moderate", 4: "4 - Low"}


def labelled_priority(_world: World, rank: int) -> str:
    return PRIORITIES[rank]


def remaining(_world: World, met: Any) -> str:
    """What was left of the time allowed: a leading minus says that it was not enough."""
    return "1:30" if met else "-0:45"
