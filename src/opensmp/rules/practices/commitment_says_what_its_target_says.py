"""Whether the sentence of a commitment agrees with its typed target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from opensmp.checking import BLOCKS, Finding, Speech, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.commitments import Commitment
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Comparator
from opensmp.rules.practices._promises import (
    Amount,
    amounts,
    direction_before,
    limit_of,
    spoken,
    states_value,
    window_name,
    windows_in,
)


@rule(
    "PRA-27",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R46", "R61", "R83"),
    examples=(
        fails(
            "The sentence promises one figure, the typed target another",
            lambda d: put(d, f"{_PATH}/{_plain(d).id}", sentence=_sentence(_plain(d), "at least", -1)),
        ),
        fails(
            "The sentence says “at most”, the typed target “at least”",
            lambda d: put(d, f"{_PATH}/{_plain(d).id}", sentence=_sentence(_plain(d), "at most", 0)),
        ),
        passes(
            "“At least 95 % each month” and “paling sedikit 95 % setiap bulan”, beside a target of at least 95 %",
            lambda d: put(d, f"{_PATH}/{_plain(d).id}", sentence=_sentence(_plain(d), "at least", 0)),
        ),
    ),
)
def commitment_says_what_its_target_says(dossier: Dossier) -> Iterator[Finding]:
    """The sentence of a commitment says what its typed target says.

    Why: people read the sentence and the measurement uses the target; when they differ the organisation promises
    one thing and proves another.

    Fix: decide which of the two was approved and correct the other, in every language of the plan.
    """
    prevailing = dossier.plan.identity.language
    for row in dossier.plan.commitments.commitments:
        told = [_Told.of(words, language or prevailing) for language, words in row.sentence.each()]
        for check in (_value_differs, _limit_differs, _direction_differs, _window_differs):
            said = next((says for sentence in told if (says := check(row, sentence))), None)
            if said:
                yield Finding(
                    where=at(_PATH, row.id, "sentence"),
                    says=said,
                    also=(at(_PATH, row.id, "target"),),
                    quote=str(row.sentence),
                )


_PATH = "plan/commitments/commitments"


class _Told(NamedTuple):
    """A sentence in one language, with the figures found in it."""

    words: str
    found: tuple[Amount, ...]

    @classmethod
    def of(cls, words: str, language: str) -> _Told:
        return cls(words, amounts(words, language))


def _value_differs(row: Commitment, told: _Told) -> Speech | None:
    if states_value(row.target, told.words, told.found):
        return None
    return _(
        "Commitment {id}: the typed target is {target}, but the sentence does not say so: “{sentence}”",
        id=row.id,
        target=spoken(row.target),
        sentence=told.words.strip(),
    )


def _limit_differs(row: Commitment, told: _Told) -> Speech | None:
    limit = limit_of(row.target.limit)
    times = [amount for amount in told.found if amount.is_time]
    if limit is None:
        return None
    if any(amount.comparable == limit.comparable for amount in times):
        return None
    return _(
        "Commitment {id}: the typed limit is {limit}, but the sentence does not say so: “{sentence}”",
        id=row.id,
        limit=row.target.limit,
        sentence=told.words.strip(),
    )


def _direction_differs(row: Commitment, told: _Told) -> Speech | None:
    meant = {"at least": "up", "above": "up", "at most": "down", "below": "down"}.get(row.target.comparator)
    for amount in told.found:
        if amount.value == row.target.value and not (amount.is_time and row.target.unit == "%"):
            said = direction_before(told.words, amount)
            if meant and said and said != meant:
                return _(
                    "Commitment {id}: the typed target is {target}, but the sentence points the other way: “{sentence}”",
                    id=row.id,
                    target=spoken(row.target),
                    sentence=told.words.strip(),
                )
    return None


def _window_differs(row: Commitment, told: _Told) -> Speech | None:
    named = windows_in(told.words)
    if row.target.window is None or not named or row.target.window in named:
        return None
    return _(
        "Commitment {id}: the target is judged each {window}, but the sentence names another period: “{sentence}”",
        id=row.id,
        window=window_name(row.target.window),
        sentence=told.words.strip(),
    )


def _plain(dossier: Dossier) -> Commitment:
    """Return a commitment that some share of cases reaches a level, without a time limit."""
    return next(
        row
        for row in dossier.plan.commitments.commitments
        if row.target.comparator == "at least" and row.target.unit == "%" and row.target.window and not row.target.limit
    )


def _sentence(row: Commitment, comparator: Comparator, step: int) -> Prose:
    """Write the sentence of a share with another comparator, or with its figure moved by ``step``."""
    sign = {"at least": "paling sedikit", "at most": "paling banyak"}[comparator]
    figure, window = row.target.value + step, window_name(row.target.window or "month")
    indonesian = {"week": "minggu", "month": "bulan", "quarter": "triwulan", "half-year": "semester", "year": "tahun"}
    return Prose.of(
        {
            "en": f"The share reaches {comparator} {figure} % each {window}.",
            "id": f"Bagiannya mencapai {sign} {str(figure).replace('.', ',')} % setiap {indonesian[row.target.window or 'month']}.",
        }
    )
