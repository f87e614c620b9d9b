"""A plan's folder: its dossier, and where in its files each thing stands."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from opensmp.dossier import Dossier
from opensmp.exchange.faults import Faults
from opensmp.exchange.files import Files, home_of
from opensmp.exchange.layout import MEASUREMENTS, VERDICTS, VERSIONS, file_of, parts, verdict_files
from opensmp.exchange.places import Spot, index
from opensmp.exchange.reading import Reading
from opensmp.i18n.collection import without_collection


class Addressed(Protocol):
    """Anything with the parts of an address, such as ``checking.Address``."""

    @property
    def parts(self) -> tuple[str, ...]: ...


class Place(NamedTuple):
    """A place in a file of the folder; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, eq=False, repr=False)
class Folder:
    """A folder that was read. ``path`` is as the person named it."""

    path: Path
    dossier: Dossier
    _indexes: dict[str, dict[str, Spot]] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """The name of the folder, without the way to it."""
        return self.path.resolve().name

    def path_of(self, place: Place) -> str:
        """Return the file's path from where the person stands, with forward slashes."""
        path = self.path / place.file
        here = Path.cwd()
        return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()

    def place(self, address: Addressed) -> Place:
        """Return where an address stands in the files; what is not written there, at the nearest thing around it."""
        steps = address.parts
        if steps[:1] == (MEASUREMENTS,):
            return self._measurement(steps)
        if steps[:1] == (VERSIONS,) and len(steps) > 1:
            return Place(f"{VERSIONS}/{steps[1]}.json")
        file = file_of(steps)
        inside = next(part.address for part in parts() if part.file == file)
        return self._nearest(file, steps[len(inside) :]) if steps[: len(inside)] == inside else Place(file)

    def _nearest(self, file: str, inner: tuple[str, ...]) -> Place:
        spots = self._index(file)
        for length in range(len(inner), 0, -1):
            if found := spots.get("/".join(inner[:length])):
                return Place(file, *found)
        return Place(file)

    def _measurement(self, steps: tuple[str, ...]) -> Place:
        """Find a verdict by its place among all verdicts, counted over the files in the order of their names."""
        names = verdict_files(Files(self.path, Faults()).names(MEASUREMENTS))
        wanted = int(steps[1]) if len(steps) > 1 and steps[1].isdecimal() else 0
        for name in names:
            spots = self._index(f"{MEASUREMENTS}/{name}")
            rows = sum(1 for address in spots if address and "/" not in address)
            if 0 < wanted <= rows:
                return self._nearest(f"{MEASUREMENTS}/{name}", (str(wanted), *steps[2:]))
            wanted -= rows
        return Place(f"{MEASUREMENTS}/{names[0]}" if names else VERDICTS.file)

    def _index(self, file: str) -> dict[str, Spot]:
        if file not in self._indexes:
            self._indexes[file] = index(Files(self.path, Faults()).text(file) or "")
        return self._indexes[file]


def load(path: Path, today: date) -> Dossier:
    """Read the folder of a plan (or the folder around one of its files).

    Raises Unreadable with everything that must be mended before the plan can be understood.
    """
    return open_folder(path, today).dossier


def open_folder(path: Path, today: date) -> Folder:
    """Like :func:`load`, keeping what is needed to say where in the files a finding stands."""
    home = home_of(path)
    with without_collection():
        dossier = Reading(Files(home, Faults())).dossier(today)
    return Folder(home, dossier)
