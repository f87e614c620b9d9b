"""Each promise of the plan with its windows: from the stored verdicts, and what the last measurement told beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.commitments import Commitment
from opensmp.plan.plan import SECTIONS
from opensmp.web.evidence.told import Told
from opensmp.web.evidence.words import URGENCY, VERDICTS
from opensmp.web.figures import amount


class Window(NamedTuple):
    """A window of a promise. ``detail`` is what the last measurement told of it, where it did.

    ``running`` is not over: ``word`` is how it looks so far, which is no verdict and never looks like one.
    """

    start: date
    end: date
    word: str
    numerator: int | None = None
    denominator: int | None = None
    measured: Decimal | None = None
    excluded: int = 0
    version: str = ""
    note: Any = None
    running: bool = False
    detail: Mapping[str, Any] = {}

    @property
    def name(self) -> str:
        """The window in an address."""
        return f"{self.start}..{self.end}"

    @property
    def kind(self) -> str:
        return "wait" if self.running else VERDICTS[self.word][0]

    @property
    def says(self) -> Message:
        return _("Not over yet") if self.running else VERDICTS[self.word][1]

    @property
    def so_far(self) -> Message | None:
        """How it looks where it is not over."""
        return _("{word}, so far", word=VERDICTS[self.word][1]) if self.running else None


class Line(NamedTuple):
    """A promise. ``shown`` is the window that stands for it: the last that is over, and one that is not where none is."""

    commitment: Commitment
    number: str
    windows: tuple[Window, ...]
    shown: Window | None
    told: Mapping[str, Any]

    @property
    def word(self) -> str:
        """The verdict; none was given while the only window is not over."""
        if self.shown is None:
            return ""
        return "unknown" if self.shown.running else self.shown.word

    @property
    def kind(self) -> str:
        return self.shown.kind if self.shown else VERDICTS[""][0]

    @property
    def says(self) -> Message:
        return self.shown.says if self.shown else VERDICTS[""][1]

    @property
    def figure(self) -> Message:
        """The figure of the window that stands for it; the word where there is no figure."""
        return self.figure_of(self.shown) if self.shown else self.says

    def figure_of(self, window: Window) -> Message:
        """Return what was measured in a window, in one short expression."""
        if window.measured is not None:
            return amount(window.measured, self.commitment.target.unit)
        if window.numerator is not None and window.denominator:
            return _("{n} of {all}", n=window.numerator, all=window.denominator)
        return window.says

    def at(self, name: str) -> Window | None:
        """Return a window by its name in an address."""
        return next((each for each in self.windows if each.name == name), self.shown)


def lines_of(dossier: Dossier, told: Told) -> tuple[Line, ...]:
    """Return every promise of the plan, those that do not hold first, those that hold last."""
    made = [_line(dossier, row, told.get("promises", {}).get(row.id, {})) for row in dossier.commitments.values()]
    return tuple(sorted(made, key=lambda line: URGENCY[line.word]))


def _line(dossier: Dossier, row: Commitment, told: Mapping[str, Any]) -> Line:
    windows = {each.name: each for each in _from_told(told)}
    windows |= {
        each.name: each._replace(detail=windows[each.name].detail if each.name in windows else {})
        for each in _from_verdicts(dossier, row.id)
    }
    ordered = tuple(sorted(windows.values(), key=lambda each: (each.end, each.start)))
    over = [each for each in ordered if not each.running]
    decided = [each for each in over if each.word != "unknown"]
    standing = decided or over or ordered
    return Line(row, _number(dossier, row), ordered, standing[-1] if standing else None, told)


def _number(dossier: Dossier, row: Commitment) -> str:
    """Return the number of the plan's section, with that of the practice where the promise is of one."""
    section = str(SECTIONS.index(row.section) + 1) if row.section in SECTIONS else ""
    practices = list(dossier.practices)
    return f"{section}.{practices.index(row.practice) + 1}" if section and row.practice in practices else section


def _from_verdicts(dossier: Dossier, commitment: str) -> Iterator[Window]:
    for each in dossier.verdicts:
        if each.commitment == commitment:
            yield Window(
                each.start, each.end, each.verdict, each.numerator, each.denominator, each.measured, each.excluded, each.version,
                each.note, each.end >= dossier.today,
            )  # fmt: skip


def _from_told(told: Mapping[str, Any]) -> Iterator[Window]:
    for each in told.get("windows", ()):
        measured = each["measured"]
        yield Window(
            date.fromisoformat(each["start"]), date.fromisoformat(each["end"]), each["word"], each["numerator"], each["denominator"],
            None if measured is None else Decimal(measured), sum(each["excluded"].values()), each["version"], None, each["running"], each,
        )  # fmt: skip
