"""The forms in which a sample is reported: text for the terminal, JSON for programs; working papers are for filing."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple, Protocol

from opensmp.evidence.sample_paper import WorkingPaper
from opensmp.plan.commitments import Commitment

FORMATS = ("text", "json")


class Sampled(NamedTuple):
    """A sample with the wording of the promise that it speaks of."""

    paper: WorkingPaper
    promise: Commitment
    language: str = "en"


class Reporter(Protocol):
    """Renders a sample; ``colour`` asks for colour."""

    def __call__(self, sampled: Sampled, colour: bool, /) -> str: ...


def reporter(form: str) -> Reporter:
    """Return the function that renders in that form."""
    render: Reporter = import_module(f"opensmp.cli.reports.sampled.as_{form}").render
    return render
