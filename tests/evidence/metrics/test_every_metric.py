"""What holds of all metrics at once: each row of the catalogue has its expression, its question and its worked example."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from ibis.backends.sql.compilers import ClickHouseCompiler, DuckDBCompiler, PostgresCompiler
from ibis.backends.sql.compilers.base import SQLGlotCompiler
from ibis.expr.operations import Not
from tests.evidence.metrics.worked import APRIL, DAY, MARCH, Row, figures, table

from opensmp.evidence.judged import Judged
from opensmp.evidence.metrics import expressions
from opensmp.evidence.scene import Scene
from opensmp.measures.catalogue import CATALOGUE, DEFAULTS
from opensmp.measures.metric import Metric
from opensmp.measures.records import TABLES
from opensmp.measures.spans import Span

pytestmark = pytest.mark.requirement("R56")

TESTS = Path(__file__).parents[1]
EXPRESSIONS = Path(__file__).parents[3] / "src" / "opensmp" / "evidence" / "metrics"
by_id = pytest.mark.parametrize("metric", CATALOGUE.values(), ids=lambda metric: metric.id)


@cache
def judged(metric: Metric) -> Judged:
    scene = Scene(
        metric=metric,
        tables={name: table(name, []) for name in TABLES},
        since=MARCH,
        until=APRIL,
        last_day=APRIL - DAY,
        spans=(Span(MARCH, APRIL),),
        limit_text="4 h" if "limit" in metric.parameters else "",
    )
    return expressions()[metric.id].judge(scene)


def test_every_row_of_the_catalogue_has_an_expression_and_every_expression_a_row() -> None:
    assert set(expressions()) == set(CATALOGUE)


def test_an_expression_asks_one_question_of_its_own() -> None:
    questions = [expression.question for expression in expressions().values()]
    assert [each for each in questions if not re.fullmatch(r"[A-Z][^?]+\?", each)] == []
    assert len(set(questions)) == len(questions)


@by_id
def test_an_expression_gives_what_the_form_of_its_metric_needs(metric: Metric) -> None:
    found = judged(metric)
    needed = {"share": ("good",), "statistic": ("value",), "ratio": ("top", "bottom"), "count": ()}[metric.form]
    given = {name for name in ("good", "value", "top", "bottom") if getattr(found, name) is not None}
    assert given - ({"top"} if metric.form == "count" else set()) == set(needed)
    assert metric.dated == "" or found.at is not None


@by_id
def test_the_answer_of_a_share_does_not_begin_with_a_negation(metric: Metric) -> None:
    """Ibis writes ``(~x).isnull()`` as ``NOT x IS NULL``, which SQL reads the other way round: no answer would count."""
    found = judged(metric)
    if found.good is not None:
        assert not isinstance(found.table.bind(found.good)[0].op(), Not)


@pytest.mark.thorough
@by_id
def test_no_records_give_no_population_and_no_error(metric: Metric) -> None:
    nothing: dict[str, list[Row]] = {name: [] for name in TABLES if name != metric.table}
    found = figures(metric.id, [], more=nothing, limit="4 h" if "limit" in metric.parameters else "")
    whole_window = metric.id in {"service.availability", "service.total_availability", "service.link_availability"}
    assert found.denominator == (APRIL - MARCH if whole_window else found.numerator or 0)
    assert found.excluded == {}
    assert whole_window or not found.numerator


@by_id
def test_a_metric_has_a_worked_example(metric: Metric) -> None:
    assert any(f'"{metric.id}"' in text for text in _tests()), "no test under tests/evidence works this metric by hand"


def _tests() -> list[str]:
    return [path.read_text("utf-8") for path in TESTS.rglob("test_*.py") if path.name != Path(__file__).name]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "compiler", [DuckDBCompiler, PostgresCompiler, ClickHouseCompiler], ids=lambda each: each.__name__
)
def test_every_expression_compiles_for_every_engine(compiler: type[SQLGlotCompiler]) -> None:
    """PySpark's compiler asks its session for options, so that engine is tried where it is installed."""
    for metric in CATALOGUE.values():
        found = judged(metric)
        answers = {"population": found.population, "at": found.at, "good": found.good, "value": found.value}
        answers |= {"top": found.top, "bottom": found.bottom} | dict(found.excluded)
        shown = found.table.select(**{f"_{name}": each for name, each in answers.items() if each is not None})
        assert compiler().to_sqlglot(shown).sql(dialect=compiler.dialect).startswith(("SELECT", "WITH")), metric.id


def test_what_an_expression_falls_back_to_is_what_the_catalogue_states() -> None:
    """Expressions name a fallback in days or as a number beside the parameter; the catalogue's default must be the same."""
    stated = {(name, text.removesuffix(" d")) for held in DEFAULTS.values() for name, text in held.items()}
    used = {
        (call.args[0].value, str(call.args[1].value))
        for path in EXPRESSIONS.glob("[!_]*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in {"days", "number"}
        if len(call.args) == 2 and all(isinstance(each, ast.Constant) for each in call.args)
    }
    assert used <= stated
