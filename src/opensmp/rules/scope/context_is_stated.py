"""Whether section 1 states the internal and external issues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import refers_to_current, unreferenced


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(r"\bcontext\b|\bissues\b|\bkonteks\b|\bisu\b", re.IGNORECASE)


@rule(
    "SCO-17",
    clause="4.1",
    severity=ADVICE,
    requirements=("R21", "R55"),
    examples=(
        fails(
            "`context: []` in section 1",
            lambda dossier: put(unreferenced(dossier, _subject()), "plan/scope", context=()),
        ),
        passes("One internal and one external issue", lambda dossier: dossier),
    ),
)
def context_is_stated(dossier: Dossier) -> Iterator[Finding]:
    """The context is stated: internal and external issues.

    Why: the issues explain why this organisation's system is as it is. Without them the plan could be anybody's.

    Fix: name at least one internal and one external issue that affects the services, or refer to the approved
    document that does.
    """
    context = dossier.plan.scope.context
    if "scope" not in dossier.stated or refers_to_current(dossier, _subject()):
        return
    kinds = {issue.kind for issue in context}
    if not kinds:
        says = _("Section 1 states no context: neither internal nor external issues.")
    elif "external" not in kinds:
        says = _("The context names internal issues only.")
    elif "internal" not in kinds:
        says = _("The context names external issues only.")
    else:
        return
    yield Finding(at("plan/scope/context"), says)
