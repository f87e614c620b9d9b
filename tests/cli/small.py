"""A plan of few promises, a store of forty incidents, and the export of a tool that nobody knows."""

from __future__ import annotations

from pathlib import Path

from tests.evidence.measuring.stored import at, store_with

TODAY = ("--today", "2026-11-22")
LATE = {"TKT-0007", "TKT-0019"}
HEADERS = "No Tiket;Layanan;Prioritas;Dibuka;Diselesaikan;Status;Petugas"
MAPPING = """\
source: desk
table: incident
zone: Asia/Jakarta
columns:
  id: No Tiket
  priority: {column: Prioritas, values: {Kritis: 1, Tinggi: 2}}
  state: {column: Status, values: {Selesai: resolved}}
  opened_at: {column: Dibuka, format: '%d/%m/%Y %H:%M'}
  resolved_at: {column: Diselesaikan, format: '%d/%m/%Y %H:%M'}
"""
_COMMITMENTS = """\
commitments:
  - id: CM-1
    sentence: {{en: Critical incidents are restored within 4 hours., id: Insiden kritis dipulihkan dalam 4 jam.}}
    target: {{metric: incident.resolved_within, comparator: at least, value: {value}, unit: "%", limit: 4 h, window: month}}
    parameters: {{priority: "1"}}
  - id: CM-2
    sentence: {{en: Core banking is available., id: Core banking tersedia.}}
    target: {{metric: service.availability, comparator: at least, value: 99, unit: "%", window: month}}
"""


def small_plan(folder: Path, value: int = 90) -> Path:
    """A plan that promises so many per cent of critical incidents in time; of the forty tickets 28 of 30 are."""
    (folder / "plan").mkdir(parents=True)
    (folder / "plan/commitments.yaml").write_text(_COMMITMENTS.format(value=value), "utf-8")
    return folder


def ticket(number: int) -> tuple[str, int, int, int]:
    """Number, priority, day of October and hours taken."""
    name = f"TKT-{number:04d}"
    return name, 2 if number % 4 == 0 else 1, 1 + number % 28, 5 if name in LATE else 2


def tickets(path: Path, count: int = 40) -> Path:
    """Write the export: Indonesian headers, semicolons, day first."""
    rows = [HEADERS]
    for name, priority, day, hours in map(ticket, range(1, count + 1)):
        rank = {1: "Kritis", 2: "Tinggi"}[priority]
        days = f"{day:02d}/10/2026 09:15;{day:02d}/10/2026 {9 + hours:02d}:15"
        rows.append(f"{name};Internet banking;{rank};{days};Selesai;Budi {day % 5}")
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def small_store(folder: Path) -> Path:
    """The same forty tickets in a store."""
    rows = []
    for name, priority, day, hours in map(ticket, range(1, 41)):
        opened = at(f"2026-10-{day:02d} 09:15")
        rows.append(
            {"id": name, "priority": priority, "service": "S-01" if day % 2 else "S-02", "state": "closed", "opened_at": opened,
             "resolved_at": opened + hours * 3600, "closed_at": opened + hours * 3600, "updated_at": opened + hours * 3600}
        )  # fmt: skip
    return store_with(folder, {"incident": rows}, "2026-11-20 00:00").folder
