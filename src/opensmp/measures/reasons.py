"""Why a record could not be judged, in words."""

from __future__ import annotations

from opensmp.i18n import Message, _


def reason_words(reason: str) -> Message | str:
    """A reason code in words; a code that is not known here is shown as it is."""
    words = {
        "no start": _("no start"), "no end": _("no end"), "ends before it starts": _("it ends before it starts"),
        "no clock": _("outside the days of its calendar"), "not judged": _("a value is missing"),
    }  # fmt: skip
    return words.get(reason, reason)
