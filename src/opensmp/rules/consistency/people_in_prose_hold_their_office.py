"""Whether a person whom the words give an office holds that office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opensmp.checking import ADVICE, Address, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.roles import Role
from opensmp.registers.organisation import Office, Person
from opensmp.rules.consistency._helpers import longer
from opensmp.rules.consistency._prose import persons_named

_MARKS = " \n*_,(:–—"
_REACH = 70
"""Characters beside a name in which the title of an office can stand."""


@rule(
    "CON-45",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R46", "R54"),
    examples=(
        fails("A person beside the title of somebody else's office", lambda d: _titled(d, own=False)),
        passes("A person beside the title of the own office", lambda d: _titled(d, own=True)),
    ),
)
def people_in_prose_hold_their_office(dossier: Dossier) -> Iterator[Finding]:
    """A person whom the words give an office holds it.

    Why: a sentence that names a person with another's office gives authority to somebody who does not have it.

    Fix: correct the name or the title, or write the office alone.
    """
    present = [row for row in dossier.organisation.people if dossier.people.present(row)]
    titles = _titles(dossier)
    told: set[tuple[str, tuple[str, ...]]] = set()
    for person, passage, start, end in persons_named(dossier, present):
        title = _beside(passage.words, start, end, titles)
        if title is None or person in titles[title] or (person.id, passage.text.parts) in told:
            continue
        told.add((person.id, passage.text.parts))
        holders = tuple(each.name for each in titles[title]) or ("—",)
        quote = " ".join(passage.words[max(0, start - _REACH) : end + _REACH].split())
        yield Finding(
            where=Address(passage.text.parts),
            says=_(
                "The words call {name} “{title}”, an office that {holders} holds.",
                name=person.name, title=title, holders=holders,
            ),
            quote=quote,
            also=(at("organisation/people", person.id, "offices"),),
        )  # fmt: skip


def _titles(dossier: Dossier) -> Mapping[str, tuple[Person, ...]]:
    """Return who may be called by a title in lower case: the holders of the office, and of roles of the same title."""
    found: dict[str, tuple[Person, ...]] = {}
    rows: tuple[Office | Role, ...] = (*dossier.organisation.offices, *dossier.plan.roles.roles)
    for row in rows:
        for _language, title in row.title.each():
            name = " ".join(title.lower().split())
            found[name] = (*found.get(name, ()), *dossier.people.holders(row.id))
    return found


def _beside(words: str, start: int, end: int, titles: Mapping[str, tuple[Person, ...]]) -> str | None:
    """Return the longest title right behind the name, after a comma or bracket, or right before it."""
    behind, before = words[end : end + _REACH].lstrip(" *_\n"), words[max(0, start - _REACH) : start].rstrip(" *_\n,(")
    after = " ".join(behind.strip(_MARKS).lower().split()).removeprefix("the ") if behind[:1] in (",", "(") else ""
    ahead = " ".join(before.lower().split())
    return max((title for title in titles if _begins(after, title) or _ends(ahead, title)), key=len, default=None)


def _begins(text: str, title: str) -> bool:
    return text.startswith(title) and not text[len(title) : len(title) + 1].isalnum()


def _ends(text: str, title: str) -> bool:
    return text.endswith(title) and not text[: -len(title)][-1:].isalnum()


def _titled(dossier: Dossier, *, own: bool) -> Dossier:
    """Name somebody who holds one office with the title of that office, or of another one that is held."""
    held = {row.id: dossier.people.holders(row.id) for row in dossier.organisation.offices}
    office, people = next((row, held[row.id]) for row in dossier.organisation.offices if held[row.id])
    person = (
        people[0]
        if own
        else next(each for row in dossier.organisation.offices for each in held[row.id] if each not in people)
    )
    en, id = (
        f"{person.name}, {office.title.text(each)}, {does}."
        for each, does in (("en", "keeps the keys"), ("id", "menyimpan kunci"))
    )
    return edit(dossier, "plan/assurance/text", lambda prose: longer(dossier, prose, en=en, id=id))
