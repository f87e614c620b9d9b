"""Whether the scope statement says whose system it is."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import spaced, spoken, words


@rule(
    "SCO-21",
    clause="4.3",
    severity=ADVICE,
    requirements=("R10", "R55"),
    examples=(
        fails(
            "A statement that begins “The service management system covers …” and never says whose",
            lambda dossier: put(
                dossier,
                "plan/scope",
                statement=spoken(
                    dossier,
                    en="The service management system covers the services listed in section 6.",
                    id="Sistem manajemen layanan mencakup layanan yang tercantum pada bagian 6.",
                ),
            ),
        ),
        passes("The statement names the organisation", lambda dossier: dossier),
    ),
)
def scope_statement_names_the_organisation(dossier: Dossier) -> Iterator[Finding]:
    """The scope statement names the organisation.

    Why: the sentence is printed on the certificate, where it stands alone. There it has to say whose system it
    is.

    Fix: begin with the organisation's name.
    """
    wanted = [name for name in _names(dossier) if name]
    for _language, text in dossier.plan.scope.statement.each() if wanted else ():
        phrase = spaced(text)
        if not any(name in phrase for name in wanted):
            says = _(
                "The scope statement does not name the organisation, {name}: “{text}”",
                name=dossier.organisation.name, text=text.strip(),
            )  # fmt: skip
            yield Finding(at("plan/scope/statement"), says, quote=text.strip())
            return


def _names(dossier: Dossier) -> Iterator[str]:
    """Yield the organisation's names, without the legal form, and those of its units in scope."""
    organisation = dossier.organisation
    legal = {"pt", "tbk", "persero", "cv", "ltd", "inc", "perum", "yayasan"}
    for name in (
        organisation.name,
        organisation.short,
        *(str(unit.name) for unit in organisation.units if unit.parent is None),
    ):
        kept = [word for word in words(name) if word not in legal]
        yield f" {' '.join(kept)} " if kept else ""
