"""The bank's earlier versions, told as changes of the present text, and the tool that seals them.

    python -m tests.stories.earlier        # writes examples/*/versions and the digests in history.yaml again

Each version is today's text with what was different then: services that had not gone live, people who held the offices,
objectives of 2026, and the promises of their day. Nothing else of the earlier texts is invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, TODAY
from tests.stories.making import Change, only, reworded, together
from tests.stories.making import fields as put_fields

from opensmp.checking import edit
from opensmp.dossier import Dossier
from opensmp.dossier.digests import canonical, digest_of
from opensmp.exchange import load
from opensmp.plan.objectives import Objective
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Period

COMMITMENTS = "plan/commitments/commitments"
NOT_YET_LIVE = frozenset({"S-05", "S-06", "S-09", "SLA-031", "SLA-032", "SLA-033", "C-13", "C-14"})
"""Services that went live in October and November 2026, with their agreements and customers."""
HOLDERS_THEN = {"maya": "andreas", "hadi": "yohanes"}
TARGETS_OF_2026 = {
    "SMO-1": "94", "SMO-2": "90", "SMO-3": "99.95", "SMO-4": "96", "SMO-5": "5", "SMO-6": "90", "SMO-7": "95", "SMO-8": "4.0",
}  # fmt: skip


def as_of(number: str, bank: Dossier) -> Dossier:
    """Return the bank as version ``number`` had it."""
    return _EARLIER[number](bank)


def _numbered(number: str) -> Change:
    return put_fields("plan/identity", version=number)


def _before_2_0(dossier: Dossier) -> Dossier:
    """Take back what version 2.0 brought: new services and customers, objectives of 2027, deviations, the new CIO."""
    year = Period(name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31))
    dossier = replace(dossier, plan=_told(dossier.plan), registers=_without_new_services(dossier))
    changes = (
        put_fields("plan/identity", period=year),
        put_fields("plan/review", deviations=()),
        lambda held: edit(held, "plan/objectives", _objectives_of_2026),
        reworded(
            "plan/scope/statement", en=("32 IT services", "29 IT services"), id=("32 layanan TI", "29 layanan TI")
        ),
        reworded("plan/scope/statement", en=("14 customers", "12 customers"), id=("14 pelanggan", "12 pelanggan")),
        reworded(
            "plan/practices/practices/relationship/approach",
            en=("14 customers", "12 customers"),
            id=("14 pelanggan", "12 pelanggan"),
        ),
        reworded("plan/portfolio/text", en=("32 services", "29 services"), id=("Ke-32 layanan", "Ke-29 layanan")),
        reworded(
            "plan/portfolio/text",
            en=("Eighteen of them are tier 1.", "Sixteen of them are tier 1."),
            id=("Delapan belas di antaranya", "Enam belas di antaranya"),
        ),
        reworded(f"{COMMITMENTS}/CM-IM-1/sentence", en=("95%", "94%"), id=("95%", "94%")),
        put_fields(f"{COMMITMENTS}/CM-IM-1/target", value=Decimal(94)),
        put_fields("registers/documents/SM-IM-001/extract/targets/CM-IM-1", value=Decimal(94)),
        reworded("plan/commitments/claims/CL-MR-1/sentence", en=("quarter", "half-year"), id=("triwulan", "semester")),
        put_fields("plan/commitments/claims/CL-MR-1", cadence="half-yearly"),
    )
    return together(*changes)(dossier)


def _six_hours(dossier: Dossier) -> Dossier:
    """Take back what version 1.3 brought: P1 incidents were to be restored within 6 hours, now within 4."""
    return together(
        reworded(f"{COMMITMENTS}/CM-IM-2/sentence", en=("within 4 hours", "within 6 hours"), id=("4 jam", "6 jam")),
        put_fields(f"{COMMITMENTS}/CM-IM-2/target", limit="6 h"),
        put_fields("registers/documents/SM-IM-001/extract/targets/CM-IM-2", limit="6 h"),
    )(dossier)


def _problems_within_incidents(dossier: Dossier) -> Dossier:
    """Take back what version 1.2 brought: the promise of the problem practice."""
    dossier = only(COMMITMENTS, lambda row: row.id != "CM-PM-1")(dossier)
    return replace(dossier, plan=_map(dossier.plan, _uncited))


_EARLIER: Mapping[str, Callable[[Dossier], Dossier]] = {
    "2.0": _numbered("2.0"),
    "1.3": together(_before_2_0, _numbered("1.3")),
    "1.2": together(_before_2_0, _six_hours, _numbered("1.2")),
    "1.1": together(_before_2_0, _six_hours, _problems_within_incidents, _numbered("1.1")),
}


def _told(plan: Any) -> Any:
    """Return the plan without the new services and with those who held the offices then."""

    def changed(held: Any) -> Any:
        if isinstance(held, str):
            return HOLDERS_THEN.get(held, held)
        if isinstance(held, tuple):
            rows = tuple(row for row in held if not _is_new(row))
            return tuple(dict.fromkeys(rows)) if _are_ids(rows) else rows
        return held

    return _map(plan, changed)


def _without_new_services(dossier: Dossier) -> Any:
    def changed(held: Any) -> Any:
        return tuple(row for row in held if not _is_new(row)) if isinstance(held, tuple) else held

    return _map(dossier.registers, changed)


def _is_new(row: Any) -> bool:
    names = (
        (row,) if isinstance(row, str) else tuple(getattr(row, name, None) for name in ("id", "service", "customer"))
    )
    return any(isinstance(name, str) and name in NOT_YET_LIVE for name in names)


def _are_ids(rows: tuple[Any, ...]) -> bool:
    return all(isinstance(row, str) for row in rows)


def _uncited(held: Any) -> Any:
    if isinstance(held, Prose):
        return Prose(
            tuple((language, re.sub(r"\s*\[\[commitment:CM-PM-1\]\]", "", words)) for language, words in held.texts)
        )
    if isinstance(held, tuple):
        return tuple(row for row in held if row != "CM-PM-1")
    return held


def _objectives_of_2026(section: Any) -> Any:
    past = {row.id: row for row in section.past}
    return replace(section, objectives=tuple(_of_2026(row, past) for row in section.objectives), past=())


def _of_2026(row: Objective, past: Mapping[str, Any]) -> Objective:
    held = past.get(row.id)
    year: dict[str, Any] = {"period": "2026", "deadline": date(2026, 12, 31) if row.deadline else None, "readings": ()}
    told = {"statement": held.statement, "target": Decimal(TARGETS_OF_2026[row.id])} if held else {}
    return replace(row, **year | told)


def _map(held: Any, change: Callable[[Any], Any]) -> Any:
    """Return a value in which ``change`` was applied to every part, the innermost first."""
    if isinstance(held, Prose):
        return change(held)
    if is_dataclass(held) and not isinstance(held, type):
        changed = {each.name: _map(getattr(held, each.name), change) for each in fields(held)}
        return change(replace(held, **changed))
    if isinstance(held, tuple):
        return change(tuple(_map(row, change) for row in held))
    if isinstance(held, Mapping):
        return {key: _map(row, change) for key, row in held.items()}
    return change(held)


# The tool ------------------------------------------------------------------------------------------------------------


def seal(folder: Path, number: str, dossier: Dossier) -> None:
    """Write ``versions/<number>.json`` and put its digest into ``history.yaml``."""
    history = folder / "history.yaml"
    text = history.read_text("utf-8")
    place = re.search(rf'- number: "?{re.escape(number)}"?\n(?:(?!\n  - number|\nreviews).)*', text, re.DOTALL)
    assert place is not None
    sealed = dossier.seal()
    told = re.sub(r"digest: (\"?)[0-9a-f]{64}", rf"digest: \g<1>{digest_of(sealed)}", place[0])
    (folder / "versions" / f"{number}.json").write_bytes(canonical(sealed))
    history.write_text(text.replace(place[0], told), "utf-8")


def main() -> None:
    """Seal the bank's versions and the provider's latest again."""
    examples = ROOT / "examples"
    bank = load(examples / "bank", TODAY)
    for number in _EARLIER:
        seal(examples / "bank", number, as_of(number, bank))
    provider = load(examples / "provider", TODAY)
    seal(examples / "provider", "2.1", _numbered("2.1")(provider))


if __name__ == "__main__":
    main()
