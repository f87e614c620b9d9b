"""Demo operations: a year of records for an example plan, as the exports of its tools, and the truth about them kept apart.

Nothing in it is real. The same seed gives the same files, byte for byte, on every machine.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from opensmp.dossier import Dossier
from opensmp.evidence.demo import exports, upkeep, work
from opensmp.evidence.demo.incidents import Incidents, incidents
from opensmp.evidence.demo.sheets import Sheet
from opensmp.evidence.demo.truth import REFUSED, Records, flaws, verdicts
from opensmp.evidence.demo.world import HOUR, OfficeHours, Row, World, world_of
from opensmp.evidence.mapping import dump

__all__ = ["Demo", "generate"]

MAPPINGS = "mappings"
TRUTH = "truth.json"
_SHEETS: tuple[Sheet, ...] = (
    exports.INCIDENTS, exports.PAUSES, exports.HISTORY, exports.CHANGES, exports.PROBLEMS, exports.RELEASES, exports.REQUESTS,
    exports.OUTAGES, exports.ITEMS, exports.VERIFICATIONS, exports.ASSETS, exports.CONTINUITY, exports.VULNERABILITIES,
    exports.DUTIES, exports.COMPLAINTS, exports.REVIEWS, exports.SATISFACTION, exports.CAPACITY,
)  # fmt: skip


@dataclass(frozen=True)
class Demo:
    """What was generated: pairs of export and mapping, in the order in which to import them, and the file of the truth."""

    exports: tuple[tuple[Path, Path], ...]
    truth: Path
    exported_at: int


def generate(folder: Path, plan: Dossier, seed: int = 2026, *, until: date | None = None, scale: float = 1.0) -> Demo:
    """Make the records from 1 January to ``until`` (two days before the plan's today) and write them into ``folder``.

    ``scale`` multiplies incidents, requests and assets, and leaves small tables and critical incidents as they are. The plan
    says which services there are, on which days the offices are closed, and which version promised what.
    """
    world = world_of(plan, seed, until or plan.today - timedelta(days=2), scale)
    records = _records(world)
    (folder / MAPPINGS).mkdir(parents=True, exist_ok=True)
    written, files = [], {}
    for sheet in _SHEETS:
        export, mapping = folder / sheet.file, folder / MAPPINGS / f"{Path(sheet.file).stem}.yaml"
        rows = records[sheet.table]
        files[sheet.file] = {"table": sheet.table, "rows": sheet.write(folder, world, rows), "refused": _refused(rows)}
        dump(sheet.mapping(world.zone), mapping)
        written.append((export, mapping))
    _write_truth(folder / TRUTH, world, records, files)
    return Demo(tuple(written), folder / TRUTH, world.exported)


def _records(world: World) -> Records:
    hours = OfficeHours(world)
    told = incidents(world)
    for row in told.records:
        _review(world, hours, row)
    changed, problems = work.changes(world), work.problems(world)
    work.link(told.records, changed, problems)
    return {
        **_of_incidents(told), "change": changed, "problem": problems, "release": work.releases(world),
        "request": work.requests(world, hours), "outage": upkeep.outages(world, told.records), "configuration_item": upkeep.items(world),
        "verification": upkeep.verifications(world), "asset": upkeep.assets(world), "continuity_test": upkeep.continuity_tests(world),
        "vulnerability": upkeep.vulnerabilities(world), "duty": upkeep.duties(world), "complaint": upkeep.complaints(world),
        "customer_review": upkeep.reviews(world), "satisfaction": upkeep.satisfaction(world), "capacity": upkeep.capacity(world),
    }  # fmt: skip


def _of_incidents(told: Incidents) -> dict[str, list[Row]]:
    for number, event in enumerate(told.events, 1):
        event["id"] = f"EV{number:08d}"
    for number, pause in enumerate(told.pauses, 1):
        pause["id"] = f"HOLD{number:07d}"
    return {"incident": told.records, "pause": told.pauses, "event": told.events}


def _review(world: World, hours: OfficeHours, row: Row) -> None:
    """Date the review of a major incident, if it took place before the export."""
    if row["major"] and row["resolved_at"] is not None:
        reviewed = hours.on_working_day(row["resolved_at"], row["reviewed_after"], 15 * HOUR)
        row["reviewed_at"] = reviewed if reviewed < world.exported else None


def _refused(rows: list[Row]) -> dict[str, int]:
    reasons = [REFUSED[row["flaw"]] for row in rows if row.get("flaw") in REFUSED]
    return {reason: reasons.count(reason) for reason in sorted(set(reasons))}


def _write_truth(path: Path, world: World, records: Records, files: dict[str, Any]) -> None:
    stories = {row["story"]: row["id"] for row in records["incident"] if row["story"]}
    truth = {
        "seed": world.seed, "until": world.until.isoformat(), "scale": world.scale, "files": files, "stories": stories,
        "commitments": verdicts(world, records), "flaws": flaws(records),
    }  # fmt: skip
    path.write_text(json.dumps(truth, indent=1, ensure_ascii=False) + "\n", "utf-8")
