"""Who keeps what: the people behind a section's keeper or a practice's owner."""

from __future__ import annotations

from opensmp.dossier import Dossier
from opensmp.plan.plan import SECTIONS


def keeps(dossier: Dossier, person: str, place: str, key: str = "") -> bool:
    """Whether a person is the keeper of a place of the plan: of its section, or of the practice it speaks about."""
    if not person:
        return False
    return any(_stands_behind(dossier, person, holder) for holder in _holders(dossier, place, key))


def kept_sections(dossier: Dossier, person: str) -> tuple[str, ...]:
    """Return the keys of the sections that a person keeps, in order."""
    return tuple(key for key in SECTIONS if keeps(dossier, person, f"plan/{key}"))


def kept_practices(dossier: Dossier, person: str) -> tuple[str, ...]:
    """Return the ids of the practices that a person owns, in the plan's order."""
    return tuple(row for row in dossier.practices if keeps(dossier, person, "plan/practices/practices", row))


def _holders(dossier: Dossier, place: str, key: str) -> tuple[str, ...]:
    section = place.split("/")[1] if place.startswith("plan/") else ""
    found = [dossier.plan.section(section).keeper] if section in SECTIONS else []
    if place == "plan/practices/practices" and key in dossier.practices:
        found.append(dossier.practices[key].owner)
    if place == "plan/commitments/commitments" and key in dossier.commitments:
        found.append(dossier.commitments[key].owner)
    if place == "plan/objectives/objectives" and key in dossier.objectives:
        found.append(dossier.objectives[key].owner)
    return tuple(holder for holder in found if holder)


def _stands_behind(dossier: Dossier, person: str, holder: str) -> bool:
    """Whether a person is a holder, or holds the office or the role that is named."""
    return person == holder or any(row.id == person for row in dossier.people.holders(holder))
