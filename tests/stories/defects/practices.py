"""Defects of section 5 and of the procedures and the CMDB behind it."""

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
    fields,
    one_language,
    only,
    reworded,
    says,
    together,
)  # fmt: skip

from opensmp.checking import edit
from opensmp.dossier import Dossier

PRACTICE = "plan/practices/practices"
DOCUMENT = "registers/documents"


def copied(source: str, to: str) -> Change:
    """Put a text of the plan in the place of another."""

    def changed(dossier: Dossier) -> Dossier:
        held: list[object] = []
        edit(dossier, source, lambda prose: held.append(prose) or prose)
        return edit(dossier, to, lambda _: held[0])

    return changed


def _broken(row: Any) -> Any:
    return replace(row, verdict="broken", numerator=9, measured=Decimal("56.25"))


DEFECTS = (
    Defect(
        "practice-copied",
        "The availability text is a copy of the capacity text",
        "R14 R55 R74",
        copied(f"{PRACTICE}/capacity/governance", f"{PRACTICE}/availability/governance"),
        "FRM-11",
        "plan/practices/practices/availability/governance",
    ),
    Defect(
        "practice-generic",
        "A generic text that would suit any company",
        "R14 R55 R74",
        together(
            says(
                f"{PRACTICE}/problem/approach",
                "Problems are managed in line with good practice. Appropriate procedures are followed by the "
                "responsible staff, root causes are analysed where possible, and solutions are implemented in a "
                "timely manner. [[commitment:CM-PM-1]]",
                "Masalah dikelola sesuai praktik yang baik. Prosedur yang sesuai diikuti oleh staf yang "
                "bertanggung jawab, akar penyebab dianalisis bila memungkinkan, dan solusi diterapkan tepat "
                "waktu. [[commitment:CM-PM-1]]",
            ),
            says(
                f"{PRACTICE}/problem/governance",
                "Performance is monitored regularly and reported to management as needed.",
                "Kinerja dipantau secara berkala dan dilaporkan kepada manajemen sesuai kebutuhan.",
            ),
        ),
        "PRA-11",
        "plan/practices/practices/problem/approach",
    ),
    Defect(
        "practice-procedure-withdrawn",
        "SM-IM-001 was withdrawn",
        "R43 R46",
        fields(f"{DOCUMENT}/SM-IM-001", status="withdrawn"),
        "PRA-05",
        "plan/practices/practices/incident/procedures/SM-IM-001",
    ),
    Defect(
        "practice-procedure-draft",
        "The change procedure is a draft",
        "R43 R46",
        fields(f"{DOCUMENT}/SM-CH-001", status="draft", approved=None, approved_by=None),
        "PRA-05",
        "plan/practices/practices/change/procedures/SM-CH-001",
    ),
    Defect(
        "practice-procedure-overdue",
        "The review of the problem procedure is overdue since March",
        "R43",
        fields(f"{DOCUMENT}/SM-PM-001", next_review=day("2026-03-01")),
        "PRA-06",
        "registers/documents/SM-PM-001/next_review",
    ),
    Defect(
        "practice-procedure-owner-left",
        "The owner of the request procedure has left",
        "R43",
        fields(f"{DOCUMENT}/SM-SR-001", owner="andreas"),
        "PRA-08",
        "registers/documents/SM-SR-001/owner",
    ),
    Defect(
        "practice-no-procedure",
        "Release management refers to no procedure",
        "R14 R43 R74",
        fields(f"{PRACTICE}/release", procedures=()),
        "PRA-03",
        "plan/practices/practices/release/procedures",
    ),
    Defect(
        "practice-procedure-of-another",
        "The release practice cites the continuity procedure",
        "R14 R43",
        fields(f"{PRACTICE}/release", procedures=("SM-CT-001",)),
        "PRA-40",
        "plan/practices/practices/release/procedures/SM-CT-001",
        "CON-31",
    ),
    Defect(
        "practice-procedure-8-hours",
        "The procedure allows 8 hours, the plan promises 4",
        "R43 R46",
        fields(f"{DOCUMENT}/SM-IM-001/extract/targets/CM-IM-2", limit="8 h"),
        "PRA-09",
        "plan/commitments/commitments/CM-IM-2/target",
    ),
    Defect(
        "practice-procedure-80-percent",
        "The procedure asks for 85%, the plan for 92%",
        "R43 R46",
        fields(f"{DOCUMENT}/SM-SR-001/extract/targets/CM-SR-1", value=Decimal(85)),
        "PRA-09",
        "plan/commitments/commitments/CM-SR-1/target",
    ),
    Defect(
        "practice-procedure-not-operating",
        "The procedure calls the practice designed, the plan calls it operating",
        "R43 R46",
        fields(f"{DOCUMENT}/SM-PM-001/extract", status="designed"),
        "PRA-10",
        "plan/practices/practices/problem/status",
    ),
    Defect(
        "practice-procedure-other-owner",
        "The procedure names another owner of the practice",
        "R43 R46",
        fields(f"{DOCUMENT}/SM-PM-001/extract", owner="dimas"),
        "PRA-34",
        "plan/practices/practices/problem/owner",
    ),
    Defect(
        "practice-no-status",
        "Whether problem management is in operation is not said",
        "R14",
        fields(f"{PRACTICE}/problem", status=None),
        "PRA-13",
        "plan/practices/practices/problem/status",
    ),
    Defect(
        "practice-planned-but-promised",
        "Problem management is only planned, yet a promise is given",
        "R14 R61",
        fields(f"{PRACTICE}/problem", status="planned"),
        "PRA-24",
        "plan/practices/practices/problem/since",
    ),
    Defect(
        "practice-missing",
        "Capacity management is not described",
        "R14 R51 R74",
        only(PRACTICE, lambda row: row.id != "capacity"),
        "PRA-01",
        "plan/practices/practices/capacity",
        "PRA-29",
    ),
    Defect(
        "practice-tbd",
        "“TBD” in the capacity section",
        "R14 R55",
        adds(
            f"{PRACTICE}/capacity/governance",
            "Thresholds for the data warehouse: TBD.",
            "Ambang untuk gudang data: TBD.",
        ),
        "FRM-02",
        "plan/practices/practices/capacity/governance",
    ),
    Defect(
        "practice-to-follow",
        "In the Indonesian text something is “to be completed later”",
        "R14 R55",
        adds(f"{PRACTICE}/capacity/governance", id="Ambang untuk gudang data akan dilengkapi kemudian."),
        "FRM-02",
        "plan/practices/practices/capacity/governance",
    ),
    Defect(
        "practice-test-not-held",
        "The continuity text admits that the recovery test was never held",
        "R14 R61",
        adds(
            f"{PRACTICE}/continuity/governance",
            "The recovery test of core banking has not been held so far.",
            "Uji pemulihan core banking belum pernah dilaksanakan.",
        ),
        "CON-46",
        "plan/practices/practices/continuity/governance",
    ),
    Defect(
        "practice-test-not-in-timeline",
        "No recovery test stands in the calendar of the period",
        "R20 R61",
        only("plan/assurance/timeline", lambda row: row.id not in {"ACT-07", "ACT-08"}),
        "OJK-04",
        "plan/assurance/timeline",
    ),
    Defect(
        "practice-test-overdue",
        "The recovery test planned for March 2026 was never held",
        "R20 R61",
        fields("plan/assurance/timeline/ACT-07", start=day("2026-03-20")),
        "ASR-29",
        "plan/assurance/timeline/ACT-07/performed",
        "ASR-40",
    ),
    Defect(
        "practice-test-verdict",
        "The last measurement says that tier 1 services were not tested",
        "R56 R61",
        lambda dossier: edit(
            dossier,
            "verdicts",
            lambda rows: tuple(_broken(row) if row.commitment == "CM-CT-1" else row for row in rows),
        ),
        "OPE-02",
        "plan/commitments/commitments/CM-CT-1",
    ),
    Defect(
        "practice-steps",
        "Working steps stand in the plan",
        "R01 R25 R59",
        adds(
            f"{PRACTICE}/incident/approach",
            "The agent opens the ticket, selects the category, sets the priority, assigns the team and "
            "clicks Save. Then the agent calls the user back, copies the answer into the ticket and presses "
            "Resolve.",
            "Agen membuka tiket, memilih kategori, mengisi prioritas, menugaskan tim, lalu mengeklik Simpan. "
            "Setelah itu agen menelepon pengguna, menyalin jawabannya ke tiket, dan menekan Selesai.",
        ),
        "PRA-07",
        "plan/practices/practices/incident/approach",
    ),
    Defect(
        "practice-steps-numbered-indonesian",
        "Numbered working steps, in the Indonesian text only",
        "R01 R25 R83",
        adds(
            f"{PRACTICE}/request/approach",
            id="\n\n1. Buka portal layanan.\n2. Pilih jenis permintaan.\n3. Isi formulir.\n4. Klik Kirim.\n5. Tunggu persetujuan atasan.",
        ),
        "PRA-07",
        "plan/practices/practices/request/approach",
        "FRM-14",
    ),
    Defect(
        "practice-clause-8-9",
        "“clause 8.9”, which does not exist",
        "R51",
        adds(
            f"{PRACTICE}/security/governance",
            "This answers clause 8.9 of ISO/IEC 20000-1.",
            "Hal ini menjawab klausul 8.9 ISO/IEC 20000-1.",
        ),
        "FRM-07",
        "plan/practices/practices/security/governance",
    ),
    Defect(
        "practice-clause-wrong",
        "Incident management is called clause 8.2",
        "R51",
        adds(
            f"{PRACTICE}/incident/governance",
            "Incident management (clause 8.2) is owned by the service desk.",
            "Manajemen insiden (klausul 8.2) dimiliki meja layanan.",
        ),
        "FRM-07",
        "plan/practices/practices/incident/governance",
    ),
    Defect(
        "practice-clause-plan-6-2",
        "The plan is said to answer clause 6.2",
        "R51",
        adds(
            "plan/review/text",
            "The service management plan is required by clause 6.2.",
            "Rencana manajemen layanan disyaratkan klausul 6.2.",
        ),
        "FRM-07",
        "plan/review/text",
    ),
    Defect(
        "practice-edition-2011",
        "The plan refers to the edition of 2011",
        "R51",
        adds(
            f"{PRACTICE}/security/governance",
            "The controls follow ISO/IEC 20000-1:2011.",
            "Kontrol mengikuti ISO/IEC 20000-1:2011.",
        ),
        "FRM-08",
        "plan/practices/practices/security/governance",
    ),
    Defect(
        "practice-class-unknown",
        "The plan says the CMDB holds mobile devices, it does not",
        "R44 R46",
        fields(
            f"{PRACTICE}/configuration",
            classes=(
                "CI-SRV",
                "CI-DB",
                "CI-NET",
                "CI-APP",
                "CI-SVC",
                "CI-STO",
                "CI-SEC",
                "CI-CLD",
                "CI-ATM",
                "CI-FAC",
                "CI-MOB",
            ),
        ),
        "CON-17",
        "plan/practices/practices/configuration/classes",
        "CON-39",
    ),
    Defect(
        "practice-class-forgotten",
        "The CMDB holds ATMs, the plan does not name them",
        "R44 R46",
        fields(
            f"{PRACTICE}/configuration",
            classes=("CI-SRV", "CI-DB", "CI-NET", "CI-APP", "CI-SVC", "CI-STO", "CI-SEC", "CI-CLD", "CI-FAC"),
        ),
        "CON-38",
        "registers/configuration/classes/CI-ATM",
        "CON-39",
    ),
    Defect(
        "practice-cmdb-not-verified",
        "Servers were last verified in January although it should be quarterly",
        "R44",
        fields("registers/configuration/classes/CI-SRV", verified=day("2026-01-20")),
        "CON-18",
        "registers/configuration/classes/CI-SRV/verified",
    ),
    Defect(
        "practice-cmdb-inaccurate",
        "Network data are 71% right, the promise is 95%",
        "R44 R56",
        fields("registers/configuration/classes/CI-NET", accuracy=Decimal(71)),
        "CON-43",
        "registers/configuration/classes/CI-NET/accuracy",
    ),
    Defect(
        "practice-cmdb-count",
        "The text says 5,200 items, the CMDB holds 4,120",
        "R44 R46",
        reworded(f"{PRACTICE}/configuration/approach", ("4,120", "5,200"), ("4.120", "5.200")),
        "CON-47",
        "plan/practices/practices/configuration/approach",
    ),
    Defect(
        "practice-cmdb-without-qris",
        "QRIS is unknown to the CMDB",
        "R44 R46",
        fields("registers/configuration", services=tuple(f"S-{n:02}" for n in range(1, 33) if n != 5)),
        "CON-20",
        "registers/configuration/services",
    ),
    Defect(
        "practice-sentence-against-promise",
        "The text says 2 hours for critical incidents, the promise says 4",
        "R46 R56",
        adds(
            f"{PRACTICE}/incident/approach",
            "Critical incidents are restored within 2 hours.",
            "Insiden kritis dipulihkan dalam 2 jam.",
        ),
        "PRA-30",
        "plan/practices/practices/incident/approach",
    ),
    Defect(
        "practice-untyped-promise",
        "A promise in the text that nobody measures",
        "R14 R61",
        adds(
            f"{PRACTICE}/request/governance",
            "At least 80% of access requests are answered within 1 working day.",
            "Sedikitnya 80% permintaan hak akses dijawab dalam 1 hari kerja.",
        ),
        "PRA-31",
        "plan/practices/practices/request/governance",
    ),
    Defect(
        "practice-only-english",
        "The Indonesian text of change management is missing",
        "R83",
        one_language(f"{PRACTICE}/change/governance", "en"),
        "FRM-13",
        "plan/practices/practices/change/governance",
    ),
    Defect(
        "practice-english-under-id",
        "The Indonesian text is English",
        "R83",
        says(
            f"{PRACTICE}/catalogue/governance",
            "The catalogue manager publishes; the service owner answers for the content of each entry. An "
            "entry that a reader reports as wrong is corrected before anything new is added.",
            "The catalogue manager publishes; the service owner answers for the content of each entry. An "
            "entry that a reader reports as wrong is corrected before anything new is added.",
        ),
        "FRM-12",
        "plan/practices/practices/catalogue/governance",
        "FRM-11",
    ),
    Defect(
        "practice-few-services",
        "Change management applies to three services only",
        "R14 R74",
        fields(f"{PRACTICE}/change", services=("S-01", "S-02", "S-03")),
        "PRA-42",
        "plan/practices/practices/change/services",
    ),
    Defect(
        "practice-service-unknown",
        "Supplier management applies to a service that does not exist",
        "R14 R41",
        fields(
            f"{PRACTICE}/supplier",
            services=(
                "S-01",
                "S-02",
                "S-04",
                "S-05",
                "S-08",
                "S-09",
                "S-13",
                "S-18",
                "S-21",
                "S-23",
                "S-24",
                "S-27",
                "S-31",
                "S-32",
                "S-77",
            ),
        ),
        "PRA-12",
        "plan/practices/practices/supplier/services",
    ),
    Defect(
        "practice-no-approach",
        "Nothing is said on how continuity is approached",
        "R14 R74",
        blank(f"{PRACTICE}/continuity/approach"),
        "PRA-02",
        "plan/practices/practices/continuity/approach",
        "PRA-29",
    ),
    Defect(
        "practice-no-governance",
        "Who governs release management is not said",
        "R14 R74",
        blank(f"{PRACTICE}/release/governance"),
        "PRA-14",
        "plan/practices/practices/release/governance",
    ),
    Defect(
        "practice-no-transition",
        "How services are brought into operation is missing (R02)",
        "R02",
        blank("plan/practices/approach/transition"),
        "PRA-16",
        "plan/practices/approach/transition",
    ),
    Defect(
        "practice-no-emergency",
        "Emergency changes are not provided for",
        "R14",
        together(
            says(
                f"{PRACTICE}/change/approach",
                "The change management policy [[document:BNS-PO-004]] governs every change of a service. Each "
                "change is judged for risk, benefit, cost, and its effect on capacity, availability, continuity "
                "and security, and is authorised before it is made. Payment services are frozen on settlement "
                "days. The promises: [[commitment:CM-CH-1]] [[commitment:CM-CH-2]] [[commitment:CM-CH-3]]",
                "Kebijakan manajemen perubahan [[document:BNS-PO-004]] mengatur setiap perubahan layanan. Setiap "
                "perubahan dinilai menurut risiko, manfaat, biaya, serta pengaruhnya terhadap kapasitas, "
                "ketersediaan, kontinuitas, dan keamanan, dan diotorisasi sebelum dilakukan. Layanan pembayaran "
                "dibekukan pada hari penyelesaian. Janjinya: [[commitment:CM-CH-1]] [[commitment:CM-CH-2]] "
                "[[commitment:CM-CH-3]]",
            ),
            reworded(
                f"{PRACTICE}/change/governance",
                (
                    "The share of emergency changes was above the promise in 2026: section 10 declares the deviation.",
                    "",
                ),
                ("Porsi perubahan darurat berada di atas janji pada 2026: bagian 10 menyatakan penyimpangannya.", ""),
            ),
        ),
        "PRA-19",
        "plan/practices/practices/change/approach",
    ),
    Defect(
        "practice-no-major-incident",
        "No design for major incidents",
        "R14",
        together(
            reworded(
                f"{PRACTICE}/incident/approach",
                (
                    (
                        "Major incidents follow a design of their own [[document:SM-MI-001]], with one named leader, one "
                        "channel to the business units, and one voice to OJK and Bank Indonesia."
                    ),
                    "",
                ),
                (
                    (
                        "Insiden besar mengikuti desain tersendiri [[document:SM-MI-001]], dengan satu pemimpin yang "
                        "ditunjuk, satu jalur ke unit bisnis, dan satu suara kepada OJK dan Bank Indonesia."
                    ),
                    "",
                ),
            ),
            reworded(
                f"{PRACTICE}/incident/governance",
                (
                    (
                        "[[claim:CL-IM-1]] [[commitment:CM-IM-3]] The review of a major incident asks for the cause, for "
                        "the quality of the response and for what customers were told; it ends in a problem, an "
                        "improvement or a reasoned decision to do nothing."
                    ),
                    "",
                ),
                (
                    (
                        "[[claim:CL-IM-1]] [[commitment:CM-IM-3]] Tinjauan insiden besar menanyakan penyebab, mutu "
                        "respons, dan apa yang disampaikan kepada pelanggan; tinjauan berakhir pada masalah, perbaikan, "
                        "atau keputusan beralasan untuk tidak bertindak."
                    ),
                    "",
                ),
            ),
            fields(f"{PRACTICE}/incident", procedures=("SM-IM-001",)),
        ),
        "PRA-20",
        "plan/practices/practices/incident/approach",
        "CON-31 PRA-29",
    ),
    Defect(
        "practice-commitment-vague",
        "A commitment without number in its sentence",
        "R14 R61",
        says(
            "plan/commitments/commitments/CM-RM-1/sentence",
            "Service complaints are closed quickly.",
            "Keluhan layanan ditutup dengan cepat.",
        ),
        "PRA-27",
        "plan/commitments/commitments/CM-RM-1/sentence",
    ),
    Defect(
        "practice-commitment-against-target",
        "The sentence promises 95%, the measured target is 90%",
        "R46 R61",
        reworded("plan/commitments/commitments/CM-RM-1/sentence", ("90%", "95%"), ("90%", "95%")),
        "PRA-27",
        "plan/commitments/commitments/CM-RM-1/sentence",
    ),
    Defect(
        "practice-commitment-limit",
        "The sentence says 4 hours, what is measured is 6",
        "R46 R61",
        fields("plan/commitments/commitments/CM-IM-2/target", limit="6 h"),
        "PRA-27",
        "plan/commitments/commitments/CM-IM-2/sentence",
        "CON-15 PRA-09",
    ),
    Defect(
        "practice-commitment-unowned",
        "A promise without owner",
        "R61",
        fields("plan/commitments/commitments/CM-AV-1", owner=None),
        "PRA-32",
        "plan/commitments/commitments/CM-AV-1/owner",
    ),
    Defect(
        "practice-claim-without-evidence",
        "A claim that no record can show",
        "R61",
        fields("plan/commitments/claims/CL-DM-1", evidence=None),
        "PRA-39",
        "plan/commitments/claims/CL-DM-1/evidence",
    ),
    Defect(
        "practice-nothing-promised",
        "Practices promise nothing that can be checked",
        "R14 R61",
        fields("plan/commitments", commitments=(), claims=()),
        "PRA-41",
        "plan/commitments",
    ),
    Defect(
        "practice-all-same-date",
        "Practice in operation since a day in the future",
        "R14",
        fields(f"{PRACTICE}/knowledge", since=day("2027-03-01")),
        "PRA-10",
        "plan/practices/practices/knowledge/since",
    ),
    Defect(
        "practice-emergency-by-requester",
        "Who asks for a change may authorise it",
        "R12 R14",
        reworded(
            f"{PRACTICE}/change/governance",
            (
                "Nobody authorises a change that he or she asked for.",
                "Whoever asks for a standard change also authorises it.",
            ),
            (
                "Tidak seorang pun mengotorisasi perubahan yang dimintanya sendiri.",
                "Pemohon perubahan standar juga mengotorisasinya.",
            ),
        ),
        "",
    ),
)
