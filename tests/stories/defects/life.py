"""Defects of section 10 and of the plan's life: review, versions, approval, form, records."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.stories.making import (
    Change, Defect, adds, blank, day, fields, one_language, only, reworded, together, without,
)  # fmt: skip

from opensmp.checking import edit
from opensmp.plan.review import CadenceStep, Review

REVIEW = "plan/review"
VERSION = "history/versions/2.0"
APPROVAL = f"{VERSION}/approvals/1"


def verdicts(commitment: str, **given: Any) -> Change:
    """Change what was measured of a commitment."""
    return lambda dossier: edit(
        dossier, "verdicts", lambda rows: tuple(replace(row, **given) if row.commitment == commitment else row for row in rows)
    )


DEFECTS = (
    Defect("plan-no-cadence", "How often the plan is reviewed is not said", "R03 R19", fields(REVIEW, cadence=()), ""),
    Defect("plan-yearly-in-first-year", "The plan is reviewed only once a year though the SMS is a year old", "R03 R19", fields(REVIEW, cadence=(CadenceStep(cadence="yearly", start=day("2025-10-01")),)), ""),
    Defect("plan-next-review-past", "The next review was due in October", "R03 R19", fields(REVIEW, next_review=day("2026-10-30")), ""),
    Defect("plan-no-next-review", "No day is set for the next review", "R03 R19", fields(REVIEW, next_review=None), ""),
    Defect("plan-no-approver", "Who approves changes of the plan is not said", "R05 R19", fields(REVIEW, approver=None), ""),
    Defect("plan-approver-low", "The SMS owner approves changes of the plan", "R05 R19", fields(REVIEW, approver="sms-owner"), ""),
    Defect("plan-no-mechanism", "The review mechanism is missing", "R19", blank(f"{REVIEW}/mechanism"), ""),
    Defect("plan-no-trigger-new-service", "A new service triggers no update", "R19 R31", only(f"{REVIEW}/triggers", lambda row: row.kind != "new service"), ""),
    Defect("plan-trigger-unwatched", "Nobody watches for changes of top management", "R19 R35", lambda dossier: edit(dossier, f"{REVIEW}/triggers", lambda rows: tuple(replace(row, watched_by=None) if row.kind == "top management change" else row for row in rows)), ""),
    Defect("plan-no-distribution", "Who receives the plan is not said", "R80", blank(f"{REVIEW}/distribution"), ""),
    Defect("plan-no-retention", "How long versions are kept is not said", "R19", blank(f"{REVIEW}/retention"), ""),
    Defect("plan-no-precedence", "Which document prevails is not said", "R46", blank("plan/identity/precedence"), ""),
    Defect("plan-cadence-in-text", "The text says yearly, the setting quarterly", "R03 R46", reworded(f"{REVIEW}/mechanism", ("This plan is reviewed every quarter while the SMS is young, until the end of 2027, and at least once a year after that;", "This plan is reviewed once a year;"), ("Rencana ini ditinjau setiap triwulan selama SML masih muda, sampai akhir 2027, dan setelah itu sedikitnya sekali setahun;", "Rencana ini ditinjau sekali setahun;")), ""),
    Defect("plan-deviation-unowned", "A deviation without owner", "R60", fields(f"{REVIEW}/deviations/DEV-1", owner=None), ""),
    Defect("plan-deviation-undated", "A deviation without end", "R60", fields(f"{REVIEW}/deviations/DEV-1", until=None), ""),
    Defect("plan-deviation-past", "The day of a deviation has passed", "R60", fields(f"{REVIEW}/deviations/DEV-2", until=day("2026-10-31")), ""),
    Defect("plan-deviation-without-improvement", "A deviation that nobody works on", "R60", fields(f"{REVIEW}/deviations/DEV-1", improvement=None), ""),
    Defect("plan-deviation-hidden", "A broken promise is no longer declared", "R60 R56", without(f"{REVIEW}/deviations/DEV-1"), ""),
    Defect("plan-three-years-without-review", "The plan of 2023 was never reviewed", "R03 R38 R59", lambda dossier: edit(edit(dossier, "history/versions", lambda rows: tuple(replace(row, start=day("2023-11-16"), submitted=day("2023-11-06"), approvals=tuple(replace(each, on=day("2023-11-13"), person="andreas") for each in row.approvals)) for row in rows if row.number == "2.0")), "history", lambda held: replace(held, reviews=(), changes=())), ""),
    Defect("plan-review-overdue", "The last quarterly review was in April", "R03 R38", lambda dossier: only("history/reviews", lambda row: row.on <= day("2026-04-16"))(only("history/versions", lambda row: True)(dossier)), ""),
    # Versions and approvals
    Defect("version-not-approved", "Version 2.0 is in force without approval", "R05 R59", fields(VERSION, approvals=()), ""),
    Defect("version-author-approves", "The author approved the plan herself", "R05", fields(VERSION, author="maya"), ""),
    Defect("version-editor-approves", "The last editor approved", "R05", fields(VERSION, last_editor="maya"), ""),
    Defect("version-approved-low", "The Head of IT Service Management approved", "R05 R59", together(fields(APPROVAL, person="ratna", office="head-itsm"), fields(VERSION, author="gita")), ""),
    Defect("version-approved-by-former-cio", "The former CIO signed six weeks after he had left", "R05 R35", fields(APPROVAL, person="andreas"), ""),
    Defect("version-approved-before-submission", "Signed before it was submitted", "R05", fields(APPROVAL, on=day("2026-11-01")), ""),
    Defect("version-in-force-before-approval", "In force three weeks before approval", "R05", together(fields("history/versions/1.2", end=day("2026-10-25")), fields(VERSION, start=day("2026-10-26"))), ""),
    Defect("version-returned", "The CIO returned the version, it is in force all the same", "R05", fields(APPROVAL, outcome="returned"), ""),
    Defect("version-no-reason", "Why version 2.0 was made is not said", "R30", blank(f"{VERSION}/why"), ""),
    Defect("version-no-what", "What changed is not said", "R30", blank(f"{VERSION}/what"), ""),
    Defect("version-overlap", "Two versions are in force at once", "R30", fields("history/versions/1.2", end=day("2026-12-15")), ""),
    Defect("version-gap", "For a month no version was in force", "R30", fields("history/versions/1.1", end=day("2026-06-15")), ""),
    Defect("version-change-unanswered", "The go-live of QRIS has no answer in the plan", "R31 R59", fields("history/changes/CH-2026-10", answered_by=""), ""),
    Defect("version-new-cio-unanswered", "The change of CIO has no answer in the plan", "R35", fields("history/changes/CH-2026-03", answered_by=""), ""),
    Defect("version-reorganised-unanswered", "A reorganisation after the approval has no answer", "R34", fields("history/changes/CH-2026-05", on=day("2026-11-18"), answered_by=""), ""),
    Defect("version-new-service-after", "A service entered the scope after the version came into force", "R31", fields("registers/services/S-12", since=day("2026-11-19")), ""),
    Defect("version-owner-none", "The plan has no owner", "R04", fields("plan/identity", owner=None), ""),
    Defect("version-owner-left", "The owner of the plan has left", "R04", fields("plan/identity", owner="andreas"), ""),
    Defect("version-unclassified", "The plan has no classification", "R26", fields("plan/identity", classification=""), ""),
    Defect("version-approver-left", "The approver has left the office since", "R05 R35", lambda dossier: fields("organisation/people/maya", left=day("2026-11-20"))(dossier), ""),
    Defect("version-number-behind", "The text carries version 1.1 while 2.0 is in force", "R30 R58", fields("plan/identity", version="1.1"), ""),
    Defect("version-period-over", "The planning period was 2025", "R03 R58", lambda dossier: edit(dossier, "plan/identity/period", lambda held: replace(held, name="2025", start=day("2025-01-01"), end=day("2025-12-31"))), ""),
    Defect("version-go-live-missing", "When the SMS went live is not recorded", "R03", fields("organisation", go_live=None), ""),
    # Form
    Defect("form-section-empty", "Section 10 is empty", "R50 R51", lambda dossier: edit(dossier, "plan/review", lambda _: Review()), ""),
    Defect("form-placeholder", "“[insert name of the committee]” was left", "R55 R58", adds("plan/roles/text", "\n\nThe [insert name of the committee] meets every month.", "\n\n[isi nama komite] bersidang setiap bulan."), ""),
    Defect("form-company-name", "The template's “<Company Name>” was left", "R55 R58", adds("plan/improvement/text", "\n\n<Company Name> is committed to improvement.", "\n\n<Nama Perusahaan> berkomitmen pada perbaikan."), ""),
    Defect("form-xx", "“XX%” waits for its number", "R55 R58", adds("plan/assurance/text", "\n\nXX% of reports are sent on time.", "\n\nXX% laporan dikirim tepat waktu."), ""),
    Defect("form-lorem", "Lorem ipsum", "R55 R58", adds("plan/review/text", "\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.", "\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit."), ""),
    Defect("form-marketing", "Marketing", "R01", adds("plan/scope/text", "\n\nOur world-class, award-winning IT delights customers with cutting-edge, best-in-class solutions.", "\n\nTI kami yang berkelas dunia dan terdepan memanjakan pelanggan dengan solusi terbaik dan mutakhir."), ""),
    Defect("form-project", "The plan tells of the implementation project", "R01", adds("plan/review/text", "\n\nIn phase 1 of the implementation project (weeks 1 to 4) the consultant holds the kick-off and a gap analysis; in phase 2 the project team writes the procedures.", "\n\nPada fase 1 proyek implementasi (minggu 1 sampai 4) konsultan mengadakan kick-off dan analisis kesenjangan; pada fase 2 tim proyek menyusun prosedur."), ""),
    Defect("form-repeated", "A paragraph stands in the plan twice", "R25 R55", lambda dossier: adds("plan/improvement/text", *[("\n\n" + text.split("\n\n")[0]) for _, text in dossier.plan.review.text.texts])(dossier), ""),
    Defect("form-no-indonesian", "A text is missing in Indonesian", "R83", one_language(f"{REVIEW}/distribution", "en"), ""),
    Defect("form-date-differs", "The two languages give different dates", "R83", reworded("plan/resources/commitment", id=("6 November 2026", "16 November 2026")), ""),
    Defect("form-sum-differs", "The two languages commit different sums", "R83 R13", reworded("plan/resources/commitment", id=("Rp 18,4 miliar", "Rp 17,4 miliar")), ""),
    Defect("form-indonesian-short", "The Indonesian text is a third of the English", "R83", lambda dossier: edit(dossier, "plan/suppliers/text", lambda held: type(held)(tuple((language, words if language == "en" else words.split("\n\n")[0][:160]) for language, words in held.texts))), ""),
    Defect("form-keeper-left", "The keeper of section 7 has left", "R54", fields("plan/suppliers", keeper="andreas"), ""),
    Defect("form-keeper-none", "Section 7 has no keeper", "R54", fields("plan/suppliers", keeper=None), ""),
    Defect("form-not-read", "Section 7 was last read in 2024", "R03 R38", fields("plan/suppliers", reviewed=day("2024-11-09")), ""),
    Defect("form-hundred-pages", "A manual of a hundred pages", "R25 R59", adds("plan/practices/text", *[("\n\n" + "\n\n".join(" ".join(f"{word}{n}x{m}" for m in range(60)) + "." for n in range(700))) for word in ("word", "kata")]), ""),
    Defect("form-table", "A table with ragged rows", "R26", adds("plan/improvement/text", "\n\n| Item | Owner |\n|---|---|\n| IMP-31 |\n| IMP-29 | Sari | March |\n", "\n\n| Butir | Pemilik |\n|---|---|\n| IMP-31 |\n| IMP-29 | Sari | Maret |\n"), ""),
    Defect("form-other-organisation", "The text speaks of another bank", "R55 R58", reworded("plan/scope/statement", ("of Bank Nusantara Sejahtera", "of PT Contoh Indonesia"), ("Bank Nusantara Sejahtera", "PT Contoh Indonesia")), ""),
    # Records (Stage 2)
    Defect("record-broken-undeclared", "The last month broke a promise, nothing is declared", "R56 R60", verdicts("CM-IM-1", verdict="broken", numerator=1700, measured=Decimal("85.95")), ""),
    Defect("record-nobody-measures", "Nobody measures the promise on releases", "R56", only("verdicts", lambda row: row.commitment != "CM-RL-1"), ""),
    Defect("record-old", "The last measurement is of March", "R56", verdicts("CM-SR-1", start=day("2026-03-01"), end=day("2026-03-31"), version="1.1"), ""),
    Defect("record-unknown", "There are no records for the access reviews", "R56", verdicts("CM-IS-2", verdict="unknown", numerator=None, denominator=None, measured=None), ""),
    Defect("record-other-version", "The records were judged by a superseded version", "R56 R57", verdicts("CM-CH-1", version="1.0"), ""),
    Defect("record-service-known-by-cmdb-only", "The CMDB knows a service that nobody else knows", "R44 R46", lambda dossier: fields("registers/configuration", services=(*dossier.registers.configuration.services, "S-41"))(dossier), ""),
)
