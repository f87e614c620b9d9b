"""Whether the target of an initiative can be measured."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import Label, read
from opensmp.rules.improvement._examples import change_one
from opensmp.rules.improvement._helpers import open_items, place


@rule(
    "IMP-21",
    clause="10.2",
    severity=ADVICE,
    requirements=("R18", "R53"),
    examples=(
        fails(
            "“Better service for the customers”",
            lambda d: change_one(
                d, target={"en": "Better service for the customers", "id": "Layanan yang lebih baik bagi pelanggan"}
            ),
        ),
        passes("“The share of calls answered at first contact rises to 60 %”", lambda d: d),
    ),
)
def target_of_an_initiative_is_measurable(dossier: Dossier) -> Iterator[Finding]:
    """The target of an initiative of the plan can be measured.

    Why: improvements are measured against their targets; "better" cannot be missed and cannot be shown.

    Fix: give the figure that is to be reached, or the thing that will exist when the initiative is done.
    """
    named = frozenset(dossier.plan.improvement.initiatives)
    for item in (row for row in open_items(dossier) if row.id in named):
        for language, words in item.target.each():
            statement = read(words, language or dossier.plan.identity.language)
            if statement.label is Label.NOT and not statement.milestone:
                yield Finding(
                    where=place(item, "target"),
                    says=_(
                        "The target of initiative {id} “{title}” cannot be measured: “{target}”",
                        id=item.id,
                        title=item.title,
                        target=words.strip(),
                    ),
                    quote=words.strip(),
                )
                break
