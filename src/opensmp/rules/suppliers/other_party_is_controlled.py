"""Whether an internal supplier, or a customer acting as one, is controlled under an agreement."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.suppliers import OtherParty
from opensmp.rules.suppliers._helpers import spoken


@rule(
    "SUP-21",
    clause="8.3.4.2",
    severity=ADVICE,
    requirements=("R16", "R21"),
    detects=("supplier-agreement-missing",),
    examples=(
        fails(
            "The network department, with neither control nor agreement",
            lambda dossier: put(
                dossier,
                "plan/suppliers",
                none_other=False,
                others=(
                    OtherParty(
                        id="OP-X",
                        name=spoken(dossier, en="Network department", id="Bagian Jaringan"),
                        kind="internal supplier",
                        runs=spoken(dossier, en="Office network", id="Jaringan kantor"),
                    ),
                ),
            ),
        ),
        passes("No other parties", lambda dossier: put(dossier, "plan/suppliers", others=(), none_other=True)),
    ),
)
def other_party_is_controlled(dossier: Dossier) -> Iterator[Finding]:
    """An other party has controls and a documented agreement.

    Why: a colleague's promise is kept like any other: when it is written down, measured and reviewed.

    Fix: say how the party is controlled (criteria, measurement, review) and name the agreement's document id.
    """
    for party in dossier.plan.suppliers.others:
        missing = [
            word for word, held in ((_("control"), party.control), (_("agreement"), party.agreement)) if not held
        ]
        if missing:
            says = _(
                "{id} “{name}”, {kind}, has no {missing}.",
                id=party.id,
                name=party.name,
                kind=_KIND[party.kind],
                missing=tuple(missing),
            )
            yield Finding(at("plan/suppliers/others", party.id), says, quote=str(party.name))


_KIND = {
    "internal supplier": _("an internal supplier"),
    "customer acting as a supplier": _("a customer acting as a supplier"),
}
