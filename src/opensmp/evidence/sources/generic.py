"""Any tool: the header words of eight tools, of English and of Indonesian, and the canonical field names themselves.

Headers of iTop, Freshservice, ManageEngine ServiceDesk Plus, BMC Helix and Zendesk are here until those tools have a file of
their own. What a word means is checked against the values: a *Resolved* column of yes and no is no time.
"""

from __future__ import annotations

from opensmp.evidence.mapping import Column
from opensmp.evidence.sources._source import Export, Header, Source, breached, filled
from opensmp.measures.records import TABLES

_TICKET: dict[str, tuple[Header, ...]] = {
    "id": (
        "number", "ticket number", "ticket no", "ticket id", "ticket", "no ticket", "nomor tiket", "no tiket", "id tiket", "tiket",
        "key", "ref", "reference", "request id", "case number", "case id", "case", "no", "nomor", "id", "display id", "kode",
    ),
    "service": (
        "service", "service name", "layanan", "nama layanan", "business service", "affected service", "application", "aplikasi",
        "service category", "system", "sistem", "product", "produk",
    ),
    "ci": ("ci", "configuration item", "cis", "affected ci", "hpd ci", "item konfigurasi", "perangkat", "aset", "asset"),
    "priority": ("priority", "prioritas", "prio", "severity", "tingkat prioritas", "tingkat", "keparahan", "sev"),
    "category": ("category", "kategori", "service category", "categorization tier 1", "jenis gangguan", "group category"),
    "state": ("status", "state", "keadaan", "status tiket", "ticket status", "request status", "operational status"),
    "assignment_group": (
        "group", "assigned group", "support group", "team", "team name", "tim", "grup", "assignment group", "unit", "group name",
        "kelompok",
    ),
    "assignee": (
        "assignee", "assigned to", "technician", "teknisi", "agent", "agent name", "petugas", "owner", "pic", "penanggung jawab",
        "ditugaskan ke", "responder", "responder id", "assignee id", "pelaksana",
    ),
    "updated_at": (
        "updated", "updated at", "last update", "last updated", "last updated time", "last modified date", "modified", "diperbarui",
        "diubah", "terakhir diperbarui", "waktu pembaruan", "last modified",
    ),
    "closed_at": (
        "closed", "closed at", "closed time", "closed date", "close date", "completed time", "completed at", "ditutup", "tutup",
        "tanggal ditutup", "waktu ditutup", "tgl tutup", "tanggal tutup", "waktu tutup", "closing date", "date closed",
    ),
}  # fmt: skip
_OPENED: tuple[Header, ...] = (
    "opened", "opened at", "open time", "open date", "created", "created at", "created time", "creation date", "date created",
    "reported", "reported at", "reported date", "submit date", "submitted", "start date", "date opened", "logged", "logged at",
    "raised", "raised at", "date", "dibuka", "dibuat", "tanggal dibuka", "tanggal dibuat", "waktu dibuka", "waktu dibuat", "tgl buka",
    "tanggal buka", "tgl dibuat", "tanggal lapor", "dilaporkan", "waktu lapor", "tanggal masuk", "mulai", "waktu mulai", "tanggal",
    "start time", "requested", "requested at", "tanggal permintaan", "diminta",
)  # fmt: skip
_RESOLVED: tuple[Header, ...] = (
    "resolved", "resolved at", "resolved time", "resolution date", "resolution time", "solved", "solved at", "last resolved date",
    "restored", "restored at", "fixed at", "selesai", "diselesaikan", "tanggal selesai", "waktu selesai", "tgl selesai",
    "waktu penyelesaian", "tanggal penyelesaian", "pulih", "waktu pulih", "pemulihan", "waktu pemulihan",
    "end time", "finished", "done", "completed", "date resolved",
)  # fmt: skip
_RESPONDED: tuple[Header, ...] = (
    "first response", "first response at", "first response time", "responded", "responded at", "responded date", "responded time",
    "acknowledged", "acknowledged at", "assignment date", "initial response time", "stats first responded at", "first responded at",
    "tanggapan pertama", "respon pertama", "waktu respon", "waktu tanggap", "ditanggapi", "direspon", "first reply at",
    Column(column="first reply time in minutes", unit="minutes", after="opened_at"),
    Column(column="reply time in minutes", unit="minutes", after="opened_at"),
)  # fmt: skip
_MET: tuple[Header, ...] = (
    "made sla", "sla met", "within sla", "sla", "sla status", "sla result", "in time", "on time", "sla terpenuhi", "memenuhi sla",
    "sesuai sla", "status sla", "tepat waktu", "sla tercapai", "resolution status", "slm status",
    breached("has breached"), breached("breached"), breached("sla breached"), breached("is late"), breached("overdue"),
    breached("is overdue"), breached("overdue status"), breached("sla ttr passed"), breached("is escalated"),
    breached("sla terlewati"), breached("melanggar sla"), breached("terlambat"), breached("time to resolve exceeded"),
    breached("sla violated"), breached("lewat sla"),
)  # fmt: skip
_CALLER: tuple[Header, ...] = (
    "caller", "caller id", "caller name", "requester", "requester name", "requester id", "reporter", "reported by", "customer",
    "user", "pelapor",
    "pemohon", "pengguna", "dilaporkan oleh", "peminta", "requester email",
)  # fmt: skip
_CHANNEL: tuple[Header, ...] = (
    "channel", "source", "mode", "via", "origin", "reported source", "contact type", "kanal", "saluran",
)  # fmt: skip
_CSAT: tuple[Header, ...] = (
    "satisfaction", "satisfaction score", "csat", "rating", "survey result", "kepuasan", "nilai kepuasan",
)  # fmt: skip
_REOPENED: tuple[Header, ...] = (
    "reopen count", "reopens", "reopened", "dibuka kembali", "jumlah dibuka kembali", "times reopened",
)  # fmt: skip

