"""The template's dossier with what a newcomer has already said: who they are, who approves, and in which languages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from opensmp.dossier import Dossier
from opensmp.exchange.folder import load
from opensmp.exchange.template import write_template
from opensmp.plan.identity import Identity
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Language
from opensmp.registers.organisation import Office, Organisation, Person, Tenure


class Newcomer(NamedTuple):
    """The few answers. ``office`` and ``approver_office`` are titles; an empty answer leaves the template's blank."""

    organisation: str
    name: str
    office: str
    approver: str = ""
    approver_office: str = ""
    scope: str = ""
    number: str = ""
    template: str = "standard"
    language: Language = "en"
    second_language: Language | None = None


def dossier_to_begin(newcomer: Newcomer, today: date) -> tuple[Dossier, str]:
    """Return the template filled with the answers, and the newcomer's id in the register of people."""
    with TemporaryDirectory(prefix="opensmp-template-") as place:
        folder = Path(place) / "plan"
        write_template(folder, template=newcomer.template, language=newcomer.language)
        blank = load(folder, today)
    people = _people(newcomer, today)
    plan = replace(
        blank.plan,
        identity=_identity(blank.plan.identity, newcomer),
        scope=replace(blank.plan.scope, statement=Prose.of(newcomer.scope) or blank.plan.scope.statement),
    )
    organisation = _organisation(blank.organisation, newcomer, people)
    return replace(blank, plan=plan, organisation=organisation), people[0].id


def _identity(identity: Identity, newcomer: Newcomer) -> Identity:
    return replace(
        identity, number=newcomer.number or identity.number, language=newcomer.language,
        second_language=newcomer.second_language,
    )  # fmt: skip


def _people(newcomer: Newcomer, today: date) -> tuple[Person, ...]:
    own = Person(id=short(newcomer.name), name=newcomer.name, offices=(Tenure(office="service-manager", since=today),))
    if not newcomer.approver:
        return (own,)
    identity = short(newcomer.approver)
    if identity == own.id:
        identity += "-2"
    return own, Person(id=identity, name=newcomer.approver, offices=(Tenure(office="head", since=today),))


def _organisation(blank: Organisation, newcomer: Newcomer, people: tuple[Person, ...]) -> Organisation:
    titles = {"head": newcomer.approver_office, "service-manager": newcomer.office}
    offices: tuple[Office, ...] = tuple(
        replace(office, title=Prose.of(titles[office.id])) if titles.get(office.id) else office
        for office in blank.offices
    )
    units = tuple(
        replace(unit, name=Prose.of(newcomer.organisation)) if str(unit.name) == "___" else unit for unit in blank.units
    )
    words = newcomer.organisation.split()
    initials = "".join(word[0] for word in words).upper() if len(words) > 1 else newcomer.organisation[:12]
    return replace(blank, id=short(newcomer.organisation), name=newcomer.organisation, short=initials, units=units,
                   offices=offices, people=people)  # fmt: skip


def short(name: str) -> str:
    """Return a name as an id or an address may hold it: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-") or "organisation"
