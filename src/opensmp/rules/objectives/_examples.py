"""Changes that the examples of the rules on objectives are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from opensmp.checking import add, edit, put
from opensmp.dossier import Dossier
from opensmp.i18n import speak
from opensmp.plan.objectives import Objective, Reading
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Baseline
from opensmp.registers.organisation import Person

FIRST = "plan/objectives/objectives/*"
RAISE_EN = "Raise the share of priority 2 incidents restored within 8 business hours to 95 % by {end}."
RAISE_ID = (
    "Meningkatkan persentase insiden prioritas 2 yang dipulihkan dalam 8 jam kerja menjadi 95 % paling lambat {end}."
)
KEEP_EN = "Restore at least 95 % of priority 2 incidents within 8 business hours in every month."
KEEP_ID = "Memulihkan sekurang-kurangnya 95 % insiden prioritas 2 dalam 8 jam kerja setiap bulan."


def said(dossier: Dossier, en: str, id: str) -> Prose:
    """Return words in the languages of the plan, so that an example never breaks parity; ``{end}`` is the period's end."""
    words = {"en": en, "id": id}
    return Prose.of({each: words[each].replace("{end}", speak(end_of(dossier), each)) for each in dossier.languages})


def read_today(dossier: Dossier, value: str) -> tuple[Reading, ...]:
    """Return a reading of today."""
    return (Reading(on=dossier.today, value=Decimal(value), source="incident records"),)


def end_of(dossier: Dossier) -> date:
    """Return the last day of the planning period; without one, the end of the year."""
    period = dossier.plan.identity.period
    return period.end if period else date(dossier.today.year, 12, 31)


def specimen(dossier: Dossier, *, en: str = RAISE_EN, id: str = RAISE_ID, **fields: Any) -> Dossier:
    """Return the dossier with a sound objective in the place of its first, but for ``fields``."""
    sound: dict[str, Any] = {
        "statement": said(dossier, en, id),
        "kind": "increase",
        "metric": said(
            dossier,
            "Share of priority 2 incidents restored within 8 business hours",
            "Persentase insiden prioritas 2 yang dipulihkan dalam 8 jam kerja",
        ),
        "unit": "%",
        "target": Decimal(95),
        "baseline": Baseline(value=Decimal(88), on=dossier.today, source="incident records"),
        "deadline": end_of(dossier),
        "window": None,
        "evidence": Prose(),
        "readings": read_today(dossier, "95.5"),
    }
    return put(dossier, FIRST, **{**sound, **fields})


def standing(dossier: Dossier, *, en: str = KEEP_EN, id: str = KEEP_ID, **fields: Any) -> Dossier:
    """Like :func:`specimen`, with an objective that is judged every month."""
    kept: dict[str, Any] = {"kind": "maintain at least", "window": "month", "deadline": None, "baseline": None}
    return specimen(dossier, en=en, id=id, **{**kept, **fields})


def milestone(dossier: Dossier, **fields: Any) -> Dossier:
    """Like :func:`specimen`, with a dated milestone and the evidence of its completion."""
    dated: dict[str, Any] = {
        "kind": "milestone",
        "metric": Prose(),
        "unit": "",
        "target": None,
        "baseline": None,
        "readings": (),
        "evidence": said(
            dossier, "The approved policy in the document register", "Kebijakan yang disetujui dalam daftar dokumen"
        ),
    }
    return specimen(
        dossier,
        en="Publish the change management policy by {end}.",
        id="Menerbitkan kebijakan manajemen perubahan paling lambat {end}.",
        **{**dated, **fields},
    )


def owner_left(dossier: Dossier) -> Dossier:
    """Return the dossier with somebody who has left as the owner of the first objective."""
    left = Person(id="left-example", name="Bagas Example", left=date(dossier.today.year - 1, 6, 30))
    return put(add(dossier, "organisation/people", left), FIRST, owner=left.id)


def first_action(dossier: Dossier, **fields: Any) -> Dossier:
    """Return the dossier with other fields in the first action of the first objective."""

    def changed(objective: Objective) -> Objective:
        action, *others = objective.actions
        return replace(objective, actions=(replace(action, **fields), *others))

    return edit(dossier, FIRST, changed)