_EXPORTS = (
    Export(
        table="incident",
        tells=("incident number", "incident id", "nomor insiden", "no insiden", "insiden", "incident"),
        numbered=("INC", "IN", "INS", "IM"),
        kinds=("incident", "insiden", "gangguan", "problem report", "user service restoration", "infrastructure restoration"),
        headers=_TICKET
        | {
            "id": ("incident number", "incident id", "incident no", "nomor insiden", "no insiden", "incident", *_TICKET["id"]),
            "impact": ("impact", "dampak"),
            "urgency": ("urgency", "urgensi", "kegentingan"),
            "subcategory": ("subcategory", "sub category", "sub kategori", "subkategori", "servicesubcategory name"),
            "caller": _CALLER,
            "channel": _CHANNEL,
            "opened_at": _OPENED,
            "acknowledged_at": _RESPONDED,
            "resolved_at": _RESOLVED,
            "sla_met": _MET,
            "response_met": (
                "response met", "first response status", "response sla", "sla respon", breached("fr escalated"),
                breached("first response overdue status"), breached("sla tto passed"),
            ),
            "reassign_count": ("reassignments", "reassignment count", "assignee stations", "jumlah pengalihan", "pengalihan"),
            "reopen_count": _REOPENED,
            "major": ("major", "major incident", "insiden besar", "insiden mayor", "mayor"),
            "reviewed_at": ("reviewed", "reviewed at", "review date", "ditinjau", "tanggal tinjauan"),
            "caused_by_change": ("caused by change", "caused by", "akibat perubahan", "disebabkan perubahan"),
            "change_id": ("change", "change id", "change request", "parent change id", "rfc", "perubahan", "nomor perubahan"),
            "problem_id": ("problem", "problem id", "parent problem id", "masalah", "nomor masalah"),
            "cause": ("cause", "root cause", "penyebab", "akar masalah", "sebab"),
            "close_code": ("close code", "closure code", "resolution code", "resolution", "kode penutupan", "kode penyelesaian"),
            "csat": _CSAT,
        },
    ),
    Export(
        table="request",
        tells=("service item name", "requested item", "catalog item", "catalogue item", "item katalog", "nomor permintaan", "stage"),
        numbered=("REQ", "RITM", "SR", "PMT"),
        kinds=("request", "service request", "permintaan", "permintaan layanan"),
        headers=_TICKET
        | {
            "id": ("request number", "request id", "nomor permintaan", "no permintaan", *_TICKET["id"]),
            "item": ("item", "catalogue item", "catalog item", "service item name", "item katalog", "requested item", "jenis permintaan"),
            "caller": ("requested for", *_CALLER),
            "channel": _CHANNEL,
            "requested_at": _OPENED,
            "approved_at": ("approved", "approved at", "approval date", "disetujui", "tanggal persetujuan"),
            "decision": ("decision", "approval", "approval status", "keputusan", "persetujuan"),
            "fulfilled_at": ("fulfilled", "fulfilled at", "delivered", "dipenuhi", "terpenuhi", *_RESOLVED),
            "sla_met": _MET,
            "reopen_count": _REOPENED,
            "csat": _CSAT,
            "cost": ("cost", "price", "biaya", "harga"),
        },
    ),
    Export(
        table="problem",
        tells=("problem investigation id", "known error", "root cause", "workaround", "nomor masalah", "problem number", "problem id"),
        numbered=("PRB", "PBI", "PM"),
        kinds=("problem", "masalah"),
        headers=_TICKET
        | {
            "id": ("problem investigation id", "problem number", "problem id", "nomor masalah", *_TICKET["id"]),
            "opened_at": _OPENED,
            "root_cause_at": ("root cause at", "root cause date", "cause found", "akar masalah ditemukan"),
            "known_error": ("known error", "kesalahan diketahui"),
            "workaround": (filled("workaround"), filled("solusi sementara")),
            "resolved_at": _RESOLVED,
            "close_notes": (filled("close notes"), filled("resolution notes"), filled("catatan penutupan")),
            "incident_count": ("incident count", "incidents", "linked incidents", "related incidents", "jumlah insiden"),
            "change_id": ("change", "associated change", "change id", "perubahan"),
            "major": ("major", "major problem"),
            "reviewed_at": ("reviewed", "reviewed at", "review date"),
        },
    ),
    Export(
        table="change",
        tells=(
            "change type", "infrastructure change id", "change request id", "scheduled start date", "planned start date", "backout plan",
            "jenis perubahan", "nomor perubahan", "change request status", "rollback plan", "fallback", "planned start", "risk level",
        ),
        numbered=("CHG", "CR", "CRQ", "RFC", "C-"),
        kinds=("change", "change request", "routinechange", "normalchange", "emergencychange", "perubahan"),
        headers=_TICKET
        | {
            "id": (
                "infrastructure change id", "change request id", "change id", "change number", "change", "nomor perubahan",
                *_TICKET["id"],
            ),
            "state": ("change request status", *_TICKET["state"]),
            "type": ("change type", "type", "finalclass", "change timing", "jenis perubahan", "tipe", "jenis"),
            "risk": ("risk", "risk level", "risiko", "tingkat risiko"),
            "major": ("major", "major change", "perubahan besar"),
            "requested_at": ("requested at", "requested", *_OPENED),
            "approved_at": ("approved at", "approved", "approval date", "disetujui", "tanggal persetujuan"),
            "approvers": ("approvers", "number of approvers", "jumlah penyetuju"),
            "planned_start": ("planned start", "planned start date", "scheduled start date", "rencana mulai", "start date"),
            "planned_end": ("planned end", "planned end date", "scheduled end date", "rencana selesai", "end date"),
            "actual_start": ("actual start", "actual start date", "work start", "mulai aktual"),
            "actual_end": ("actual end", "actual end date", "work end", "implemented at", "selesai aktual"),
            "close_code": ("close code", "closure code", "outcome", "result", "hasil", "status reason"),
            "backed_out": ("backed out", "rolled back", "dibatalkan mundur", "rollback"),
            "reviewed_at": ("reviewed at", "reviewed", "review date", "pir date", "ditinjau"),
            "backout_plan": (filled("backout plan"), filled("rollback plan"), filled("fallback"), filled("rencana rollback")),
            "tested": ("tested", filled("test plan"), "diuji"),
            "cab": ("cab", "cab required", "cab reviewed"),
            "unauthorised": ("unauthorised", "unauthorized", "tanpa izin"),
            "conflict": ("conflict", "outside maintenance schedule", "konflik"),
            "incident_count": ("incidents caused", "incident count", "jumlah insiden"),
        },
    ),
    Export(
        table="outage",
        tells=("downtime start", "downtime end", "outage start", "outage end", "mulai gangguan", "selesai gangguan", "duration minutes"),
        headers={
            "id": ("incident id", "outage id", "number", "id", "nomor"),
            "service": ("service", "services", "components", "component", "layanan", "komponen", "system", "sistem"),
            "outage_start": ("downtime start", "outage start", "start", "started at", "mulai gangguan", "mulai", "down at", "begin"),
            "outage_end": ("downtime end", "outage end", "end", "resolved at", "selesai gangguan", "selesai", "up at", "restored at"),
            "impact": ("impact", "severity", "dampak"),
            "planned": ("planned", "scheduled", "terencana", "maintenance"),
            "users": ("users", "users affected", "pengguna terdampak"),
            "cause": ("cause", "root cause", "penyebab"),
            "supplier": ("supplier", "vendor", "pemasok"),
            "updated_at": ("updated at",),
        },
    ),
    Export(
        table="contract",
        tells=("contract number", "execution date", "expiry date", "suppliers", "supplier", "nomor kontrak", "pemasok", "contract id"),
        headers={
            "id": ("contract id", "contract number", "contract no", "nomor kontrak", "no kontrak", "number", "details url", "url", "id"),
            "supplier": ("suppliers", "supplier", "supplier name", "vendor", "pemasok", "penyedia", "nama pemasok"),
            "title": ("title", "contract title", "name", "judul", "subject", "description", "perihal", "nama kontrak"),
            "status": ("status", "contract status", "state"),
            "start_at": ("execution date", "start date", "start", "commencement date", "tanggal mulai", "mulai", "effective date"),
            "end_at": ("expiry date", "end date", "end", "expiration date", "tanggal berakhir", "berakhir", "last day", "valid until"),
            "amount": ("amount", "value", "contract value", "nilai", "nilai kontrak", "jumlah"),
            "services": ("services", "service", "layanan"),
        },
    ),
    Export(
        table="pause",
        tells=("pause start", "pause end", "on hold start", "hold start", "hold end"),
        headers={
            "id": ("id", "pause id"),
            "record": ("record", "ticket", "incident", "number", "incident id", "nomor"),
            "start_at": ("start at", "start", "pause start", "hold start", "on hold start", "mulai jeda"),
            "end_at": ("end at", "end", "pause end", "hold end", "on hold end", "selesai jeda"),
            "reason": ("reason", "hold reason", "alasan"),
        },
    ),
)  # fmt: skip

