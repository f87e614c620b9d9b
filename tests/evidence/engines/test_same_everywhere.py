"""Every metric, asked in several ways of a store in which much is wrong, gives the same figures on every engine."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager

import pytest
from tests.evidence.engines import nasty
from tests.evidence.engines.engines import ENGINES, Engine, duckdb

from opensmp.evidence.asking import Ask
from opensmp.evidence.results import Figures, figures
from opensmp.evidence.stopwatch import Stopwatch
from opensmp.measures.catalogue import CATALOGUE
from opensmp.measures.judging import Says
from opensmp.measures.spans import Span

pytestmark = [
    pytest.mark.slow,
    pytest.mark.requirement("R56"),
    pytest.mark.filterwarnings("default"),  # the drivers' own warnings are not ours to mend
]
ASKS = nasty.all_asks()
REACH = Span(nasty.BEGIN - 10 * nasty.DAY, nasty.KNOWN_UNTIL + 90 * nasty.DAY)


def counted(engine: AbstractContextManager[Engine], asks: Sequence[Ask]) -> list[Figures | Says]:
    with engine as running:
        return figures(running.backend, running.tables, asks, Stopwatch(REACH, records=10_000))


@pytest.fixture(scope="module")
def ours() -> list[Figures | Says]:
    """The figures of the product's own engine."""
    return counted(duckdb(nasty.tables()), [ask for _name, ask in ASKS])


def test_the_store_asks_something_of_every_metric(ours: list[Figures | Says]) -> None:
    """An empty answer is equal everywhere, and proves nothing."""
    answered = {ask.metric.id for (_name, ask), told in zip(ASKS, ours, strict=True) if isinstance(told, dict) and told}
    assert answered == set(CATALOGUE)


@pytest.mark.parametrize("name", ENGINES)
def test_integers_and_fractions_are_identical_on_every_engine(name: str, ours: list[Figures | Says]) -> None:
    """Percentiles too: each of these engines interpolates between the two nearest values of a small population."""
    theirs = counted(ENGINES[name](nasty.tables()), [ask for _name, ask in ASKS])
    told = {ask: (one, other) for (ask, _ask), one, other in zip(ASKS, ours, theirs, strict=True)}
    assert {ask: pair for ask, pair in told.items() if repr(pair[0]) != repr(pair[1]) and pair[0] != pair[1]} == {}
