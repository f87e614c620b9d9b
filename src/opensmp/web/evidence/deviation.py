"""A declared deviation: practice differs from a promise, with an owner, a day and an improvement."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from opensmp.actions.editing import Change
from opensmp.i18n import _
from opensmp.plan.review import Deviation
from opensmp.web.answers import Ask
from opensmp.web.desk import Desk, page
from opensmp.web.evidence.lines import Line, lines_of
from opensmp.web.evidence.words import promised, window_title
from opensmp.web.forms import ValueForm
from opensmp.web.names import Names
from opensmp.web.saving import Clash, must_change, save, tongue_of
from opensmp.web.telling import tell

_DEVIATION = (
    Ask("id"), Ask("commitment", _("Promise")), Ask("reason", _("What the records show, and why"), long=True), Ask("owner"),
    Ask("until", _("The promise holds again from"), _("After this day the deviation is a finding.")),
    Ask("improvement", _("The improvement that brings it about")),
)  # fmt: skip
PLACE = "plan/review/deviations"


@page("edit_own_section")
def deviation(desk: Desk, commitment: str) -> HttpResponse:
    """Declare that practice differs from a promise, with an owner, a day and an improvement; it is printed in section 10."""
    desk.here = "evidence"
    must_change(desk, PLACE)
    line = next((each for each in lines_of(desk.dossier, {}) if each.commitment.id == commitment), None)
    if line is None:
        raise Http404
    posted = desk.request.method == "POST"
    form = ValueForm(
        Deviation, _DEVIATION, Names(desk.dossier, desk.language), tongue_of(desk), sent=desk.request.POST if posted else None,
        begin=_begun(desk, line),
    )  # fmt: skip
    if posted and (made := form.read()) is not None:
        saved = save(desk, form, Change(PLACE, made.id, "", made))
        if saved == "saved":
            tell(desk, "success", _("The deviation {id} is declared. Section 10 of the plan prints it.", id=made.id))
            return desk.go("evidence", commitment=commitment)
        if isinstance(saved, Clash):
            form.complain("id", _("“{id}” stands in this list already.", id=made.id))
    return desk.show(
        "evidence/deviation.html", status=422 if form.problems else 200, form=form, line=line,
        back=desk.url("evidence", commitment=commitment),
    )  # fmt: skip


def _begun(desk: Desk, line: Line) -> dict[str, str]:
    """Return what is known already: the figure and who keeps the promise. The day and the improvement are for people."""
    taken = {row.id for row in desk.dossier.plan.review.deviations}
    number = next(n for n in range(1, len(taken) + 2) if f"DEV-{n}" not in taken)
    begin = {"id": f"DEV-{number}", "commitment": line.commitment.id, "owner": line.commitment.owner or ""}
    if line.shown and line.shown.measured is not None:
        for language in tongue_of(desk).plan:
            reason = _(
                "{window}: {figure} was measured where the plan promises {promised}.",
                window=window_title(line.shown.start, line.shown.end, language), figure=line.figure,
                promised=promised(line.commitment.target),
            )  # fmt: skip
            begin[f"reason-{language}"] = reason.text(language)
    return begin
