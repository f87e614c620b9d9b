"""The sentences that every form of the report shares: the standing, the counts, the length."""

from __future__ import annotations

from opensmp.checking import Correction, Count, Severity
from opensmp.cli.reports import Checked
from opensmp.dossier.length import Extent
from opensmp.i18n import Message, Plural, _, n_


def headline(checked: Checked) -> Message:
    """Status is a sentence: what stands between this plan and its approval."""
    report = checked.report
    blocking, advice = len(report.of(Severity.BLOCKS)), len(report.of(Severity.ADVICE))
    if blocking:
        return _(
            "Not yet: {blocking} and {advice}.",
            blocking=n_("one finding blocks approval", "{n} findings block approval", blocking),
            advice=_advice(advice),
        )
    if advice:
        return _("Nothing blocks approval; {advice}.", advice=_advice(advice))
    return _("Nothing open: all {n} rules of this profile are satisfied.", n=len(report.rules))


def _advice(count: int) -> Plural | Message:
    if not count:
        return _("there is no advice")
    return n_("one is advice", "{n} are advice", count)


def count_words(rows: Count, items: Count) -> Message:
    """The two counts, side by side and never merged."""
    return _(
        "Content checklist: {rows} of {all_rows} rows met. Clause 6.3 a–h: {items} of {all_items} items included or referenced.",
        rows=rows.met, all_rows=len(rows.rows), items=items.met, all_items=len(items.rows),
    )  # fmt: skip


def length_words(extent: Extent) -> Message:
    """How long the plan is to print and to read."""
    return _(
        "About {pages} pages and {minutes} minutes of reading ({words} words, {rows} table rows).",
        pages=round(extent.pages), minutes=round(extent.minutes), words=extent.words, rows=extent.rows,
    )  # fmt: skip


def correction_words(correction: Correction) -> Message:
    """Which kind of change a ready fix is."""
    if correction.kind == "wording":
        return _("Ready wording")
    return _("Ready change (of meaning)")
