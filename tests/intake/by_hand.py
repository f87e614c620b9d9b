"""A short plan as somebody else would write it: along the clauses of the standard, in Word without styles; and one in Indonesian."""

from __future__ import annotations

from pathlib import Path

import docx
from tests.intake.documents import plain

ENGLISH = """
B Kreasi Digital Ltd
B Service Management Plan
Document No.: KD-SMP-01
Version: 1.2
Owner: Sari Wulandari, Head of IT Services
Classification: Internal
T Rev|Date|Author|Description of change|Approved by
1.0|12 Jan 2025|Sari Wulandari|First issue|Hendra Gunawan, Managing Director, 15 Jan 2025
1.1|3 Feb 2026|Sari Wulandari|New service added|
1.2|||Yearly update|
H 1. Introduction
This plan says how the services of Kreasi Digital are managed and who answers for them over the year.
H 2. Scope of the SMS
The SMS of Kreasi Digital covers hosting, desktops and the service desk for customers, run by IT Services from the Bandung office.
h 2.1 Out of scope
- Software development projects – run by another department under its own rules
h 2.2 Interfaces and boundaries
The data centre in Jakarta is operated by a supplier; the network up to the customer's router is ours.
h 2.3 Legal and regulatory requirements
T Regulation|How it applies|Responsible
UU 27/2022|Personal data of customers' staff is processed in the service desk|Sari Wulandari
PP 71/2019|Electronic systems are registered|Hendra Gunawan
h 2.4 Limitations and constraints
- One engineer knows the storage system
- No second data centre before 2027
H 3. Objectives
T No|Objective|Target|Deadline|Responsible
1|Resolve incidents within SLA|at least 95 % every month|31 December 2026|Budi Santoso
2|Improve customer satisfaction|||
H 4. Roles, responsibilities and authorities
h 4.1 Roles
T Position|Name|Tasks|Reports to
Managing Director|Hendra Gunawan|Approves the plan and the budget|
Head of IT Services|Sari Wulandari|Owns the service management system|Managing Director
Incident Manager|Budi Santoso|Runs the incident process|Head of IT Services
h 4.2 RACI
T Activity|Managing Director|Head of IT Services|Incident Manager
Approve the plan|A|R|I
Incident management|I|A|R
Change management|I|A/R|C
H 5. Support of the SMS
h 5.1 Budget
T Item|Amount (IDR)
Staff|900,000,000
Tools|150,000,000
Total|1,050,000,000
h 5.2 Tools
T Tool|Used for|Vendor
HelpHub|Tickets and reports|HelpHub Inc
H 6. Service catalogue
T No|Service name|Description|Service Owner|Customer|Availability|SLA no.
1|Managed hosting|Servers and backups|Budi Santoso|PT Maju, PT Jaya|99.9%|SLA-01
2|Managed desktops|Laptops and patches|Budi Santoso|PT Maju|99.5%|SLA-02
3|Service desk|Single point of contact|Sari Wulandari|PT Maju, PT Jaya||
H 7. Operation
h 7.1 Incident management
Incidents are logged by the service desk, classified, and restored before their cause is looked for. Procedure: KD-SOP-IM-01.
At least 90 % of P1 incidents are resolved within 4 hours, measured every month.
h 7.2 Change management
Changes are assessed for risk and approved before they are made. Procedure: KD-SOP-CM-01.
H 8. Supplier management
T Vendor|Product/Service|Contract No.|Expiry|Contract owner
Nusa Data Center|Colocation|CT-2023-011|30 June 2026|Sari Wulandari
HelpHub Inc|Ticket tool|CT-2025-002|31 Dec 2027|Budi Santoso
H 9. Performance evaluation
h 9.1 Internal audit
Internal audits take place once a year and cover all clauses.
T Audit|Planned|Auditor
SMS audit 2026|October 2026|Rina Kartika
h 9.2 Management review
Top management reviews the system every six months.
H 10. Improvement
T ID|Improvement|Status|Owner|Due
CSI-1|Automate patching|In progress|Budi Santoso|30 Sept 2026
H 11. Maintenance of this plan
The plan is reviewed yearly and after major changes; the Managing Director approves changes.
H 12. Appendix: holiday party
The party takes place in December and everybody is invited to bring a cake.
"""

