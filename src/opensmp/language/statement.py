"""One sentence read, with the questions it leaves open and the form it could take."""

from __future__ import annotations

from functools import cached_property

from opensmp.i18n import Message
from opensmp.language.proposal import propose
from opensmp.language.questions import missing_of, warnings_of
from opensmp.language.values import Facts, Label, Part, Proposal


class Statement(Facts):
    """One sentence read: what it measures, aims at, by when and over which period, and what is missing.

    ``label`` judges the sentence alone; :func:`opensmp.language.label_in_place` judges it in its plan.
    """

    @cached_property
    def missing(self) -> tuple[Message, ...]:
        """The questions to ask before the sentence can be measured."""
        return missing_of(self)

    @cached_property
    def warnings(self) -> tuple[Message, ...]:
        """What an auditor would doubt although the sentence may be complete."""
        return warnings_of(self)

    @cached_property
    def proposal(self) -> Proposal | None:
        """The measurable form with its blanks; none where the sentence is measurable already."""
        return None if self.label is Label.MEASURABLE else propose(self)

    def as_dict(self, language: str | None = None) -> dict[str, object]:
        """Return the object of ``opensmp objective --format json``; questions are put in ``language``."""
        spoken = language or self.language
        return {
            "text": self.text,
            "language": self.language,
            "label": self.label.value,
            "metric": _words(self.metric),
            "target": _words(self.target),
            "comparator": self.comparator.value if self.comparator else None,
            "unit": self.unit,
            "deadline": _words(self.deadline),
            "period": _words(self.period),
            "baseline": _words(self.baseline),
            "vague": [part.words for part in self.vague],
            "missing": [message.text(spoken) for message in self.missing],
            "warnings": [message.text(spoken) for message in self.warnings],
            "proposal": self.proposal.text(self.language) if self.proposal else None,
        }


def _words(part: Part | None) -> str | None:
    return part.words if part else None
