"""A broken promise ends in one of two things, prepared ready to take: an amendment, or a declared deviation."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from opensmp.i18n import Message, _
from opensmp.i18n.message import Value
from opensmp.measures.outcome import Proposal
from opensmp.plan.commitments import Commitment

REVIEW = "plan/10-review.yaml"
COMMITMENTS = "plan/commitments.yaml"


class Miss(NamedTuple):
    """The figure that broke the promise, printed, with its window; ``fraction`` as ``17/20``, empty where there is none."""

    start: str
    end: str
    measured: Decimal
    fraction: str


def proposals(
    commitment: Commitment, miss: Miss, deviations: Iterable[str], languages: Iterable[str]
) -> tuple[Proposal, Proposal]:
    """Return both answers. Neither invents a number: a new target, a day and an improvement are for people to decide."""
    return _amendment(commitment, miss), _deviation(commitment, miss, set(deviations), tuple(languages))


def _amendment(commitment: Commitment, miss: Miss) -> Proposal:
    target = commitment.target
    yaml = f"- id: {commitment.id}\n  target:\n    value: {target.value}  # {_measured(miss, target.unit).text('en')}\n"
    return Proposal(
        kind="amendment",
        says=_(
            "Amend {id} in the next version: it promises {comparator} {value} {unit}, and {measured} {unit} was measured.",
            id=commitment.id,
            comparator=target.comparator,
            value=target.value,
            unit=target.unit,
            measured=miss.measured,
        ),
        file=COMMITMENTS,
        address=f"commitments/{commitment.id}/target/value",
        yaml=yaml,
    )


def _deviation(commitment: Commitment, miss: Miss, taken: set[str], languages: tuple[str, ...]) -> Proposal:
    reason = _reason(commitment, miss)
    lines = [f"- id: {_next(taken)}", f"  commitment: {commitment.id}", "  reason:"]
    lines += [f"    {language}: {_quoted(reason.text(language))}" for language in languages]
    lines += [
        f"  owner: {commitment.owner or ''}".rstrip(),
        "  until:  # the day from which the promise holds again",
        "  improvement:  # the item of the improvement register that brings it about",
    ]
    return Proposal(
        kind="deviation",
        says=_("Declare the deviation from {id} with its owner, its day and its improvement.", id=commitment.id),
        file=REVIEW,
        address="deviations",
        yaml="\n".join(lines) + "\n",
    )


def _measured(miss: Miss, unit: str) -> Message:
    return _(
        "measured {measured} {unit} from {start} to {end}",
        measured=miss.measured,
        unit=unit,
        start=miss.start,
        end=miss.end,
    )


def _reason(commitment: Commitment, miss: Miss) -> Message:
    target = commitment.target
    said: dict[str, Value] = {
        "measured": miss.measured,
        "unit": target.unit,
        "comparator": target.comparator,
        "value": target.value,
    }
    if not miss.fraction:
        return _(
            "From {start} to {end} {measured} {unit} was measured where the plan promises {comparator} {value} {unit}.",
            start=miss.start,
            end=miss.end,
            **said,
        )
    return _(
        "From {start} to {end} {measured} {unit} ({fraction}) was measured where the plan promises {comparator} {value} {unit}.",
        start=miss.start,
        end=miss.end,
        fraction=miss.fraction,
        **said,
    )


def _next(taken: set[str]) -> str:
    number = 1
    while f"DEV-{number}" in taken:
        number += 1
    return f"DEV-{number}"


def _quoted(text: str) -> str:
    """Return a YAML string that reads back as the text."""
    return "'" + text.replace("'", "''") + "'"
