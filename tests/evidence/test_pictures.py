"""Pictures of evidence: every value is there, the limit divides them, a missing window is seen."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensmp.evidence.pictures import Point, dot_plot, trend


def drawn(svg: str, kind: str) -> list[ET.Element]:
    """The marks of one kind: ``circle`` elements or elements of a class."""
    root = ET.fromstring(svg)  # noqa: S314  # our own text
    return [each for each in root.iter() if each.tag == kind or each.get("class") == kind]


def plot(values: list[float], limit: float = 4) -> str:
    return dot_plot(values, limit, "Hours to restore", "limit in the plan: 4 h", "h")


@pytest.mark.requirement("R56")
def test_each_record_is_a_mark_and_those_over_the_limit_are_diamonds() -> None:
    svg = plot([0.5, 1, 1, 3.9, 4, 4.1, 7.9])
    assert len(drawn(svg, "circle")) == 5
    assert len(drawn(svg, "over")) == 2


@given(st.lists(st.floats(0, 1e6), max_size=400), st.floats(0.01, 1e5))
def test_any_values_make_a_picture_that_is_well_formed_and_in_its_frame(values: list[float], limit: float) -> None:
    root = ET.fromstring(plot(values, limit))  # noqa: S314
    for each in root.iter("circle"):
        assert 0 <= float(each.get("cx", "")) <= 760


@pytest.mark.requirement("R56")
def test_many_records_become_columns_none_of_which_crosses_the_limit() -> None:
    svg = plot([n / 100 for n in range(1000)])
    line = float(drawn(svg, "lim")[0].get("x1", ""))
    for bar in drawn(svg, "bar"):
        assert float(bar.get("x", "")) + float(bar.get("width", "")) <= line + 0.2
    for bar in drawn(svg, "over"):
        assert float(bar.get("x", "")) >= line - 0.2


@pytest.mark.requirement("R56")
def test_a_month_without_records_breaks_the_line_and_stays_visible() -> None:
    points = [Point("Mar", 96), Point("Apr", 97), Point("May", None, "no records"), Point("Jun", 94, broken=True)]
    svg = trend(points, 95, "By month", "at least 95%")
    assert len(drawn(svg, "missing")) == 1
    assert len(drawn(svg, "way")) == 1
    assert len(drawn(svg, "over")) == 1
    assert "May: no records" in svg


@given(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e9)), min_size=1, max_size=60), st.floats(0, 1e6))
def test_any_figures_make_a_trend(values: list[float | None], target: float) -> None:
    ET.fromstring(trend([Point("x", value) for value in values], target, "label", "target"))  # noqa: S314


def test_words_from_outside_are_escaped() -> None:
    svg = dot_plot([1], 2, '"><script>', "<b>", "<i>")
    assert "<script>" not in svg
    assert "<b>" not in svg
    assert "<i>" not in svg
