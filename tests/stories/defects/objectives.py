"""Defects of section 2: objectives, their measurement, their history."""

from __future__ import annotations

from decimal import Decimal

from tests.stories.making import (
    Defect,
    adds,
    blank,
    day,
    every,
    fields,
    reworded,
    says,
    together,
)  # fmt: skip

from opensmp.plan.terms import Money

ALL = "plan/objectives/objectives"

DEFECTS = (
    Defect(
        "objective-improve",
        "“Improve incident management”: no target, no deadline",
        "R11 R53 R71",
        together(
            says(f"{ALL}/SMO-1/statement", "Improve incident management.", "Meningkatkan manajemen insiden."),
            fields(f"{ALL}/SMO-1", target=None, metric="", unit="", window=None),
        ),
        "OBJ-01",
        "plan/objectives/objectives/SMO-1/statement",
    ),
    Defect(
        "objective-sentence-vague",
        "The fields are filled, but the sentence in the plan is only “Ensure reliable payment services”",
        "R11 R53",
        says(
            f"{ALL}/SMO-3/statement",
            "Ensure that core banking is highly reliable.",
            "Memastikan core banking sangat andal.",
        ),
        "OBJ-04",
        "plan/objectives/objectives/SMO-3/statement",
    ),
    Defect(
        "objective-two-languages",
        "English says 95%, Indonesian 90%",
        "R83",
        reworded(f"{ALL}/SMO-1/statement", id=("95% insiden", "90% insiden")),
        "FRM-14 OBJ-15",
        "plan/objectives/objectives/SMO-1/statement",
    ),
    Defect(
        "objective-lower-than-last-year",
        "The target is lower than what was promised and reached last year",
        "R11 R71",
        together(
            fields(f"{ALL}/SMO-4", target=Decimal(95)),
            reworded(f"{ALL}/SMO-4/statement", ("97%", "95%"), ("97%", "95%")),
            fields("plan/commitments/commitments/CM-CH-1", objective=None),
            fields(f"{ALL}/SMO-4", commitments=()),
        ),
        "OBJ-38",
        "plan/objectives/objectives/SMO-4/target",
    ),
    Defect(
        "objective-below-its-promise",
        "The objective asks for less than the plan promises to customers today",
        "R11",
        together(
            fields(f"{ALL}/SMO-6", target=Decimal(91)),
            reworded(f"{ALL}/SMO-6/statement", ("92%", "91%"), ("92%", "91%")),
        ),
        "OBJ-39",
        "plan/objectives/objectives/SMO-6/target",
    ),
    Defect(
        "objective-below-sla",
        "The objective for core banking is below its SLA",
        "R42 R46",
        together(
            fields(f"{ALL}/SMO-3", target=Decimal("99.50")),
            reworded(f"{ALL}/SMO-3/statement", ("99.97%", "99.50%"), ("99,97%", "99,50%")),
        ),
        "OBJ-32",
        "plan/objectives/objectives/SMO-3/target",
        "OBJ-38",
    ),
    Defect(
        "objective-unowned",
        "Nobody owns the objective on core banking",
        "R11 R54",
        fields(f"{ALL}/SMO-3", owner=None),
        "OBJ-09",
        "plan/objectives/objectives/SMO-3/owner",
    ),
    Defect(
        "objective-owner-left",
        "The owner of an objective has left the bank",
        "R11 R54",
        fields(f"{ALL}/SMO-3", owner="andreas"),
        "OBJ-10",
        "plan/objectives/objectives/SMO-3/owner",
    ),
    Defect(
        "objective-after-the-period",
        "The deadline lies after the planning period",
        "R11 R53",
        together(
            fields(f"{ALL}/SMO-7", deadline=day("2028-12-31")),
            reworded(
                f"{ALL}/SMO-7/statement",
                ("31 December 2027", "31 December 2028"),
                ("31 Desember 2027", "31 Desember 2028"),
            ),
        ),
        "OBJ-20",
        "plan/objectives/objectives/SMO-7/deadline",
    ),
    Defect(
        "objective-already-past",
        "The deadline has passed",
        "R11 R53",
        together(
            fields(f"{ALL}/SMO-5", deadline=day("2026-06-30")),
            reworded(f"{ALL}/SMO-5/statement", ("31 March 2027", "30 June 2026"), ("31 Maret 2027", "30 Juni 2026")),
        ),
        "OBJ-20",
        "plan/objectives/objectives/SMO-5/deadline",
    ),
    Defect(
        "objective-sentence-against-field",
        "The sentence says 96%, the measured target is 95%",
        "R11 R46",
        reworded(f"{ALL}/SMO-1/statement", ("95%", "96%"), ("95%", "96%")),
        "OBJ-15",
        "plan/objectives/objectives/SMO-1/target",
    ),
    Defect(
        "objective-deadline-against-field",
        "The sentence says June, the field September",
        "R11 R46",
        fields(f"{ALL}/SMO-2", deadline=day("2027-09-30")),
        "OBJ-15",
        "plan/objectives/objectives/SMO-2/deadline",
    ),
    Defect(
        "objective-without-baseline",
        "“Reduce by a fifth”, but from where?",
        "R11 R71",
        together(
            fields(f"{ALL}/SMO-9", baseline=None),
            reworded(
                f"{ALL}/SMO-9/statement",
                ("from 19.4% in 2025 to 15.5%", "by 20%"),
                ("dari 19,4% pada 2025 menjadi 15,5%", "sebesar 20%"),
            ),
        ),
        "OBJ-07",
        "plan/objectives/objectives/SMO-9/baseline",
    ),
    Defect(
        "objective-measured-long-ago",
        "A monthly figure was last read in March",
        "R11",
        lambda dossier: every(f"{ALL}/SMO-1/readings", on=day("2026-03-31"))(dossier),
        "OBJ-25",
        "plan/objectives/objectives/SMO-1/readings",
    ),
    Defect(
        "objective-no-source",
        "Where the figure comes from is not said",
        "R11 R71",
        together(blank(f"{ALL}/SMO-6/source"), blank(f"{ALL}/SMO-6/method"), fields(f"{ALL}/SMO-6", frequency=None)),
        "OBJ-08",
        "plan/objectives/objectives/SMO-6/source",
    ),
    Defect(
        "objective-no-actions",
        "How the objective will be reached is not planned",
        "R11",
        fields(f"{ALL}/SMO-9", actions=()),
        "OBJ-11",
        "plan/objectives/objectives/SMO-9/actions",
    ),
    Defect(
        "objective-action-late",
        "An action was due in June 2026",
        "R11",
        fields(f"{ALL}/SMO-7/actions/1", due=day("2026-06-30")),
        "OBJ-40",
        "plan/objectives/objectives/SMO-7/actions/1/due",
    ),
    Defect(
        "objective-action-too-late",
        "The action ends after the objective's deadline",
        "R11 R52",
        fields(f"{ALL}/SMO-2/actions/1", due=day("2027-11-30")),
        "OBJ-29",
        "plan/objectives/objectives/SMO-2/actions/1/due",
    ),
    Defect(
        "objective-action-unowned",
        "An action without a person",
        "R11",
        fields(f"{ALL}/SMO-4/actions/1", owner=None),
        "OBJ-12",
        "plan/objectives/objectives/SMO-4/actions/1",
    ),
    Defect(
        "objective-no-resources",
        "Objective and actions name no resources",
        "R11",
        together(blank(f"{ALL}/SMO-8/resources"), blank(f"{ALL}/SMO-8/actions/1/resources")),
        "OBJ-12",
        "plan/objectives/objectives/SMO-8/actions/1",
    ),
    Defect(
        "objective-no-evaluation",
        "How the result is judged is not said",
        "R11",
        blank(f"{ALL}/SMO-5/evaluation"),
        "OBJ-27",
        "plan/objectives/objectives/SMO-5/evaluation",
    ),
    Defect(
        "objective-no-policy",
        "The objective traces to no policy",
        "R11",
        blank(f"{ALL}/SMO-2/policy"),
        "OBJ-13",
        "plan/objectives/objectives/SMO-2/policy",
    ),
    Defect(
        "objective-already-reached",
        "The target is already met at the start",
        "R11 R71",
        together(
            fields(f"{ALL}/SMO-7", target=Decimal(96)),
            reworded(f"{ALL}/SMO-7/statement", ("to 98%", "to 96%"), ("menjadi 98%", "menjadi 96%")),
        ),
        "OBJ-16",
        "plan/objectives/objectives/SMO-7/target",
    ),
    Defect(
        "objective-two-in-one",
        "Two objectives in one sentence",
        "R11",
        says(
            f"{ALL}/SMO-8/statement",
            (
                "Keep customer satisfaction at 4.2 out of 5 or more and reach a response rate of 40% in the "
                "survey of June 2027."
            ),
            (
                "Menjaga kepuasan pelanggan pada 4,2 dari 5 atau lebih dan mencapai tingkat respons 40% pada "
                "survei Juni 2027."
            ),
        ),
        "OBJ-18",
        "plan/objectives/objectives/SMO-8/statement",
    ),
    Defect(
        "objective-strive",
        "The bank will strive for the level",
        "R11",
        says(
            f"{ALL}/SMO-3/statement",
            "Strive for core banking being available at least 99.97% of agreed hours in every month of 2027.",
            "Berupaya agar core banking tersedia sedikitnya 99,97% jam layanan pada setiap bulan tahun 2027.",
        ),
        "OBJ-30",
        "plan/objectives/objectives/SMO-3/statement",
    ),
    Defect(
        "objective-impossible",
        "The target is 105%",
        "R11",
        together(
            fields(f"{ALL}/SMO-6", target=Decimal(105)),
            reworded(f"{ALL}/SMO-6/statement", ("92%", "105%"), ("92%", "105%")),
        ),
        "OBJ-17",
        "plan/objectives/objectives/SMO-6/target",
    ),
    Defect(
        "objective-too-expensive",
        "The actions cost more than the improvement budget",
        "R13 R52",
        fields(f"{ALL}/SMO-9/actions/2", cost=Money(amount=Decimal(9_000_000_000), currency="IDR")),
        "RES-17",
        "plan/resources/budget",
    ),
    Defect(
        "objective-no-history",
        "How last year's objectives ended is not shown",
        "R11",
        fields("plan/objectives", past=()),
        "OBJ-24",
        "plan/objectives/past",
    ),
    Defect(
        "objective-miss-dropped",
        "An objective that was missed last year disappears without a word",
        "R11",
        fields("plan/objectives/past/SMO-10", outcome="not met", result="27 of 29"),
        "OBJ-23",
        "plan/objectives/past/SMO-10",
    ),
    Defect(
        "objective-none",
        "Section 2 has no objectives, only text",
        "R11 R71 R59",
        fields("plan/objectives", objectives=()),
        "OBJ-14",
        "plan/objectives/objectives",
    ),
    Defect(
        "objective-one-owner",
        "The SMS owner owns all nine objectives",
        "R52 R54",
        every(ALL, owner="ratna"),
        "OBJ-26",
        "plan/objectives/objectives/SMO-1/owner",
    ),
    Defect(
        "objective-number-in-text",
        "The text speaks of eight objectives, there are nine",
        "R46",
        reworded(
            "plan/objectives/text", ("nine objectives", "eight objectives"), ("sembilan sasaran", "delapan sasaran")
        ),
        "CON-30",
        "plan/objectives/text",
    ),
    Defect(
        "objective-last-years-period",
        "The objectives still carry the period of last year",
        "R11",
        every(ALL, period="2026"),
        "OBJ-20",
        "plan/objectives/objectives",
    ),
    Defect(
        "objective-estimates",
        "The text admits that figures are estimated by the owner",
        "R11",
        adds(
            "plan/objectives/text",
            "\n\nWhere no record exists, the owner estimates the figure.",
            "\n\nBila rekaman tidak ada, penanggung jawab memperkirakan angkanya.",
        ),
        "",
    ),
)
