"""Reading all files of a folder into one dossier, or into one list of everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from yaml.error import YAMLError
from yaml.events import StreamEndEvent

from opensmp.dossier import Dossier
from opensmp.exchange.errors import Problem, Unreadable
from opensmp.exchange.faults import Fault, Faults
from opensmp.exchange.files import YAML, Files
from opensmp.exchange.layout import MEASUREMENTS, PACKS, VERDICTS, VERSIONS, Part, file_of, parts, verdict_files
from opensmp.exchange.places import Spot, index, keys_at
from opensmp.exchange.references import HOMES, Known, circles
from opensmp.exchange.sealed import Sealed, own_standard
from opensmp.exchange.shape import NOTHING_WRITTEN, WRONG, reader
from opensmp.exchange.source import Source, Stop, harmless
from opensmp.i18n import _
from opensmp.lifecycle.history import History
from opensmp.plan.plan import Plan
from opensmp.registers.registers import Registers


class Reading:
    """One reading of a folder: the values found, the references met, and the files that broke off."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.faults = files.faults
        self.found: dict[tuple[str, ...], Any] = {}
        self.references: list[tuple[str, tuple[str, ...], str, Any]] = []
        self.broken: set[str] = set()

    def dossier(self, today: date) -> Dossier:
        """Read everything, or raise Unreadable with everything that is wrong."""
        self._names()
        for part in parts():
            self._read(part.file, part)
        verdicts = self._verdicts()
        own, sealed = own_standard(self.files), Sealed(self.files, self._digests())
        dossier = Dossier(
            today=today,
            plan=Plan(**self._below("plan")),
            registers=Registers(**self._below("registers")),
            verdicts=verdicts,
            sealed=sealed,
            sealed_digests=sealed.digests,
            standard=own,
            **{address[0]: value for address, value in self.found.items() if len(address) == 1},
        )
        self._check_references(dossier)
        if self.faults:
            raise self._unreadable()
        return dossier

    def _digests(self) -> frozenset[str]:
        """Return the digests of the versions that the history knows."""
        history = self.found.get(("history",), History())
        return frozenset(version.digest for version in history.versions if version.digest)

    def _below(self, name: str) -> dict[str, Any]:
        return {address[1]: value for address, value in self.found.items() if address[0] == name and len(address) > 1}

    def _names(self) -> None:
        known = [part.file for part in parts()]
        for folder in ("plan", "registers"):
            self.files.stray(folder, [file.partition("/")[2] for file in known if file.startswith(f"{folder}/")])
        tops = [file for file in known if "/" not in file]
        self.files.misspelt([*tops, "plan", "registers", MEASUREMENTS, VERSIONS, PACKS])

    def _verdicts(self) -> tuple[Any, ...]:
        verdicts: list[Any] = []
        for name in verdict_files(self.files.names(MEASUREMENTS)):
            self._read(f"{MEASUREMENTS}/{name}", VERDICTS, bound=False)
            verdicts += self.found.pop(VERDICTS.address, ())
        return tuple(verdicts)

    def _read(self, file: str, part: Part, bound: bool = True) -> None:
        """Read a file into ``found``; a verdict may name what an earlier version promised, so its ids are not bound."""
        text = self.files.text(file)
        if text is None:
            if (self.files.root / file).exists():
                self.broken.add(file)
            return
        source = Source(file, text, self.faults)
        try:
            value = content(source, part.type)
        except (YAMLError, Stop) as error:
            self.broken.add(file)
            if isinstance(error, YAMLError):
                source.broken(error)
            return
        if bound:
            self.references += ((file, *each) for each in source.references)
        if value is WRONG:
            self.broken.add(file)
        elif value is not NOTHING_WRITTEN:
            self.found[part.address] = value

    def _check_references(self, dossier: Dossier) -> None:
        """Note ids that name nothing. What a broken file would have held is not asked for."""
        unknown = {kind for kind, home in HOMES.items() if file_of(home) in self.broken}
        known = Known(dossier)
        for file, kinds, identity, mark in self.references:
            if known.has(kinds, identity) or not unknown.isdisjoint(kinds):
                continue
            if self.faults.is_full:
                self.faults.count += 1
            else:
                self.faults.add(file, *known.fault(kinds, identity), mark.line + 1, mark.column + 1)
        for address, circle in circles(dossier):
            file = file_of(address)
            line, column = index(self.files.text(file) or "").get("/".join(address[1:]), (0, 0))
            says = _("These report to each other in a circle: {ids}.", ids=circle)
            self.faults.add(file, says, _("Leave the key out at the one on top."), line, column)

    def _unreadable(self) -> Unreadable:
        """Return what to raise: the problems in the order of the files and their lines, each with its key."""
        order = {part.file: number for number, part in enumerate(parts())}
        held = sorted(
            self.faults.held, key=lambda fault: (order.get(fault.file, -1), fault.file, fault.line, fault.column)
        )
        keys = {file: self._keys(file, held) for file in {fault.file for fault in held if fault.line}}
        problems = [_problem(fault, keys.get(fault.file, {})) for fault in held]
        return Unreadable(problems, self.faults.count - len(problems))

    def _keys(self, file: str, held: Iterable[Fault]) -> dict[tuple[Spot, bool], str]:
        """Find the key of each fault of a file, in one more pass over it."""
        wanted = {((fault.line, fault.column), fault.single) for fault in held if fault.file == file}
        text = Files(self.files.root, Faults()).text(file) if wanted and file.endswith(YAML) else None
        return {spot: harmless(key) for spot, key in keys_at(text, wanted).items()} if text else {}


def _problem(fault: Fault, keys: Mapping[tuple[Spot, bool], str]) -> Problem:
    key = keys.get(((fault.line, fault.column), fault.single), "")
    return Problem(harmless(fault.file), fault.line, fault.column, key, fault.says, fault.remedy)


def content(source: Source, declared: Any) -> Any:
    """Read the one document of a file."""
    source.take()
    start = source.take()
    if start.__class__ is StreamEndEvent:
        return NOTHING_WRITTEN
    value = reader(declared)(source, source.take())
    source.take()
    end = source.take()
    if end.__class__ is not StreamEndEvent:
        source.fault(
            end,
            _("A second document begins here."),
            _("Keep one document in a file: remove the line ---."),
        )
    return value
