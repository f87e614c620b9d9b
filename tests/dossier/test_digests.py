"""One content has one digest, and nothing else changes it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.folders import SOUND, TODAY, read

from opensmp.checking import add, drop, put
from opensmp.dossier import Dossier
from opensmp.dossier.digests import LARGEST_INTEGER, canonical, plain
from opensmp.exchange import load
from opensmp.lifecycle.history import Acceptance, Version
from opensmp.measures.verdict import Verdict
from opensmp.plan.objectives import Reading
from opensmp.plan.prose import Prose
from opensmp.plan.value import value
from opensmp.registers.services import Service

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
    | st.text().map(lambda t: unicodedata.normalize("NFC", t)),
    lambda inner: st.lists(inner) | st.dictionaries(st.text().map(lambda t: unicodedata.normalize("NFC", t)), inner),
    max_leaves=20,
)


@given(JSON)
def test_the_canonical_form_is_that_of_rfc_8785(raw: object) -> None:
    assert canonical(raw) == rfc8785.dumps(raw)


def test_keys_stand_in_the_order_of_their_utf_16_units() -> None:
    assert list(json.loads(canonical({"\u20ac": 1, "\U0001f600": 2, "\uff21": 3, "1": 4, "\r": 5}))) == [
        "\r", "1", "\u20ac", "\U0001f600", "\uff21",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("95", "95"),
        ("95.0", "95"),
        ("95.50", "95.5"),
        ("-0.0", "0"),
        ("1E+3", "1000"),
        ("100", "100"),
        ("1" * 35 + ".10", "1" * 35 + ".1"),
    ],
)
def test_a_number_counts_by_its_value(written: str, kept: str) -> None:
    assert plain(Decimal(written)) == kept


@pytest.mark.parametrize(
    "unknown", [1.5, float("nan"), Decimal("NaN"), Decimal("Infinity"), "\ud800", object(), {1, 2}]
)
def test_what_has_no_canonical_form_is_refused(unknown: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical(unknown)


def test_a_large_integer_is_written_as_a_string() -> None:
    assert canonical([2**53 - 1, 2**53]) == b'[9007199254740991,"9007199254740992"]'


def test_a_digest_is_the_sha_256_of_the_sealed_value(tmp_path: Path) -> None:
    dossier = read(tmp_path)
    assert dossier.digest == sha256(rfc8785.dumps(dossier.seal())).hexdigest()
    assert json.loads(canonical(dossier.seal())) == dossier.seal()
    assert dossier.seal()["schema_version"] == 1


# What changes a digest, and what does not ----------------------------------------------------------------------------

SAME = {
    "the day": lambda d: replace(d, today=date(2030, 1, 1)),
    "the history": lambda d: add(d, "history/versions", Version(number="1.0", start=TODAY)),
    "a measurement": lambda d: add(d, "verdicts", Verdict(commitment="C", start=TODAY, end=TODAY, verdict="kept")),
    "an acceptance": lambda d: add(d, "acceptances", Acceptance(rule="OBJ-01", where="plan", reason=Prose.of("known"))),
    "a sealed version": lambda d: replace(d, sealed={"1.0": {"a": 1}}),
    "a reading of an objective": lambda d: add(
        d, "plan/objectives/objectives/SMO-1/readings", Reading(on=TODAY, value=Decimal(93))
    ),
    "a service that the plan does not name": lambda d: add(
        d, "registers/services", Service(id="S-03", name=Prose.of("New"))
    ),
    "another of them": lambda d: put(d, "registers/services/S-02", name="Renamed"),
    "the order of a register": lambda d: put(d, "registers", services=d.registers.services[::-1]),
    "the size of the organisation": lambda d: put(d, "organisation", it_staff=Decimal(120)),
    "the day of certification": lambda d: put(d, "organisation", certified=TODAY),
    "a decomposed letter": lambda d: put(d, "plan/identity", title=unicodedata.normalize("NFD", "Plan")),
    "a nought behind the point": lambda d: put(d, "plan/objectives/objectives/SMO-1", target=Decimal("95.0")),
}

OTHER = {
    "a word of the plan": lambda d: put(d, "plan/identity", title="Other plan"),
    "a target": lambda d: put(d, "plan/objectives/objectives/SMO-1", target=Decimal("95.1")),
    "a service that the plan names": lambda d: put(d, "registers/services/S-01", name="Payments and transfers"),
    "its disappearance": lambda d: drop(d, "registers/services/S-01"),
    "its calendar's absence": lambda d: put(d, "registers/services/S-01", criticality=2),
    "an owner's office": lambda d: put(d, "organisation/offices/smo", title="Another title"),
    "what a named row names in turn": lambda d: put(d, "organisation/offices/cio", top_management=False),
    "the name of the organisation": lambda d: put(d, "organisation", name="Other bank"),
    "a row named by a chip": lambda d: put(d, "plan/objectives", text="See [[service:S-02]]."),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME.keys())
def test_what_is_not_the_plan_does_not_change_its_digest(tmp_path: Path, change: Callable[[Dossier], Dossier]) -> None:
    dossier = read(tmp_path)
    assert change(dossier) != dossier or change(dossier).today != dossier.today or dossier == change(dossier)
    assert change(dossier).digest == dossier.digest


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER.keys())
@pytest.mark.requirement("R35")
def test_what_the_plan_says_or_relies_on_changes_its_digest(
    tmp_path: Path, change: Callable[[Dossier], Dossier]
) -> None:
    dossier = read(tmp_path)
    assert change(dossier).digest != dossier.digest


def test_a_row_named_only_by_a_chip_is_pinned_with_all_that_it_names(tmp_path: Path) -> None:
    dossier = put(read(tmp_path), "plan/objectives", text="See [[service:S-02]].")
    assert set(dossier.seal()["registers"]["services"]) == {"S-01", "S-02"}
    assert set(dossier.seal()["organisation"]["offices"]) == {"smo", "cio"}


def test_the_order_of_the_plans_own_rows_counts(tmp_path: Path) -> None:
    dossier = put(read(tmp_path), "plan/objectives/objectives/SMO-1", services=("S-01", "S-02"))
    assert dossier.digest != put(dossier, "plan/objectives/objectives/SMO-1", services=("S-02", "S-01")).digest


def test_the_order_of_keys_comments_and_quotes_do_not_count(tmp_path: Path) -> None:
    other = "# ours\nowner: ratna\nversion: '2.0'  # soon\n\ntitle: >-\n  Plan\nlanguage: en\n"
    assert read(tmp_path / "a").digest == read(tmp_path / "b", **{"plan/00-identity.yaml": other}).digest


def test_a_field_that_is_added_later_changes_no_digest() -> None:
    @value
    class Before:
        id: str
        note: Prose = Prose()

    @value
    class After:
        id: str
        note: Prose = Prose()
        later: Decimal | None = None
        flags: tuple[str, ...] = ()
        more: dict[str, str] = field(default_factory=dict)

    assert canonical(Before(id="x")) == canonical(After(id="x"))


@pytest.mark.parametrize("example", ["bank", "provider"])
def test_the_digest_of_an_example_does_not_depend_on_how_it_was_read(
    tmp_path: Path, examples: Path, example: str
) -> None:
    dossier = load(examples / example, TODAY)
    assert dossier.digest == load(examples / example, date(2031, 1, 1)).digest
    assert len(SOUND) == 4
