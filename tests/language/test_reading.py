"""Reading one sentence: label, flags, kinds, questions."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.language.samples import CASES, OWN_EXAMPLES, TEST_DATA, Case, cases, objectives

from opensmp.language import Kind, Label, Quantifier, Statement, label_in_place, label_of, language_of, propose, read

pytestmark = pytest.mark.requirement("R11", "R53")

needs_data = pytest.mark.skipif(
    not TEST_DATA, reason="SKIPPED: OPENSMP_TEST_DATA is not set, the public objectives are not read"
)


@pytest.mark.parametrize("case", cases(OWN_EXAMPLES), ids=lambda case: case.text[:60])
def test_every_example_of_the_domain_is_read_with_its_four_flags(case: Case) -> None:
    assert read(case.text).flags == case.flags


@pytest.mark.parametrize("case", cases(CASES), ids=lambda case: case.text[:60])
def test_every_harder_sentence_gets_its_label(case: Case) -> None:
    assert read(case.text).label is label_of(*case.flags)


def test_the_flags_of_the_harder_sentences_agree_almost_always() -> None:
    rows = cases(CASES)
    wrong = [case.text for case in rows if read(case.text).flags != case.flags]
    assert len(wrong) <= len(rows) // 50, wrong


@needs_data
def test_the_labels_of_the_public_objectives_are_met_in_at_least_95_of_100() -> None:
    confusion: Counter[tuple[str, str]] = Counter()
    for text, label in objectives():
        reading = read(text)
        confusion[label, reading.label.value] += 1
        if reading.label.value != label:
            print(f"labelled {label}, read {reading.label.value}: {text}")
    for (labelled, found), count in sorted(confusion.items()):
        print(f"{labelled:>10} → {found:<10} {count}")
    agreed = sum(count for (labelled, found), count in confusion.items() if labelled == found)
    assert agreed / confusion.total() >= 0.95


def test_a_limit_is_not_a_deadline() -> None:
    reading = read("Resolve 95 % of critical incidents within 4 hours.")
    assert reading.deadline is None
    assert reading.limit is not None
    assert (reading.limit.value, reading.limit.unit) == (Decimal(4), "h")


def test_a_duration_of_months_is_a_deadline() -> None:
    assert read("Train 200 nurses within 12 months.").deadline is not None
    assert read("Melatih 200 perawat dalam 12 bulan.").deadline is not None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Availability of 99.5 % each month.", Decimal("99.5")),
        ("Ketersediaan 99,5 % setiap bulan.", Decimal("99.5")),
        ("Ketersediaan 99.5% setiap bulan.", Decimal("99.5")),
        ("Train 1,200 users by 2027.", Decimal(1200)),
        ("Melatih 1.200 pengguna paling lambat 2027.", Decimal(1200)),
        ("Menghimpun Rp 1,5 miliar paling lambat Juni 2027.", Decimal(1500000000)),
        ("Separuh armada sudah listrik pada akhir 2028.", Decimal(50)),
    ],
)
def test_numbers_are_read_by_the_language_of_the_sentence(sentence: str, value: Decimal) -> None:
    target = read(sentence).target
    assert target is not None
    assert target.value == value


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Raise the share of incidents restored in time from 88 % to 95 % by 31 December 2027.", Kind.INCREASE),
        ("Menurunkan jumlah masalah terbuka dari 40 menjadi 10 sebelum akhir triwulan III 2027.", Kind.DECREASE),
        ("Keep the availability of the gateway at or above 99.9 % in every month.", Kind.MAINTAIN_AT_LEAST),
        ("Perubahan darurat tidak lebih dari 4% pada setiap triwulan.", Kind.MAINTAIN_AT_MOST),
        ("Publish the policy before 1 April 2027.", Kind.MILESTONE),
        ("Improve the way we handle incidents.", Kind.UNKNOWN),
    ],
)
def test_the_kind_decides_the_formula_of_progress(sentence: str, kind: Kind) -> None:
    assert read(sentence).kind is kind


def test_a_milestone_becomes_measurable_when_its_evidence_is_named() -> None:
    reading = read("Publish the change policy before 1 April 2027.")
    assert reading.label is Label.PARTIALLY
    assert label_in_place(reading, period=True) is Label.PARTIALLY
    assert label_in_place(reading, period=True, evidence=True) is Label.MEASURABLE


def test_the_planning_period_stands_in_for_a_missing_deadline_only() -> None:
    assert label_in_place(read("Resolve 95 % of incidents within 4 hours."), period=True) is Label.MEASURABLE
    assert label_in_place(read("Resolve 95 % of incidents within 4 hours."), period=False) is Label.PARTIALLY
    assert label_in_place(read("Improve the way we handle incidents."), period=True) is Label.PARTIALLY


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Raise the share of solved requests by June 2027.", "Which share?"),
        ("Core banking availability 99.9 %.", "By when, or measured over which period?"),
        ("Cut repeat incidents by 20 %.", "From which baseline?"),
        ("Cut repeat incidents by 20 %.", "Per cent of the present value, or percentage points?"),
        ("Answer calls within 4 hours.", "Business hours or 24×7?"),
        ("Reply to letters within 10 days.", "Working days or calendar days?"),
        ("Finish the audit by 30 September 2027.", "Which evidence will show that it is done?"),
    ],
)
def test_what_is_missing_is_asked(sentence: str, question: str) -> None:
    assert question in [str(message) for message in read(sentence).missing]


@pytest.mark.parametrize(
    ("sentence", "doubt"),
    [
        ("Raise availability to 105 % by June 2027.", "105 % lies outside the possible range"),
        ("Reach a score of 5.2 out of 5 by June 2027.", "5.2 out of 5 lies outside the possible range"),
        ("We strive for 95 % availability each month.", "“strive for” is an intention, not a commitment"),
        (
            "Reach a score of 4.2 out of 5 with a response rate of 25 % by June 2027.",
            "It states several targets: make each an objective of its own",
        ),
        (
            "Improve the share of changes in their window to 92 % within 12 months.",
            "It states a change but no baseline with its date",
        ),
        ("Answer calls within 15 minutes each month.", "The limit does not say for how many cases it must hold"),
    ],
)
def test_doubts_are_raised_beyond_the_label(sentence: str, doubt: str) -> None:
    assert doubt in [str(message) for message in read(sentence).warnings]


def test_a_full_load_test_may_go_beyond_a_hundred_per_cent() -> None:
    assert not any("range" in str(m) for m in read("Test at 200 % of the expected peak load by June 2027.").warnings)


def test_the_proposal_keeps_the_numbers_and_invents_none() -> None:
    assert str(propose(read("Improve incident response"))) == (
        "Raise the share of incidents resolved within their SLA from ___ % to ___ % by ___."
    )
    assert str(read("Meningkatkan manajemen insiden.").proposal) == (
        "Meningkatkan persentase insiden yang diselesaikan sesuai SLA dari ___ % menjadi ___ % paling lambat ___."
    )
    assert read("Raise availability to 99.9 % by June 2027.").proposal is None


@pytest.mark.parametrize("case", cases(CASES), ids=lambda case: case.text[:60])
def test_no_proposal_holds_a_number_that_the_sentence_does_not_hold(case: Case) -> None:
    reading = read(case.text)
    said = {sign for sign in case.text if sign.isdigit()}
    assert {sign for sign in str(reading.proposal or "") if sign.isdigit()} <= said


def test_the_json_object_has_null_where_nothing_was_found() -> None:
    found = read("Improve teamwork.").as_dict()
    assert list(found) == [
        "text", "language", "label", "metric", "target", "comparator", "unit", "deadline", "period", "baseline", "vague",
        "missing", "warnings", "proposal",
    ]  # fmt: skip
    assert found["metric"] is None
    assert found["vague"] == ["Improve"]
    assert found["label"] == "not"


def test_a_percentile_and_a_mean_are_quantifiers() -> None:
    assert read("The 95th percentile of response time is below 2 s per month.").quantifier is Quantifier.PERCENTILE
    assert read("Rata-rata waktu tanggap paling lama 30 menit.").quantifier is Quantifier.MEAN


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Meningkatkan kepuasan.", "id"), ("Nol kecelakaan kerja.", "id"), ("Ketersediaan server", "id"),
        ("Uptime 99.9% per month", "en"), ("", "en"), ("Improve.", "en"),
    ],
)  # fmt: skip
def test_the_language_is_recognised_from_few_words(sentence: str, language: str) -> None:
    assert language_of(sentence) == language


WORDS = st.sampled_from(
    [
        "95",
        "%",
        "within",
        "4",
        "hours",
        "by",
        "June",
        "2027",
        "setiap",
        "bulan",
        "paling",
        "lambat",
        "from",
        "88",
        "to",
        "1.000",
        ",",
        ".",
        "(",
        ")",
        "ISO",
        "9001",
        ":",
        "no",
        "of",
        "the",
        "Q3",
        "FY",
        "every",
        "month",
        "≤",
        "/",
        "-",
        "tidak",
        "lebih",
        "dari",
        "Rp",
        "5",
        "miliar",
        "level",
        "grade",
        "B",
        "akhir",
        "tahun",
        "24x7",
        "seluruh",
        "layanan",
        "raise",
    ]
)


def _well_formed(reading: Statement) -> None:
    parts = (*reading.metrics, *reading.targets, *reading.deadlines, *reading.periods, *reading.baselines)
    for part in (*parts, *reading.vague, *reading.soft):
        assert 0 <= part.start < part.end <= len(reading.text)
        assert reading.text[part.start : part.end] == part.words
    assert reading.label is label_of(*reading.flags)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_an_error(text: str) -> None:
    reading = read(text)
    _well_formed(reading)
    assert reading == read(text)
    assert reading.as_dict() == read(text).as_dict()


@given(st.lists(WORDS, max_size=25), st.sampled_from(["en", "id", None]))
@settings(max_examples=250, deadline=None)
def test_any_mixture_of_meaningful_words_is_read_without_an_error(parts: list[str], language: str | None) -> None:
    reading = read(" ".join(parts), language)
    _well_formed(reading)
    assert reading.as_dict()["label"] == reading.label.value


@pytest.mark.parametrize("piece", ["a", "1.", "a-", "](", "[", "all ", "every monthly 2027 ", "5 % ", "12/", "no "])
def test_a_million_characters_are_read_at_once(piece: str) -> None:
    assert read(piece * (1_000_000 // len(piece))).label in set(Label)