_WRITTEN = {each.table for each in _EXPORTS}
_OTHERS = tuple(
    Export(table=name, headers={field.name: (field.name,) for field in table.fields})
    for name, table in TABLES.items()
    if name not in _WRITTEN
)
_STATES = {
    "new": "new", "open": "new", "opened": "new", "logged": "new", "submitted": "new", "registered": "new", "baru": "new",
    "terbuka": "new", "buka": "new", "dibuka": "new", "to do": "new",
    "active": "active", "in progress": "active", "work in progress": "active", "assigned": "active", "processing": "active",
    "investigating": "active", "escalated": "active", "escalated_tto": "active", "escalated_ttr": "active", "approved": "active",
    "accepted": "active", "scheduled": "active", "planned": "active", "implementing": "active", "reopened": "active",
    "proses": "active", "diproses": "active", "dalam proses": "active", "sedang dikerjakan": "active", "dikerjakan": "active",
    "ditugaskan": "active", "ditangani": "active", "berjalan": "active",
    "pending": "paused", "on hold": "paused", "onhold": "paused", "hold": "paused", "waiting": "paused", "paused": "paused",
    "waiting for customer": "paused", "waiting for vendor": "paused", "awaiting user": "paused", "awaiting user info": "paused",
    "awaiting vendor": "paused", "suspended": "paused", "waiting_for_approval": "paused", "waiting for approval": "paused",
    "tertunda": "paused", "ditunda": "paused", "menunggu": "paused", "menunggu pengguna": "paused", "menunggu vendor": "paused",
    "menunggu pelanggan": "paused", "menunggu pemasok": "paused",
    "resolved": "resolved", "solved": "resolved", "done": "resolved", "fixed": "resolved", "completed": "resolved",
    "fulfilled": "resolved", "implemented": "resolved", "selesai": "resolved", "terselesaikan": "resolved", "tuntas": "resolved",
    "closed": "closed", "tutup": "closed", "ditutup": "closed", "closed complete": "closed",
    "cancelled": "cancelled", "canceled": "cancelled", "withdrawn": "cancelled", "batal": "cancelled", "dibatalkan": "cancelled",
    "rejected": "rejected", "declined": "rejected", "notapproved": "rejected", "ditolak": "rejected", "tidak disetujui": "rejected",
}  # fmt: skip

GENERIC = Source(
    name="generic",
    title="CSV, XLSX, JSON or Parquet",
    exports=(*_EXPORTS, *_OTHERS),
    states=dict.fromkeys(TABLES, _STATES),
)
