"""Whether the two texts of a field state the same numbers, dates and references."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import BLOCKS, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.form._helpers import few, saying
from opensmp.rules.form._parity import (
    Pair,
    is_shortened,
    numbers_of,
    pairs,
    pictures,
    references_of,
    same_at_first_sight,
)


@rule(
    "FRM-14",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R83",),
    examples=(
        fails(
            "“within three weeks” in English, “dalam lima minggu” in Indonesian",
            lambda d: saying(
                d,
                "plan/improvement",
                "approach",
                en="A proposal is answered after three weeks at the latest.",
                id="Usulan dijawab paling lambat setelah lima minggu.",
            ),
        ),
        passes(
            "“1,000 hours in June”, “1.000 jam pada Juni”",
            lambda d: saying(
                d,
                "plan/improvement",
                "approach",
                en="In June a list of 1,000 old proposals was sorted, twelve of them by hand.",
                id="Pada Juni daftar 1.000 usulan lama disortir, dua belas di antaranya secara manual.",
            ),
        ),
    ),
)
def two_texts_state_the_same(dossier: Dossier) -> Iterator[Finding]:
    """The two texts of a field state the same numbers, dates and references.

    Why: where the languages differ, the plan makes two promises, and each side will hold the organisation to the one
    it read.

    Fix: find out which figure was decided, and write it in both languages.
    """
    seen = pictures(dossier)
    for pair in pairs(dossier):
        alone = _references_alone(pair)
        if not any(alone) and not same_at_first_sight(pair, seen):
            alone = _numbers_alone(pair)
        if all(alone) or (any(alone) and not is_shortened(pair)):
            yield _finding(pair, *alone)


def _references_alone(pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the references that only the first text holds, and those that only the second does."""
    if "[[" not in pair.words[0] and "[[" not in pair.words[1]:
        return (), ()
    first, second = map(references_of, pair.words)
    return tuple(sorted(first - second)), tuple(sorted(second - first))


def _numbers_alone(pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the numbers that only the first text states, and those that only the second does."""
    first, second = map(numbers_of, pair.languages, pair.words)
    return tuple(sorted(first.stated - second.answered)), tuple(sorted(second.stated - first.answered))


def _finding(pair: Pair, first: tuple[str, ...], second: tuple[str, ...]) -> Finding:
    one, two = pair.names
    if first and second:
        says = _(
            "The {one} text says {first} where the {two} one says {second}.",
            one=one,
            first=few(first),
            two=two,
            second=few(second),
        )
    else:
        has, lacks = (one, two) if first else (two, one)
        says = _(
            "The {has} text says {only}, and the {lacks} one does not.", has=has, only=few(first or second), lacks=lacks
        )
    quote = " / ".join(" ".join(words.split())[:200] for words in pair.words)
    return Finding(where=at(*pair.text.parts), says=says, quote=quote)
