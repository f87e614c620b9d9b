"""Whether the numbers of services, customers, suppliers, objectives and people in the prose agree with the registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from opensmp.checking import BLOCKS, Correction, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.dossier.texts import Text
from opensmp.i18n import Message, _
from opensmp.rules.consistency._counts import NOUNS, Mention, mentions
from opensmp.rules.consistency._helpers import covered, longer

_PLACES: Mapping[str, tuple[Message, str]] = {
    "services": (_("services in scope"), "registers/services"),
    "customers": (_("customers in scope"), "plan/scope/customers"),
    "suppliers": (_("suppliers"), "plan/suppliers/suppliers"),
    "objectives": (_("objectives"), "plan/objectives/objectives"),
    "practices": (_("practices"), "plan/practices/practices"),
    "people": (_("people in IT operations"), "organisation/it_staff"),
}


@rule(
    "CON-30",
    clause="7.5.3",
    severity=BLOCKS,
    requirements=("R40", "R41", "R46", "R55", "R58"),
    examples=(
        fails("The words of section 1 count more services than there are", lambda d: _counting(d, 2)),
        passes("The words of section 1 count the services there are", lambda d: _counting(d, 0)),
    ),
)
def numbers_in_prose_agree(dossier: Dossier) -> Iterator[Finding]:
    """Numbers of services, customers and suppliers in the prose agree with the registers.

    Why: a sentence that says 32 services over a table of 31 shows the auditor that the text was copied, or not read
    since.

    Fix: correct the number, or write the sentence without it and leave the counting to the table.
    """
    wholes = _wholes(dossier)
    told: set[tuple[tuple[str, ...], int, str]] = set()
    for (text, _language, words), _said in dossier.wording.words_of(NOUNS):
        for mention in mentions(words) if _describes(text) else ():
            counts = wholes.get(f"{mention.kind} {mention.noun}".strip(), wholes.get(mention.noun, (0,)))
            once = (text.parts, mention.number, mention.noun)
            if once in told or not _contradicts(mention, counts):
                continue
            if mention.noun == "people" and (text.section == "resources" or not _is_it(mention)):
                continue  # section 4 has a rule of its own
            told.add(once)
            yield _finding(text, mention, counts[0])


def _finding(text: Text, mention: Mention, right: int) -> Finding:
    where = at(*text.parts)
    what, place = _PLACES[mention.noun]
    says = _("The words say “{words}”; there are {count} {what}.", words=mention.words, count=right, what=what)
    correction = Correction("meaning", where, mention.words, f"{right}{mention.tail}")
    return Finding(where, says, quote=mention.words, also=(at(place),), correction=correction)


def _contradicts(mention: Mention, counts: tuple[int, ...]) -> bool:
    """Whether the number can only be meant for the whole, and is another one than any count of the whole."""
    whole, count = counts[0], mention.number
    if not whole or count in counts or count > 3 * max(counts):
        return False
    if mention.whole:
        return 2 * count >= whole
    return count > max(counts) or 4 * count > 3 * whole


def _is_it(mention: Mention) -> bool:
    return mention.kind == "it" or "fte" in mention.words.casefold()


def _describes(text: Text) -> bool:
    """Whether a text describes the system as it is; targets, steps, past periods and exclusions speak of other numbers."""
    return text.section not in {"identity", "commitments"} and text.parts[1:3] not in _ELSEWHERE


_ELSEWHERE = frozenset(
    {
        ("objectives", "objectives"),
        ("objectives", "past"),
        ("resources", "training"),
        ("portfolio", "services"),
        ("review", "deviations"),
    }
)


def _wholes(dossier: Dossier) -> dict[str, tuple[int, ...]]:
    """Return the counts that a number may mean, the likeliest first: as planned, as registered, and by kind."""
    plan, registers = dossier.plan, dossier.registers
    customers = [row for row in registers.customers if row.status == "active"]
    scoped = [dossier.customers[key] for key in plan.scope.customers if key in dossier.customers]
    lines = [dossier.suppliers[row.supplier] for row in plan.suppliers.suppliers if row.supplier in dossier.suppliers]
    return {
        "services": _services(dossier),
        "active services": (sum(row.status == "active" for row in covered(dossier).values()), *_services(dossier)),
        "customers": _counts(len(scoped) or len(customers), len(plan.scope.customers), len(customers), len(registers.customers)),
        "external customers": _by_kind("external", (row.kind for row in scoped), (row.kind for row in customers)),
        "internal customers": _by_kind("internal", (row.kind for row in scoped), (row.kind for row in customers)),
        "suppliers": _counts(
            len(lines), len(plan.suppliers.suppliers), len(registers.suppliers), sum(row.key for row in registers.suppliers),
            len(lines) + len(plan.suppliers.others),
        ),
        "objectives": _counts(len(plan.objectives.objectives)),
        "practices": _practices(dossier),
        "people": _people(dossier),
    }  # fmt: skip


def _services(dossier: Dossier) -> tuple[int, ...]:
    rows = list(covered(dossier).values())
    listed = dossier.services_in_scope
    levels = (sum((row.criticality or 9) <= level for row in rows) for level in (1, 2, 3))
    return _counts(
        sum(row.in_scope for row in rows) or len(listed),
        len(rows),
        len(dossier.plan.scope.services),
        len(dossier.plan.portfolio.services),
        len(listed),
        sum(row.kind == "service" for row in listed),
        sum(row.status == "active" for row in listed),
        len(dossier.registers.services),
        *levels,
    )


def _practices(dossier: Dossier) -> tuple[int, ...]:
    """Return the practices of the plan; those it lacks and those nobody knows are findings of their own."""
    known = dossier.standard.practices
    core, held = {row.key for row in known.values() if row.core}, dossier.practices.keys()
    return _counts(len(held), len(held | core), len(held & known.keys()), len(core), len(known))


def _people(dossier: Dossier) -> tuple[int, ...]:
    section = dossier.plan.resources
    staff = [dossier.organisation.it_staff, section.total_fte, sum(row.fte for row in section.people)]
    parts = [row.fte for row in section.people]
    return _counts(*(int(number) for number in (*staff, *parts) if number is not None))


def _by_kind(kind: str, *counted: Iterable[str]) -> tuple[int, ...]:
    return _counts(*(sum(each == kind for each in kinds) for kinds in counted))


def _counts(*numbers: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers)) or (0,)


def _counting(dossier: Dossier, more: int) -> Dossier:
    """Let section 1 count the services in scope, ``more`` than there are."""
    count = len(dossier.services_in_scope)
    while more and count + more in _services(dossier):
        more += 1
    en, id = (
        f"In all, {count + more} services are in scope.",
        f"Seluruhnya {count + more} layanan berada dalam ruang lingkup.",
    )
    return edit(dossier, "plan/scope/text", lambda held: longer(dossier, held, en=en, id=id))