INDONESIAN = """
B PT Bank Sejahtera Daerah
B Rencana Manajemen Layanan
B LEMBAR PENGESAHAN
T Disusun oleh|Diperiksa oleh|Disetujui oleh
Dewi Lestari|Agus Salim|Bambang Hartono
B RIWAYAT PERUBAHAN
T Versi|Tanggal|Uraian Perubahan|Penyusun
1.0|5 Maret 2026|Terbitan pertama|Dewi Lestari
H BAB I RUANG LINGKUP
SML PT Bank Sejahtera Daerah mencakup seluruh layanan TI yang disediakan Divisi TI bagi unit bisnis di Surabaya.
h 1.1 Pengecualian
- Pengembangan aplikasi oleh pihak ketiga – diatur dalam kontrak tersendiri
h 1.2 Kewajiban
T Peraturan|Penerapan|Penanggung jawab
POJK 11/POJK.03/2022|Penyelenggaraan TI oleh bank umum|Dewi Lestari
H BAB II SASARAN
T No|Sasaran|Target|Tenggat Waktu|PIC
1|Insiden diselesaikan sesuai SLA|95% setiap bulan|31 Desember 2026|Agus Salim
H BAB III PERAN DAN TANGGUNG JAWAB
T Jabatan|Nama|Tugas|Melapor kepada
Direktur Utama|Bambang Hartono|Menyetujui rencana|
Kepala Divisi TI|Dewi Lestari|Pemilik sistem manajemen layanan|Direktur Utama
H BAB IV SUMBER DAYA
h 4.1 Anggaran
T Uraian|Jumlah (Rp)
Pegawai|2.500.000.000
Pelatihan|150.000.000
H BAB V KATALOG LAYANAN
T No|Nama Layanan|Uraian|Pemilik Layanan|Pelanggan|Ketersediaan
1|Core banking|Sistem inti|Agus Salim|Unit Operasional|99,9%
2|Mobile banking|Aplikasi nasabah|Agus Salim|Unit Digital|99,5%
H BAB VI PROSES MANAJEMEN LAYANAN
h 6.1 Manajemen Insiden
Insiden dicatat oleh meja layanan dan dipulihkan sebelum penyebabnya dicari. Prosedur: SOP-IM-001.
h 6.2 Manajemen Perubahan
Perubahan dinilai risikonya dan disetujui sebelum dilakukan. Prosedur: SOP-CM-001.
H BAB VII PEMASOK
T Pemasok|Produk|Nomor Kontrak|Berakhir
PT Data Center Nusa|Pusat data|PKS-2024-07|30 Juni 2026
H BAB VIII AUDIT INTERNAL DAN TINJAUAN MANAJEMEN
h 8.1 Audit internal
Audit internal dilakukan setahun sekali.
h 8.2 Tinjauan manajemen
Tinjauan manajemen dilakukan setiap enam bulan.
H BAB IX PERBAIKAN
- Otomatisasi pemulihan cadangan
H BAB X TINJAUAN RENCANA
Rencana ini ditinjau setiap tahun dan disetujui oleh Direktur Utama.
"""


def written(text: str, path: Path) -> Path:
    """Write a sketch as a Word document: B a line of the cover, H and h headings in bold, T a table, - an item."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.strip().split("\n"), ""]:
        if rows and "|" in line:
            rows.append(line.split("|"))
            continue
        if rows:
            _table(document, rows)
            rows = []
        mark, _space, words = line.partition(" ")
        if mark == "T":
            rows = [words.split("|")]
        elif mark == "-":
            document.add_paragraph(words, style="List Bullet")
        elif mark in {"B", "H", "h"}:
            plain(document, words, bold=True, size={"B": 20, "H": 14, "h": 12}[mark], centred=mark == "B")
        elif line:
            document.add_paragraph(line)
    document.save(str(path))
    return path


def _table(document: docx.document.Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for cell, text in zip(table.rows[at].cells, row, strict=False):
            cell.text = text
