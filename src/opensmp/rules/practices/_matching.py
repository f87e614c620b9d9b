"""Which typed commitment a sentence of prose speaks about."""

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from opensmp.dossier import Dossier
from opensmp.plan.commitments import Commitment
from opensmp.rules.practices._promises import Amount, amounts, limit_of


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]{4,}")


_SHARED_WORDS = (
    "least most within each every than that this with from into when have been they their cases measured "
    "working business hours hour minutes days month months quarter year percent target agreed after "
    "before where which practice service services yang untuk dengan dalam pada dari atau oleh akan telah "
    "setiap tiap paling sedikit lama bulan tahun triwulan jam menit hari kerja persen layanan praktik "
    "adalah tidak lebih kurang waktu diukur semua seluruh minimal maksimal lambat sejak setelah"
)
_COMMON = frozenset(_SHARED_WORDS.split())
"""Words that two promises share without speaking of the same thing."""


@cache
def _affix() -> re.Pattern[str]:
    return re.compile(r"^(?:meng|menge|meny|men|mem|me|peng|peny|pen|pem|pe|di|ter|ber)(?=\w{4})")


@cache
def _levels() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(
            r"\bP1\b|\bpriority 1\b|\bprioritas 1\b|\bcritical\b|\bkritis\b|\bmajor\b|\bbesar\b|\bmayor\b", re.I
        ),
        re.compile(r"\bP2\b|\bpriority 2\b|\bprioritas 2\b|\bhigh\b|\btinggi\b", re.I),
        re.compile(r"\bP3\b|\bpriority 3\b|\bprioritas 3\b|\bmedium\b|\bsedang\b|\bmoderate\b", re.I),
        re.compile(r"\bP4\b|\bpriority 4\b|\bprioritas 4\b|\blow\b|\brendah\b", re.I),
    )


class Promise(NamedTuple):
    """A commitment as the sentences of the plan speak of it: its words, its priority levels and its figures."""

    commitment: Commitment
    stems: frozenset[str]
    levels: frozenset[int]
    figures: frozenset[tuple[str, Decimal]]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its figures: a share, a time."""
        return frozenset(kind for kind, _value in self.figures)


def promises(dossier: Dossier, language: str) -> tuple[Promise, ...]:
    """Read every commitment of the plan once, in one language."""
    return tuple(_promise(row, row.sentence.text(language)) for row in dossier.plan.commitments.commitments)


def same_subject(sentence: str, promise: Promise, shared: int = 2) -> bool:
    """Whether a sentence speaks of what a commitment promises: enough words in common, and no other priority."""
    named = levels(sentence)
    if named and promise.levels and not named & promise.levels:
        return False
    if bool(named) != bool(promise.levels) and (named or promise.levels) - {0}:
        return False
    return len(stems(sentence) & promise.stems) >= shared


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the beginnings of a sentence's content words, so that *restored* meets *restore*."""
    return frozenset(_affix().sub("", word)[:5] for word in _word().findall(text.lower()) if word not in _COMMON)


@lru_cache(maxsize=4096)
def levels(text: str) -> frozenset[int]:
    """Return the priorities that a sentence names, 0 for the highest."""
    return frozenset(level for level, words in enumerate(_levels()) if words.search(text))


def _promise(row: Commitment, sentence: str) -> Promise:
    target = row.target
    figures = {Amount(target.value, "%", "", 0).comparable} if target.unit == "%" else set()
    limit = limit_of(target.limit)
    if limit:
        figures.add(limit.comparable)
    figures |= {amount.comparable for amount in amounts(sentence, "en")} | {
        amount.comparable for amount in amounts(sentence, "id")
    }
    return Promise(row, stems(sentence), levels(f"{sentence} {target.population}"), frozenset(figures))
