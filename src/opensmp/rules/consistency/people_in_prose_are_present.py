"""Whether the words of the plan speak of somebody who has left as if they were still there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from opensmp.checking import ADVICE, Address, Finding, add, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.registers.organisation import Person
from opensmp.rules.consistency._helpers import longer
from opensmp.rules.consistency._prose import persons_named, sentence_around


@rule(
    "CON-44",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R12", "R35", "R54", "R58"),
    examples=(
        fails(
            "“Bagas Example decides on the archive”, and he left last year",
            lambda d: _told(d, "Bagas Example decides on the archive.", "Bagas Example memutuskan tentang arsip."),
        ),
        passes(
            "“Bagas Example kept the archive until he left”",
            lambda d: _told(
                d,
                "Until last year Bagas Example kept the archive.",
                "Sampai tahun lalu Bagas Example memelihara arsip.",
            ),
        ),
    ),
)
def people_in_prose_are_present(dossier: Dossier) -> Iterator[Finding]:
    """People whom the words of the plan name are still there.

    Why: a name in a sentence is forgotten when fields are brought up to date. The auditor asks for that person, and
    learns that the text was not read since.

    Fix: name the office instead of the person, or the person who holds it now; say of the past that it is past.
    """
    gone = [row for row in dossier.organisation.people if not dossier.people.present(row)]
    told: set[tuple[str, tuple[str, ...]]] = set()
    for person, passage, start, end in persons_named(dossier, gone):
        begin, stop = sentence_around(passage.words, start, end)
        sentence = " ".join(passage.words[begin:stop].split())
        if (person.id, passage.text.parts) in told or _past().search(sentence):
            continue
        told.add((person.id, passage.text.parts))
        yield Finding(
            where=Address(passage.text.parts),
            says=_(
                "The words speak of {name}, who left on {day}: “{sentence}”",
                name=person.name, day=person.left or dossier.today, sentence=sentence,
            ),
            quote=sentence,
            also=(at("organisation/people", person.id, "left"),),
        )  # fmt: skip


@cache
def _past() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:former(?:ly)?|until|previous(?:ly)?|predecessor|succeed\w*|succeeded|replaced|handed over|had|was|were|left"
        r"|mantan|sampai|hingga|sebelumnya|terdahulu|pendahulu\w*|menggantikan|digantikan|semula)\b",
        re.IGNORECASE,
    )


def _told(dossier: Dossier, en: str, id: str) -> Dossier:
    person = Person(id="left-example", name="Bagas Example", left=dossier.today - timedelta(days=300))
    known = add(dossier, "organisation/people", person)
    return edit(known, "plan/assurance/text", lambda held: longer(dossier, held, en=en, id=id))
