"""What a sentence states, as values that name the words they were found in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from opensmp.i18n import Speakable


class Label(StrEnum):
    """How measurable a sentence is: metric and target, and a deadline or a period; target or deadline; neither."""

    MEASURABLE = "measurable"
    PARTIALLY = "partially"
    NOT = "not"


class Comparator(StrEnum):
    """How a value is compared with the target."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"
    EQUAL = "equal"


class Quantifier(StrEnum):
    """For how many of the cases a limit must hold."""

    ALL = "all"
    PERCENTILE = "percentile"
    MEAN = "mean"
    NONE = "none"


class Kind(StrEnum):
    """The type of objective, which decides its progress formula."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN_AT_LEAST = "maintain_at_least"
    MAINTAIN_AT_MOST = "maintain_at_most"
    MILESTONE = "milestone"
    UNKNOWN = "unknown"


class Part(NamedTuple):
    """Words found in the sentence, with their place and, for a number, its value and unit.

    Units are ``%``, ``points``, ``ms s min h d wk mo q y``, a currency code, ``times``, ``of 5`` for a score on a
    scale, ``x`` for a multiple and the counted words for a plain count.
    """

    words: str
    start: int
    end: int
    value: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Proposal(Speakable):
    """The measurable form of a sentence, with blanks where the author has to decide.

    It exists in both languages; ``language`` is the one the sentence was written in.
    """

    language: str
    forms: Mapping[str, str] = field(hash=False)

    def text(self, language: str = "") -> str:
        """Return the form in ``language``, or in the language of the sentence."""
        return self.forms.get(language) or self.forms[self.language]

    def __str__(self) -> str:
        return self.text()


class Facts(NamedTuple):
    """What was found in one sentence; the first part of each kind is the one that counts."""

    text: str
    language: str
    label: Label
    metrics: tuple[Part, ...] = ()
    targets: tuple[Part, ...] = ()
    deadlines: tuple[Part, ...] = ()
    periods: tuple[Part, ...] = ()
    baselines: tuple[Part, ...] = ()
    comparator: Comparator | None = None
    quantifier: Quantifier = Quantifier.NONE
    limit: Part | None = None
    vague: tuple[Part, ...] = ()
    soft: tuple[Part, ...] = ()
    intention: Part | None = None
    reference: Part | None = None
    milestone: bool = False
    relative: bool = False
    kind: Kind = Kind.UNKNOWN

    @property
    def metric(self) -> Part | None:
        """The first metric found."""
        return self.metrics[0] if self.metrics else None

    @property
    def target(self) -> Part | None:
        """The first target found: a value, a multiple, or the words of an end state."""
        return self.targets[0] if self.targets else None

    @property
    def deadline(self) -> Part | None:
        """The first deadline found."""
        return self.deadlines[0] if self.deadlines else None

    @property
    def period(self) -> Part | None:
        """The first measurement period found."""
        return self.periods[0] if self.periods else None

    @property
    def baseline(self) -> Part | None:
        """The first starting value found."""
        return self.baselines[0] if self.baselines else None

    @property
    def unit(self) -> str | None:
        """The unit of the target."""
        return self.target.unit if self.target else None

    @property
    def flags(self) -> tuple[bool, bool, bool, bool]:
        """Metric, target, deadline, period: is it stated?"""
        return bool(self.metrics), bool(self.targets), bool(self.deadlines), bool(self.periods)
