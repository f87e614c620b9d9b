"""Defects of section 10 and of the plan's life: review, versions, approval, form, records."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.stories.making import (
    Change,
    Defect,
    adds,
    blank,
    day,
    every,
    fields,
    one_language,
    only,
    reworded,
    together,
    without,
)  # fmt: skip

from opensmp.checking import edit
from opensmp.plan.plan import SECTIONS
from opensmp.plan.review import CadenceStep, Review

REVIEW = "plan/review"
VERSION = "history/versions/2.0"
APPROVAL = f"{VERSION}/approvals/1"


def verdicts(commitment: str, **given: Any) -> Change:
    """Change what was measured of a commitment."""
    return lambda dossier: edit(
        dossier,
        "verdicts",
        lambda rows: tuple(replace(row, **given) if row.commitment == commitment else row for row in rows),
    )


DEFECTS = (
    Defect(
        "plan-no-cadence",
        "How often the plan is reviewed is not said",
        "R03 R19",
        fields(REVIEW, cadence=()),
        "REV-02",
        "plan/review/cadence",
    ),
    Defect(
        "plan-yearly-in-first-year",
        "The plan is reviewed only once a year though the SMS is half a year old",
        "R03 R19",
        together(
            fields(REVIEW, cadence=(CadenceStep(cadence="yearly", start=day("2026-06-01")),)),
            fields("organisation", go_live=day("2026-06-01")),
        ),
        "REV-03",
        "plan/review/cadence",
    ),
    Defect(
        "plan-next-review-past",
        "The next review was due in October",
        "R03 R19",
        fields(REVIEW, next_review=day("2026-10-30")),
        "REV-05",
        "plan/review/next_review",
    ),
    Defect(
        "plan-no-next-review",
        "No day is set for the next review",
        "R03 R19",
        fields(REVIEW, next_review=None),
        "REV-05",
        "plan/review/next_review",
    ),
    Defect(
        "plan-no-approver",
        "Who approves changes of the plan is not said",
        "R05 R19",
        fields(REVIEW, approver=None),
        "REV-06",
        "plan/review/approver",
    ),
    Defect(
        "plan-approver-low",
        "The SMS owner approves changes of the plan",
        "R05 R19",
        fields(REVIEW, approver="sms-owner"),
        "REV-07",
        "plan/review/approver",
    ),
    Defect(
        "plan-no-mechanism",
        "The review mechanism is missing",
        "R19",
        blank(f"{REVIEW}/mechanism"),
        "REV-01",
        "plan/review/mechanism",
    ),
    Defect(
        "plan-no-trigger-new-service",
        "A new service triggers no update",
        "R19 R31",
        only(f"{REVIEW}/triggers", lambda row: row.kind != "new service"),
        "REV-08",
        "plan/review/triggers",
    ),
    Defect(
        "plan-trigger-unwatched",
        "Nobody watches for changes of top management",
        "R19 R35",
        lambda dossier: edit(
            dossier,
            f"{REVIEW}/triggers",
            lambda rows: tuple(
                replace(row, watched_by=None) if row.kind == "top management change" else row for row in rows
            ),
        ),
        "REV-15",
        "plan/review/triggers",
    ),
    Defect(
        "plan-no-distribution",
        "Who receives the plan is not said",
        "R80",
        blank(f"{REVIEW}/distribution"),
        "REV-09",
        "plan/review/distribution",
    ),
    Defect(
        "plan-no-retention",
        "How long versions are kept is not said",
        "R19",
        blank(f"{REVIEW}/retention"),
        "REV-14",
        "plan/review/retention",
    ),
    Defect(
        "plan-no-precedence",
        "Which document prevails is not said",
        "R46",
        blank("plan/identity/precedence"),
        "REV-13",
        "plan/identity/precedence",
    ),
    Defect(
        "plan-cadence-in-text",
        "The text says yearly, the setting quarterly",
        "R03 R46",
        reworded(
            f"{REVIEW}/mechanism",
            (
                (
                    "This plan is reviewed every quarter while the SMS is young, until the end of 2027, and at least "
                    "once a year after that;"
                ),
                "This plan is reviewed once a year;",
            ),
            (
                (
                    "Rencana ini ditinjau setiap triwulan selama SML masih muda, sampai akhir 2027, dan setelah itu "
                    "sedikitnya sekali setahun;"
                ),
                "Rencana ini ditinjau sekali setahun;",
            ),
        ),
        "REV-16",
        "plan/review/mechanism",
    ),
    Defect(
        "plan-deviation-unowned",
        "A deviation without owner",
        "R60",
        fields(f"{REVIEW}/deviations/DEV-1", owner=None),
        "REV-11",
        "plan/review/deviations/DEV-1",
    ),
    Defect(
        "plan-deviation-undated",
        "A deviation without end",
        "R60",
        fields(f"{REVIEW}/deviations/DEV-1", until=None),
        "REV-11",
        "plan/review/deviations/DEV-1",
    ),
    Defect(
        "plan-deviation-past",
        "The day of a deviation has passed",
        "R60",
        fields(f"{REVIEW}/deviations/DEV-2", until=day("2026-10-31")),
        "REV-12",
        "plan/review/deviations/DEV-2/until",
    ),
    Defect(
        "plan-deviation-without-improvement",
        "A deviation that nobody works on",
        "R60",
        fields(f"{REVIEW}/deviations/DEV-1", improvement=None),
        "REV-11",
        "plan/review/deviations/DEV-1",
    ),
    Defect(
        "plan-deviation-hidden",
        "A broken promise is no longer declared",
        "R60 R56",
        without(f"{REVIEW}/deviations/DEV-1"),
        "OPE-02",
        "plan/commitments/commitments/CM-IM-2",
    ),
    Defect(
        "plan-three-years-without-review",
        "The plan of 2023 was never reviewed",
        "R03 R38 R59",
        lambda dossier: edit(
            edit(
                every("verdicts", version="2.0")(dossier),
                "history/versions",
                lambda rows: tuple(
                    replace(
                        row,
                        start=day("2023-11-16"),
                        submitted=day("2023-11-06"),
                        approvals=tuple(
                            replace(each, on=day("2023-11-13"), person="andreas") for each in row.approvals
                        ),
                    )
                    for row in rows
                    if row.number == "2.0"
                ),
            ),
            "history",
            lambda held: replace(held, reviews=(), changes=()),
        ),
        "REV-04",
        "history/reviews",
        "LIF-03",
    ),
    # Versions and approvals
    Defect(
        "version-not-approved",
        "Version 2.0 is in force without approval",
        "R05 R59",
        fields(VERSION, approvals=()),
        "LIF-01",
        "history/versions/2.0/approvals",
    ),
    Defect(
        "version-author-approves",
        "The author approved the plan herself",
        "R05",
        fields(VERSION, author="maya"),
        "LIF-04",
        "history/versions/2.0/approvals/1",
    ),
    Defect(
        "version-editor-approves",
        "The last editor approved",
        "R05",
        fields(VERSION, last_editor="maya"),
        "LIF-04",
        "history/versions/2.0/approvals/1",
    ),
    Defect(
        "version-approved-low",
        "The Head of IT Service Management approved",
        "R05 R59",
        together(fields(APPROVAL, person="ratna", office="head-itsm"), fields(VERSION, author="gita")),
        "LIF-02",
        "history/versions/2.0/approvals/1",
    ),
    Defect(
        "version-approved-by-former-cio",
        "The former CIO signed six weeks after he had left",
        "R05 R35",
        fields(APPROVAL, person="andreas"),
        "LIF-02",
        "history/versions/2.0/approvals/1",
    ),
    Defect(
        "version-approved-before-submission",
        "Signed before it was submitted",
        "R05",
        fields(APPROVAL, on=day("2026-11-01")),
        "LIF-19",
        "history/versions/2.0/approvals/1/on",
    ),
    Defect(
        "version-in-force-before-approval",
        "In force three weeks before approval",
        "R05",
        together(fields("history/versions/1.3", end=day("2026-10-25")), fields(VERSION, start=day("2026-10-26"))),
        "LIF-19",
        "history/versions/2.0/approvals/1/on",
    ),
    Defect(
        "version-returned",
        "The CIO returned the version, it is in force all the same",
        "R05",
        fields(APPROVAL, outcome="returned"),
        "LIF-01",
        "history/versions/2.0/approvals",
    ),
    Defect(
        "version-no-reason",
        "Why version 2.0 was made is not said",
        "R30",
        blank(f"{VERSION}/why"),
        "LIF-07",
        "history/versions/2.0",
    ),
    Defect(
        "version-no-what", "What changed is not said", "R30", blank(f"{VERSION}/what"), "LIF-07", "history/versions/2.0"
    ),
    Defect(
        "version-overlap",
        "Two versions are in force at once",
        "R30",
        fields("history/versions/1.3", end=day("2026-12-15")),
        "LIF-08",
        "history/versions/1.3/end",
    ),
    Defect(
        "version-gap",
        "For a month no version was in force",
        "R30",
        fields("history/versions/1.1", end=day("2026-06-15")),
        "LIF-09",
        "history/versions/1.2/start",
    ),
    Defect(
        "version-change-unanswered",
        "The go-live of QRIS has no answer in the plan",
        "R31 R59",
        fields("history/changes/CH-2026-10", answered_by=""),
        "LIF-21",
        "history/changes/CH-2026-10",
    ),
    Defect(
        "version-new-cio-unanswered",
        "The change of CIO has no answer in the plan",
        "R35",
        fields("history/changes/CH-2026-03", answered_by=""),
        "LIF-11",
        "history/changes/CH-2026-03",
    ),
    Defect(
        "version-reorganised-unanswered",
        "A reorganisation after the approval has no answer",
        "R34",
        fields("history/changes/CH-2026-05", on=day("2026-11-18"), answered_by=""),
        "LIF-21",
        "history/changes/CH-2026-05",
    ),
    Defect(
        "version-new-service-after",
        "A service entered the scope after the version came into force",
        "R31",
        fields("registers/services/S-12", since=day("2026-11-19")),
        "POR-07",
        "plan/portfolio/as_of",
    ),
    Defect(
        "version-owner-none",
        "The plan has no owner",
        "R04",
        fields("plan/identity", owner=None),
        "LIF-13",
        "plan/identity/owner",
    ),
    Defect(
        "version-owner-left",
        "The owner of the plan has left",
        "R04",
        fields("plan/identity", owner="andreas"),
        "LIF-14",
        "plan/identity/owner",
    ),
    Defect(
        "version-unclassified",
        "The plan has no classification",
        "R26",
        fields("plan/identity", classification=""),
        "LIF-22",
        "plan/identity/classification",
    ),
    Defect(
        "version-approver-left",
        "The approver has left the office since",
        "R05 R35",
        lambda dossier: fields("organisation/people/maya", left=day("2026-11-20"))(dossier),
        "LIF-03",
        "history/versions/2.0/approvals/1",
        "ROL-07 FRM-16 CON-28",
    ),
    Defect(
        "version-number-behind",
        "The text carries version 1.1 while 2.0 is in force",
        "R30 R58",
        fields("plan/identity", version="1.1"),
        "LIF-12",
        "plan/identity/version",
    ),
    Defect(
        "version-period-over",
        "The planning period was 2025",
        "R03 R58",
        lambda dossier: edit(
            dossier,
            "plan/identity/period",
            lambda held: replace(held, name="2025", start=day("2025-01-01"), end=day("2025-12-31")),
        ),
        "OBJ-21",
        "plan/identity/period",
        "ASR-01 RES-11",
    ),
    Defect(
        "version-go-live-missing",
        "When the SMS went live is not recorded",
        "R03",
        fields("organisation", go_live=None),
        "LIF-17",
        "organisation/go_live",
    ),
    # Form
    Defect(
        "form-section-empty",
        "Section 10 is empty",
        "R50 R51",
        lambda dossier: edit(dossier, "plan/review", lambda _: Review()),
        "FRM-01",
        "plan/review",
        "OPE-02",
    ),
    *(
        Defect(
            f"form-{key}-empty",
            f"The section “{key}” is empty",
            "R50 R51",
            lambda dossier, key=key: edit(dossier, f"plan/{key}", lambda held: type(held)()),
            "FRM-01",
            f"plan/{key}",
            "SCO-10 SCO-12 FRM-23 ASR-14 REV-07 POR-01 SUP-01",
        )
        for key in SECTIONS
        if key != "review"
    ),
    Defect(
        "form-placeholder",
        "“[insert name of the committee]” was left",
        "R55 R58",
        adds(
            "plan/roles/text",
            "\n\nThe [insert name of the committee] meets every month.",
            "\n\n[isi nama komite] bersidang setiap bulan.",
        ),
        "FRM-02",
        "plan/roles/text",
    ),
    Defect(
        "form-company-name",
        "The template's “<Company Name>” was left",
        "R55 R58",
        adds(
            "plan/improvement/text",
            "\n\n<Company Name> is committed to improvement.",
            "\n\n<Nama Perusahaan> berkomitmen pada perbaikan.",
        ),
        "FRM-02",
        "plan/improvement/text",
    ),
    Defect(
        "form-xx",
        "“XX%” waits for its number",
        "R55 R58",
        adds("plan/assurance/text", "\n\nXX% of reports are sent on time.", "\n\nXX% laporan dikirim tepat waktu."),
        "FRM-02",
        "plan/assurance/text",
    ),
    Defect(
        "form-lorem",
        "Lorem ipsum",
        "R55 R58",
        adds(
            "plan/review/text",
            "\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.",
            "\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.",
        ),
        "FRM-02",
        "plan/review/text",
    ),
    Defect(
        "form-marketing",
        "Marketing",
        "R01",
        adds(
            "plan/scope/text",
            "\n\nOur world-class, award-winning IT delights customers with cutting-edge, best-in-class solutions.",
            "\n\nTI kami yang berkelas dunia dan terdepan memanjakan pelanggan dengan solusi terbaik dan mutakhir.",
        ),
        "FRM-09",
        "plan/scope/text",
    ),
    Defect(
        "form-project",
        "The plan tells of the implementation project",
        "R01",
        adds(
            "plan/review/text",
            (
                "\n\nIn phase 1 of the implementation project (weeks 1 to 4) the consultant holds the kick-off and a gap analysis; "
                "in phase 2 the project team writes the procedures."
            ),
            (
                "\n\nPada fase 1 proyek implementasi (minggu 1 sampai 4) konsultan mengadakan kick-off dan analisis kesenjangan; "
                "pada fase 2 tim proyek menyusun prosedur."
            ),
        ),
        "FRM-10",
        "plan/review/text",
    ),
    Defect(
        "form-repeated",
        "A paragraph stands in the plan twice",
        "R25 R55",
        lambda dossier: adds(
            "plan/improvement/text", *[("\n\n" + text.split("\n\n")[0]) for _, text in dossier.plan.review.text.texts]
        )(dossier),
        "FRM-11",
        "plan/review/text",
    ),
    Defect(
        "form-no-indonesian",
        "A text is missing in Indonesian",
        "R83",
        one_language(f"{REVIEW}/distribution", "en"),
        "FRM-13",
        "plan/review/distribution",
    ),
    Defect(
        "form-date-differs",
        "The two languages give different dates",
        "R83",
        reworded("plan/resources/commitment", id=("6 November 2026", "16 November 2026")),
        "FRM-14",
        "plan/resources/commitment",
    ),
    Defect(
        "form-sum-differs",
        "The two languages commit different sums",
        "R83 R13",
        reworded("plan/resources/commitment", id=("Rp 18,4 miliar", "Rp 17,4 miliar")),
        "FRM-14",
        "plan/resources/commitment",
        "RES-19",
    ),
    Defect(
        "form-indonesian-short",
        "The Indonesian text is a third of the English",
        "R83",
        lambda dossier: edit(
            dossier,
            "plan/suppliers/text",
            lambda held: type(held)(
                tuple(
                    (language, words if language == "en" else words.split("\n\n")[0][:160])
                    for language, words in held.texts
                )
            ),
        ),
        "FRM-15",
        "plan/suppliers/text",
    ),
    Defect(
        "form-keeper-left",
        "The keeper of section 7 has left",
        "R54",
        fields("plan/suppliers", keeper="andreas"),
        "FRM-16",
        "plan/suppliers/keeper",
    ),
    Defect(
        "form-keeper-none",
        "Section 7 has no keeper",
        "R54",
        fields("plan/suppliers", keeper=None),
        "FRM-16",
        "plan/suppliers/keeper",
    ),
    Defect(
        "form-not-read",
        "Section 7 was last read in 2024",
        "R03 R38",
        fields("plan/suppliers", reviewed=day("2024-11-09")),
        "FRM-17",
        "plan/suppliers/reviewed",
    ),
    Defect(
        "form-hundred-pages",
        "A manual of a hundred pages",
        "R25 R59",
        adds(
            "plan/practices/text",
            *[
                ("\n\n" + "\n\n".join(" ".join(f"{word}{n}x{m}" for m in range(60)) + "." for n in range(700)))
                for word in ("word", "kata")
            ],
        ),
        "FRM-04",
        "plan/identity/length",
    ),
    Defect(
        "form-table",
        "A table with ragged rows",
        "R26",
        adds(
            "plan/improvement/text",
            "\n\n| Item | Owner |\n|---|---|\n| IMP-31 |\n| IMP-29 | Sari | March |\n",
            "\n\n| Butir | Pemilik |\n|---|---|\n| IMP-31 |\n| IMP-29 | Sari | Maret |\n",
        ),
        "FRM-19",
        "plan/improvement/text",
    ),
    Defect(
        "form-other-organisation",
        "The text speaks of another bank",
        "R55 R58",
        reworded(
            "plan/scope/statement",
            ("of Bank Nusantara Sejahtera", "of PT Contoh Indonesia"),
            ("Bank Nusantara Sejahtera", "PT Contoh Indonesia"),
        ),
        "FRM-02 SCO-21",
        "plan/scope/statement",
    ),
    # Records (Stage 2)
    Defect(
        "record-broken-undeclared",
        "The last month broke a promise, nothing is declared",
        "R56 R60",
        verdicts("CM-IM-1", verdict="broken", numerator=1700, measured=Decimal("85.95")),
        "OPE-02",
        "plan/commitments/commitments/CM-IM-1",
    ),
    Defect(
        "record-nobody-measures",
        "Nobody measures the promise on releases",
        "R56",
        only("verdicts", lambda row: row.commitment != "CM-RL-1"),
        "OPE-01",
        "plan/commitments/commitments/CM-RL-1",
    ),
    Defect(
        "record-old",
        "The last measurement is of March",
        "R56",
        verdicts("CM-SR-1", start=day("2026-03-01"), end=day("2026-03-31"), version="1.1"),
        "OPE-05",
        "plan/commitments/commitments/CM-SR-1",
    ),
    Defect(
        "record-unknown",
        "There are no records for the access reviews",
        "R56",
        verdicts("CM-IS-2", verdict="unknown", numerator=None, denominator=None, measured=None),
        "OPE-06",
        "plan/commitments/commitments/CM-IS-2",
    ),
    Defect(
        "record-other-version",
        "The records were judged by a superseded version",
        "R56 R57",
        verdicts("CM-CH-1", version="1.0"),
        "OPE-04",
        "plan/commitments/commitments/CM-CH-1",
    ),
    Defect(
        "record-service-known-by-cmdb-only",
        "The CMDB knows a service that nobody else knows",
        "R44 R46",
        lambda dossier: fields("registers/configuration", services=(*dossier.registers.configuration.services, "S-41"))(
            dossier
        ),
        "CON-19",
        "registers/configuration/services",
    ),
)
