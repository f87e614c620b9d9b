"""What measuring gives: for each commitment its windows, judged, with everything that a reader needs to check them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from opensmp.measures.judging import NOTHING_PENDING, Judgement, Pending, Says
from opensmp.measures.measurement import Measurement
from opensmp.measures.metric import Metric
from opensmp.measures.verdict import VerdictWord
from opensmp.plan.commitments import Commitment

Direction: TypeAlias = Literal["better", "worse", "no clear change", "too short"]


class Flags(NamedTuple):
    """The tool's own judgement beside the clock's: of the records with a flag, how many each calls good.

    ``only_flag``: good by the flag, late by the clock; ``only_clock`` the other way round. Their sum is the disagreement.
    """

    flagged: int = 0
    good_by_flag: int = 0
    only_flag: int = 0
    only_clock: int = 0


class Apart(NamedTuple):
    """Records of a window that no wording of the promise judges: opened before the plan, or under a text nobody kept."""

    says: Says
    records: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """The records of a window that one wording of the promise judges: those opened while ``versions`` were in force.

    No versions: the draft judges, because no version was ever sealed. ``reopened`` counts the good records that were
    reopened before they came to their end.
    """

    versions: tuple[str, ...]
    promise: Commitment
    measurement: Measurement
    judgement: Judgement
    pending: Pending = NOTHING_PENDING
    flags: Flags = Flags()
    service: str = ""
    reopened: int = 0


@dataclass(frozen=True, kw_only=True)
class WindowResult:
    """A window of a commitment. ``running`` windows are not over: their verdict is how it looks so far.

    ``numerator`` of ``denominator`` and ``value`` are of all parts together, where they can be added up: where the parts
    promise the same level, and each record was judged by the limit in force when it was opened.
    """

    start: date
    end: date
    running: bool
    judgement: Judgement
    parts: tuple[Part, ...]
    numerator: int | None = None
    denominator: int | None = None
    value: Fraction | None = None
    excluded: Mapping[str, int] = field(default_factory=dict)
    apart: tuple[Apart, ...] = ()

    @property
    def word(self) -> VerdictWord:
        """The verdict in one word."""
        return self.judgement.word

    @property
    def decided(self) -> bool:
        """Whether the window is over and its records say something."""
        return not self.running and self.word != "unknown"


class Trend(NamedTuple):
    """How the figure moved over its windows: what is said of it rests on ``windows`` figures; ``chance`` is the exact
    probability of so clear an order among figures without any trend (Mann and Kendall)."""

    direction: Direction
    windows: int
    chance: Fraction


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A ready answer to a broken promise: ``file`` of the plan's folder, ``address`` of the value, and the YAML to take."""

    kind: Literal["amendment", "deviation"]
    says: Says
    file: str
    address: str
    yaml: str


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A commitment with its windows in order. ``problem`` says why nothing could be computed."""

    commitment: Commitment
    metric: Metric | None
    windows: tuple[WindowResult, ...] = ()
    trend: Trend | None = None
    problem: Says | None = None
    differences: tuple[Says, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Everything measured in one run, with what it rests on. Several verdicts stand side by side, each for itself."""

    start: date
    end: date
    today: date
    zone: str
    measured: tuple[Measured, ...]
    batches: tuple[str, ...] = ()
    notes: tuple[Says, ...] = ()
