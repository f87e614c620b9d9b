"""An objective has one fundamental flaw at most, and one rule speaks about it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from opensmp.checking import chosen, put, run
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Baseline, Period
from opensmp.rules import all_rules
from opensmp.rules.objectives._examples import FIRST, milestone, said, specimen, standing

VAGUE: dict[str, Any] = {"target": None, "deadline": None, "baseline": None, "unit": "", "metric": Prose()}
OBJECTIVES = tuple(rule for rule in chosen(all_rules(), "stage1") if rule.group == "objectives")


def new_rules(changed: Dossier, sound: Dossier) -> list[str]:
    """Return the ids of the rules whose findings the change has brought."""
    before = {(found.rule, found.where) for found in run(sound, OBJECTIVES).findings}
    return [found.rule for found in run(changed, OBJECTIVES).findings if (found.rule, found.where) not in before]


@pytest.mark.requirement("R11", "R53", "R71")
@pytest.mark.parametrize(
    ("english", "indonesian"),
    [
        ("Improve the way we handle incidents.", "Memperbaiki cara kami menangani insiden."),
        ("Reduce the number of repeat incidents.", "Menurunkan jumlah insiden berulang."),
        ("Provide reliable and friendly services to all users.", "Memberikan layanan yang cepat, tepat, dan ramah."),
        ("Resolve requests as soon as possible.", "Menyelesaikan permintaan sesegera mungkin."),
    ],
)
def test_a_sentence_without_target_and_deadline_has_one_finding(
    provider: Dossier, english: str, indonesian: str
) -> None:
    assert new_rules(specimen(provider, en=english, id=indonesian, **VAGUE), provider) == ["OBJ-01"]


@pytest.mark.requirement("R11")
def test_the_measurable_form_leaves_the_numbers_blank(provider: Dossier) -> None:
    vague = specimen(provider, en="Improve incident management.", id="Meningkatkan manajemen insiden.", **VAGUE)
    found = next(found for found in run(vague, OBJECTIVES).findings if found.rule == "OBJ-01")
    assert found.correction is not None
    assert found.correction.kind == "meaning"
    assert "___" in found.correction.after
    assert not any(sign.isdigit() for sign in found.correction.after)


@pytest.mark.requirement("R11")
def test_a_number_kept_as_increase_may_still_be_a_milestone(provider: Dossier) -> None:
    dated = milestone(provider, kind="increase", evidence=Prose())
    assert new_rules(dated, provider) == ["OBJ-05"]


@pytest.mark.requirement("R53")
def test_the_second_reading_proposes_what_the_fields_already_say(provider: Dossier) -> None:
    short = standing(
        provider,
        en="Restore at least 95 % of incidents within 8 hours.",
        id="Memulihkan minimal 95 % insiden dalam 8 jam.",
    )
    found = next(found for found in run(short, OBJECTIVES).findings if found.rule == "OBJ-04")
    assert found.correction is not None
    assert found.correction.kind == "wording"
    assert found.correction.after.endswith(("in every month.", "setiap bulan."))


@pytest.mark.requirement("R11", "R46")
@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"target": Decimal(94)}, "target"),
        ({"unit": "hours"}, "unit"),
        ({"baseline": Baseline(value=Decimal(80))}, "baseline"),
        ({"kind": "decrease", "baseline": Baseline(value=Decimal(99))}, "kind"),
    ],
)
def test_sentence_and_fields_are_compared_field_by_field(provider: Dossier, fields: dict[str, Any], place: str) -> None:
    english = "Raise the share of incidents restored within 8 business hours from 88 % to 95 % by {end}."
    indonesian = (
        "Meningkatkan persentase insiden yang dipulihkan dalam 8 jam kerja dari 88 % menjadi 95 % paling lambat {end}."
    )
    changed = specimen(provider, en=english, id=indonesian, **fields)
    places = {found.where.parts[-1] for found in run(changed, OBJECTIVES).findings if found.rule == "OBJ-15"}
    assert place in places


@pytest.mark.requirement("R11")
def test_one_language_that_disagrees_is_enough(provider: Dossier) -> None:
    changed = specimen(
        provider,
        id="Meningkatkan persentase insiden prioritas 2 yang dipulihkan dalam 8 jam kerja menjadi 90 % paling lambat {end}.",
    )
    assert new_rules(changed, provider) == ["OBJ-15"]


@pytest.mark.requirement("R11")
def test_minutes_and_hours_are_one_promise(provider: Dossier) -> None:
    changed = standing(
        provider,
        en="The mean time to restore critical incidents is at most 4 hours in every month.",
        id="Rata-rata waktu pemulihan insiden kritis paling lama 4 jam setiap bulan.",
        metric=said(provider, "Mean time to restore critical incidents", "Rata-rata waktu pemulihan insiden kritis"),
        kind="maintain at most",
        unit="minutes",
        target=Decimal(240),
    )
    assert "OBJ-15" not in new_rules(changed, provider)


@pytest.mark.requirement("R11")
def test_an_objective_nobody_wrote_is_not_read(provider: Dossier) -> None:
    assert new_rules(put(provider, FIRST, statement=Prose(), target=None, deadline=None, metric=Prose()), provider) == [
        "OBJ-01"
    ]


SOUND = [
    (
        "Cut the number of open problems older than 90 days from 40 to 10 before the end of Q3 2027.",
        "Menurunkan jumlah masalah terbuka yang berumur lebih dari 90 hari dari 40 menjadi 10 sebelum akhir triwulan III 2027.",
        {"kind": "decrease", "unit": "problems", "target": 10, "baseline": 40, "deadline": date(2027, 9, 30)},
    ),
    (
        "Emergency changes make up no more than 4 % of closed changes in each quarter of 2027.",
        "Perubahan darurat tidak lebih dari 4% dari seluruh perubahan yang ditutup pada setiap triwulan tahun 2027.",
        {"kind": "maintain at most", "target": 4, "window": "quarter"},
    ),
    (
        "Reduce the median lead time of normal changes by 20 % from the 2026 median of 5.0 working days by December 2027.",
        "Menurunkan median lama perubahan normal sebesar 20% dari median tahun 2026 yaitu 5,0 hari kerja paling lambat Desember 2027.",
        {"kind": "decrease", "unit": "working days", "target": 4, "baseline": 5, "deadline": date(2027, 12, 31)},
    ),
    (
        "Restore every critical incident within 4 hours, in each month of 2027.",
        "Memulihkan setiap insiden kritis dalam 4 jam, pada setiap bulan tahun 2027.",
        {"kind": "maintain at least", "target": 100, "window": "month"},
    ),
    (
        "Halve the number of repeat incidents from 60 to 30 by 30 June 2027.",
        "Mengurangi separuh jumlah insiden berulang dari 60 menjadi 30 paling lambat 30 Juni 2027.",
        {"kind": "decrease", "unit": "incidents", "target": 30, "baseline": 60, "deadline": date(2027, 6, 30)},
    ),
]


@pytest.mark.requirement("R11", "R71")
@pytest.mark.parametrize(("english", "indonesian", "fields"), SOUND)
def test_a_sound_sentence_with_its_fields_has_no_finding(
    provider: Dossier, english: str, indonesian: str, fields: dict[str, Any]
) -> None:
    plan = put(provider, "plan/identity", period=Period(name="2027", start=date(2027, 1, 1), end=date(2027, 12, 31)))
    start = fields.get("baseline")
    numbers = {
        "target": Decimal(fields["target"]),
        "baseline": None if start is None else Baseline(value=Decimal(start), source="records"),
    }
    sound = {
        "deadline": None,
        "metric": Prose(),
        "period": "",
        "frequency": "monthly",
        "actions": (),
        **fields,
        **numbers,
    }
    changed = specimen(plan, en=english, id=indonesian, **sound)
    first = changed.plan.objectives.objectives[0].id
    about = {found.rule for found in run(changed, OBJECTIVES).findings if first in found.where.parts}
    assert about <= {"OBJ-11"}
