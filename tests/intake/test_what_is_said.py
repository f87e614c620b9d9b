"""Days, numbers, shares, times and promises as people write them in both languages; what is not said is not made up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.intake.sketches import drafted

from opensmp.intake import parsing
from opensmp.intake.converting import Converter, Unclear
from opensmp.intake.guessing import (
    currency_of,
    document_kind,
    hours_in,
    is_top_management,
    obligation_kind,
    sector_of,
    trigger_kind,
)  # fmt: skip
from opensmp.intake.names import Names
from opensmp.intake.targets import limit_in, metric_of, population_in, target_in
from opensmp.plan.objectives import Objective
from opensmp.plan.terms import Baseline

pytestmark = pytest.mark.requirement("R01")


def objective(words: str, language: str = "en") -> Objective:
    """The objective that an item of a list states."""
    heading = "Sasaran" if language == "id" else "Objectives"
    (found,) = drafted(f"# {heading}\n- {words}\n", language).dossier.plan.objectives.objectives
    return found


# Days ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jakarta, 17 Agustus 2026", date(2026, 8, 17)), ("17 Agt 2026", date(2026, 8, 17)), ("17-08-2026", date(2026, 8, 17)),
        ("17/8/26", date(2026, 8, 17)), ("17.08.2026", date(2026, 8, 17)), ("Aug 17, 2026", date(2026, 8, 17)),
        ("17th of August 2026", date(2026, 8, 17)), ("2026-8-17", date(2026, 8, 17)), ("17 Aug. 2026", date(2026, 8, 17)),
        ("31 Nopember 2026", None), ("30 Nopember 2026", date(2026, 11, 30)), ("1 Peb 2027", date(2027, 2, 1)),
        ("29 February 2028", date(2028, 2, 29)), ("29 February 2027", None), ("quarter 2 of 2027", date(2027, 6, 30)),
        ("Triwulan 4 2026", date(2026, 12, 31)), ("Mei 2027", date(2027, 5, 31)), ("13/13/2026", None), ("99.9 %", None),
        ("1.2.3", None), ("within 30 days of 2027", None),
    ],
)  # fmt: skip
def test_a_day_is_the_day_that_is_written_or_none(text: str, day: date | None) -> None:
    found = parsing.day_in(text)
    assert (found.day if found else None) == day


@pytest.mark.parametrize("text", ["12 May 2026", "12-05-2026", "2026-05-12"])
def test_a_written_day_is_exact_and_a_month_is_not(text: str) -> None:
    found, month = parsing.day_in(text), parsing.day_in("May 2026")
    assert found is not None
    assert month is not None
    assert (found.exact, month.exact) == (True, False)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1 January 2027 to 30 June 2027", (date(2027, 1, 1), date(2027, 6, 30))),
        ("1 Jan 2027 - 30 Jun 2027", (date(2027, 1, 1), date(2027, 6, 30))),
        ("1 Januari 2027 s.d. 31 Desember 2027", (date(2027, 1, 1), date(2027, 12, 31))),
        ("Tahun 2027", (date(2027, 1, 1), date(2027, 12, 31))),
        ("FY2027", (date(2027, 1, 1), date(2027, 12, 31))),
        ("some time", None),
        ("1 January 2027", None),
    ],
)
def test_a_period_has_a_first_and_a_last_day_or_is_none(text: str, span: tuple[date, date] | None) -> None:
    assert parsing.span_in(text) == span


# Numbers and times ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("≥ 95 %", "en", "95"), ("95,5 persen", "id", "95.5"), ("0,5", "en", "0.5"), ("Rp 1.250.000,75", "id", "1250000.75"),
        ("IDR 1,250,000.75", "en", "1250000.75"), ("12.345.678", "en", "12345678"), ("99.95", "id", "99.95"), ("+3", "en", "3"),
    ],
)  # fmt: skip
def test_a_number_keeps_its_size_whatever_its_signs(text: str, language: str, number: str) -> None:
    assert parsing.number_in(text, language) == Decimal(number)


@pytest.mark.parametrize("text", ["", "none", "ninety five", "-", "…"])
def test_words_are_no_number(text: str) -> None:
    assert parsing.number_in(text, "en") is None


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("in 15 minutes", "15 min"), ("dalam waktu 15 menit", "15 min"), ("≤ 2 hrs", "2 h"), ("paling lama 8 jam", "8 h"),
        ("1,5 jam", "1.5 h"), ("up to 10 calendar days", "10 days"), ("5 hari kerja", "5 working days"), ("1 week", "1 week"),
        ("2 minggu", "2 weeks"), ("3 business days", "3 working days"), ("7 hari kalender", "7 days"), ("fast", ""), ("4 people", ""),
    ],
)  # fmt: skip
def test_a_time_limit_is_written_as_the_plan_writes_it(text: str, limit: str) -> None:
    assert limit_in(text) == limit


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("P1 incidents", "P1"), ("Priority 2", "P2"), ("prioritas 3", "P3"), ("Sev 4 tickets", "P4"), ("severity 1", "P1"),
        ("critical incidents", "P1"), ("insiden kritis", "P1"), ("all incidents", ""), ("P9", ""), ("PP 71", ""),
    ],
)  # fmt: skip
def test_a_promise_speaks_of_the_priority_that_it_names(text: str, population: str) -> None:
    assert population_in(text) == population


# Promises ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "metric", "comparator", "value"),
    [
        ("Uptime of 99,95 % per year", "en", "service.availability", "at least", "99.95"),
        ("Layanan tersedia paling sedikit 99,5 persen setiap bulan", "id", "service.availability", "at least", "99.5"),
        ("No more than 3 % emergency changes per quarter", "en", "change.emergency_share", "at most", "3"),
        ("Perubahan darurat paling banyak 5% per triwulan", "id", "change.emergency_share", "at most", "5"),
        ("98 % of changes are successful", "en", "change.successful", "at least", "98"),
        ("95% perubahan berhasil setiap bulan", "id", "change.successful", "at least", "95"),
        ("90 % of releases without rollback", "en", "release.without_rollback", "at least", "90"),
        ("97 % of configuration items are correct", "en", "configuration.accuracy", "at least", "97"),
        ("Akurasi CMDB 97%", "id", "configuration.accuracy", "at least", "97"),
        ("99% pencadangan", "id", "", "", ""),
        ("92% permintaan layanan dipenuhi dalam 3 hari kerja", "id", "request.fulfilled_within", "at least", "92"),
        ("90% insiden ditanggapi dalam 15 menit", "id", "incident.responded_within", "at least", "90"),
    ],
)
def test_a_sentence_with_a_metric_and_a_share_is_a_target_and_others_are_not(
    text: str, language: str, metric: str, comparator: str, value: str
) -> None:
    found = target_in(text, language, {})
    assert (found.metric if found else "") == metric
    if found:
        assert (found.comparator, found.value) == (comparator, Decimal(value))


PRACTICE = "# {practices}\n## {title}\n{words}\n"


@pytest.mark.parametrize(
    ("words", "language", "count"),
    [
        ("At least 90 % of P1 incidents are resolved within 4 hours, measured every month.", "en", 1),
        ("Sedikitnya 90% insiden P1 diselesaikan dalam 4 jam, diukur setiap bulan.", "id", 1),
        ("Incidents are resolved as fast as possible.", "en", 0),
        ("Insiden diselesaikan secepat mungkin.", "id", 0),
        ("In 2025 about 90 people worked on incidents.", "en", 0),
    ],
)
def test_a_sentence_about_a_practice_is_a_commitment_only_where_it_can_be_measured(
    words: str, language: str, count: int
) -> None:
    text = PRACTICE.format(
        practices="Proses Manajemen Layanan" if language == "id" else "Practices",
        title="Manajemen Insiden" if language == "id" else "Incident management", words=words,
    )  # fmt: skip
    plan = drafted(text, language).dossier.plan
    assert len(plan.commitments.commitments) == count
    for each in plan.commitments.commitments:
        assert (each.practice, str(each.sentence), each.target.value, each.target.limit) == (
            "incident",
            words,
            Decimal(90),
            "4 h",
        )


@pytest.mark.parametrize(
    ("words", "language", "kind", "target", "unit", "deadline"),
    [
        ("Increase customer satisfaction to 85 % by 31 December 2027", "en", "increase", 85, "%", date(2027, 12, 31)),
        ("Reduce P1 incidents by 20 % by 30 June 2027", "en", "decrease", 20, "%", date(2027, 6, 30)),
        ("Keep availability at or above 99 % every month", "en", "maintain at least", 99, "%", None),
        (
            "Meningkatkan kepuasan pelanggan menjadi 85% paling lambat 31 Desember 2027",
            "id",
            "increase",
            85,
            "%",
            date(2027, 12, 31),
        ),
    ],
)
def test_an_objective_in_a_list_is_read_from_its_sentence(
    words: str, language: str, kind: str, target: int, unit: str, deadline: date | None
) -> None:
    found = objective(words, language)
    assert (str(found.statement), found.kind, found.target, found.unit, found.deadline) == (
        words,
        kind,
        Decimal(target),
        unit,
        deadline,
    )


@pytest.mark.parametrize("words", ["Make our customers happy", "Menjadi lebih baik", "Improve quality"])
def test_an_objective_without_a_number_has_none(words: str) -> None:
    found = objective(words)
    assert (found.target, found.deadline, found.window) == (None, None, None)


def test_the_window_of_an_objective_is_the_one_that_it_names() -> None:
    assert objective("Keep availability at or above 99 % every month").window == "month"


@pytest.mark.parametrize("text", ["availability", "Ketersediaan layanan", "Uptime"])
def test_words_for_availability_are_one_metric(text: str) -> None:
    assert metric_of(text) == "service.availability"


# Cells by the type of their field ------------------------------------------------------------------------------------------------


def converter(language: str = "en") -> Converter:
    names = Names()
    names.add("office", "head-of-it", "Head of IT")
    names.add("person", "dimas", "Dimas Putra")
    return Converter(names, language)


@pytest.mark.parametrize(
    ("line", "office", "since", "until"),
    [
        ("Head of IT since 1 March 2021", "head-of-it", date(2021, 3, 1), None),
        ("Head of IT since 1 March 2021 until 30 June 2026", "head-of-it", date(2021, 3, 1), date(2026, 6, 30)),
        ("Head of IT sejak 1 Maret 2021 sampai 30 Juni 2026", "head-of-it", date(2021, 3, 1), date(2026, 6, 30)),
    ],
)
def test_an_office_is_held_from_a_day_and_until_another(
    line: str, office: str, since: date, until: date | None
) -> None:
    found = converter().tenure(line)
    assert found is not None
    assert (found.office, found.since, found.until) == (office, since, until)


def test_an_office_without_a_day_is_no_tenure() -> None:
    assert converter().tenure("Head of IT") is None


@pytest.mark.parametrize(
    ("line", "title", "obtained", "valid"),
    [
        (
            "ISO 20000 lead auditor (12 May 2025, valid until 12 May 2028)",
            "ISO 20000 lead auditor",
            date(2025, 5, 12),
            date(2028, 5, 12),
        ),
        ("ITIL 4 (until 1 June 2027)", "ITIL 4", None, date(2027, 6, 1)),
        ("ITIL 4 (12 May 2025)", "ITIL 4", date(2025, 5, 12), None),
        ("ITIL 4", "ITIL 4", None, None),
    ],
)
def test_a_certificate_has_the_days_that_stand_beside_it(
    line: str, title: str, obtained: date | None, valid: date | None
) -> None:
    found = converter().competence(line)
    assert found is not None
    assert (found.title, found.obtained, found.valid_until) == (title, obtained, valid)


def test_an_action_has_its_owner_and_its_day_and_other_brackets_are_words() -> None:
    first, second = (
        converter().action("Buy a tool (Dimas Putra, 30 June 2027)"),
        converter().action("Buy a tool (a good one)"),
    )
    assert first is not None
    assert second is not None
    assert (str(first.text), first.owner, first.due) == ("Buy a tool", "dimas", date(2027, 6, 30))
    assert (str(second.text), second.owner, second.due) == ("Buy a tool (a good one)", None, None)


@pytest.mark.parametrize(
    ("text", "number"),
    [("Tier 1", 1), ("critical", 1), ("Tinggi", 2), ("medium", 3), ("rendah", 4), ("3", 3), ("whatever", None)],
)
def test_a_grade_is_a_number_or_a_word_for_one(text: str, number: int | None) -> None:
    assert converter().whole(text) == number


def test_a_starting_value_keeps_the_day_on_which_it_was_measured() -> None:
    assert converter().start_value("81 % (31 December 2025)") == Baseline(value=Decimal(81), on=date(2025, 12, 31))
    assert converter().start_value("81") == Baseline(value=Decimal(81), on=None)
    assert converter().start_value("unknown") is None


@pytest.mark.parametrize(
    ("text", "option"), [("Completed", "done"), ("sedang berjalan", "in progress"), ("Selesai 100%", "done")]
)
def test_a_word_of_a_list_is_known_in_other_words_for_it(text: str, option: str) -> None:
    assert converter().word(text, ("proposed", "in progress", "done")) == option


def test_a_word_that_no_list_knows_is_unclear() -> None:
    with pytest.raises(Unclear):
        converter().word("purple", ("proposed", "done"))


# What words give away ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("POJK 11/POJK.03/2022", "regulation"), ("Peraturan Pemerintah 71/2019", "regulation"), ("UU 27/2022", "law"), ("GDPR", "law"),
        ("ISO/IEC 20000-1", "standard"), ("PCI DSS", "standard"), ("Kontrak payung", "contract"), ("House rules", "policy"),
    ],
)  # fmt: skip
def test_an_obligation_is_of_the_kind_that_its_name_says(text: str, kind: str) -> None:
    assert obligation_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Incident procedure", "procedure"), ("SOP Perubahan", "procedure"), ("Service management policy", "policy"),
        ("Kebijakan keamanan", "policy"), ("Rencana kontinuitas", "continuity plan"), ("Scope statement of the SMS", "scope statement"),
        ("Risk register", "risk register"), ("Notulen rapat", "record"), ("Laporan bulanan", "report"), ("Song book", "other"),
    ],
)  # fmt: skip
def test_a_document_is_of_the_kind_that_its_title_says(text: str, kind: str) -> None:
    assert document_kind(text) == kind


@pytest.mark.parametrize(
    ("title", "top"),
    [("Direktur Utama", True), ("CEO", True), ("Chief Information Officer", True), ("Deputy director", False), ("Wakil Direktur", False),
     ("Art director", False), ("Service manager", False)],
)  # fmt: skip
def test_top_management_is_known_by_its_title_and_deputies_are_not_it(title: str, top: bool) -> None:
    assert is_top_management(title) is top


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mon-Fri 08:00-17:00", ((1, 2, 3, 4, 5), "08:00", "17:00")), ("Senin–Jumat 8.00–17.00", ((1, 2, 3, 4, 5), "08:00", "17:00")),
        ("Senin s/d Sabtu 07:30 s/d 20:00", ((1, 2, 3, 4, 5, 6), "07:30", "20:00")),
        ("09:00 to 15:00", ((1, 2, 3, 4, 5), "09:00", "15:00")),
    ],
)  # fmt: skip
def test_hours_are_read_with_their_days(text: str, hours: tuple[tuple[int, ...], str, str]) -> None:
    found = hours_in(text)
    assert found is not None
    assert [(each.days, each.opens, each.closes) for each in found] == [hours]


def test_round_the_clock_has_no_windows_and_other_words_are_not_hours() -> None:
    assert hours_in("24 x 7") == () == hours_in("24 jam")
    assert hours_in("when needed") is None


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("PT Bank Maju", "commercial bank"),
        ("BPR Sejahtera", "rural bank"),
        ("Kementerian Kominfo", "government"),
        ("Toko Roti", "other"),
    ],
)
def test_the_sector_is_that_of_the_name(name: str, sector: str) -> None:
    assert sector_of(name) == sector


@pytest.mark.parametrize(
    ("text", "kind"),
    [("A new service is added", "new service"), ("Pelanggan baru", "new customer"), ("Perubahan sasaran", "objective changed"),
     ("Reorganisation of IT", "organisation change"), ("After the management review", "management review"), ("Rain", None)],
)  # fmt: skip
def test_a_trigger_is_one_of_the_known_ones_or_none(text: str, kind: str | None) -> None:
    assert trigger_kind(text) == kind


def test_a_currency_is_never_guessed() -> None:
    assert currency_of("Amount (IDR)") == "IDR"
    assert currency_of("", "Jumlah dalam Rp") == "IDR"
    assert currency_of("Amount", "millions") == "???"
