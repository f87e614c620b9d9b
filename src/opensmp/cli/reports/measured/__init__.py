"""The forms in which a measurement is reported: text for the terminal, JSON for programs, HTML with pictures for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from typing import NamedTuple, Protocol

from opensmp.dossier import Dossier
from opensmp.dossier.schedule import Appointment
from opensmp.i18n import Speakable
from opensmp.measures.observation import Observation
from opensmp.measures.outcome import Measured, Outcome, WindowResult
from opensmp.measures.progress import Progress

FORMATS = ("text", "json", "html")


class Import(NamedTuple):
    """An import that the figures rest on."""

    id: str
    file: str
    sha256: str
    source: str
    stored: int
    refused: int


class Spread(NamedTuple):
    """Each judged record of a window for the picture: its value and the limit it was held to, in ``unit``."""

    values: tuple[float, ...]
    limit: float
    unit: Speakable
    start: date
    end: date


class Missed(NamedTuple):
    """A record that missed a promise: its number, service and opening, and by how many seconds it went over its limit."""

    id: str
    service: str
    opened: datetime | None
    seconds: float | None
    over: float | None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What was measured, with what is needed to show it: the plan's case file, the imports, the number of
    records looked at, the plan's own calendar, and what else the records showed.
    """

    dossier: Dossier
    outcome: Outcome
    imports: Sequence[Import]
    records: int
    schedule: Sequence[Appointment]
    progress: Mapping[str, Progress]
    observations: Sequence[Observation] = ()
    spreads: Mapping[str, Spread] = field(default_factory=dict)
    missed: Mapping[str, tuple[Missed, ...]] = field(default_factory=dict)
    language: str = "en"

    @cached_property
    def measured(self) -> Sequence[Measured]:
        """The commitments: those that do not hold first, those that hold last, each group in the plan's order."""
        return sorted(self.outcome.measured, key=lambda each: _URGENCY[word_of(each)])


class Reporter(Protocol):
    """Renders the evidence; ``colour`` asks for colour."""

    def __call__(self, evidence: Evidence, colour: bool, /) -> str: ...


_URGENCY = {"broken": 0, "too few": 1, "unknown": 2, "kept": 3}


def word_of(measured: Measured) -> str:
    """The verdict on a commitment: that on its last window that is over, or, before one is, how the running one looks."""
    over = [each for each in measured.windows if not each.running]
    said = [each for each in over if each.decided] or over or list(measured.windows)
    return said[-1].word if said else "unknown"


def shown_window(measured: Measured) -> WindowResult | None:
    """The window that stands for the commitment: the last that is over and says something, else the last."""
    over = [each for each in measured.windows if each.decided]
    return over[-1] if over else measured.windows[-1] if measured.windows else None


def reporter(form: str) -> Reporter:
    """Return the function that renders in that form."""
    render: Reporter = import_module(f"opensmp.cli.reports.measured.as_{form}").render
    return render
