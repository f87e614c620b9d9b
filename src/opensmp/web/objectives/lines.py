"""The objectives as a page shows them: the sentence, the line of readings, the figure, and the word for where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from opensmp.checking.standing import spelled
from opensmp.dossier import Dossier
from opensmp.i18n import Message, Plural, _, n_
from opensmp.language import Label, Statement, read
from opensmp.measures.progress import Progress, progress_of
from opensmp.plan.objectives import Objective, PastObjective
from opensmp.web.desk import Desk
from opensmp.web.figures import figure_words
from opensmp.web.rows.findings import Told
from opensmp.web.rows.listing import State
from opensmp.web.rows.shelf import Shelf
from opensmp.web.rows.whereto import row_address

PLACE = "plan/objectives/objectives"
LONGEST = 12
"""Readings that a line shows."""

_SIGN: Mapping[str, str] = {
    "increase": "≥ ",
    "maintain at least": "≥ ",
    "decrease": "≤ ",
    "maintain at most": "≤ ",
    "milestone": "",
}


class ObjectiveLine(NamedTuple):
    """An objective with its evidence."""

    id: str
    sentence: str
    href: str
    sub: str
    values: tuple[Decimal, ...]
    target: Decimal | None
    figure: str
    of: str
    tells: str
    state: State
    told: tuple[Told, ...]
    statement: Statement | None
    say_href: str


class ObjectiveLines(Shelf):
    """The objectives of one plan for one person."""

    def lines(self) -> list[ObjectiveLine]:
        """Return the objectives of the planning period, in the plan's order."""
        return [self.line(row) for row in self.dossier.plan.objectives.objectives]

    def line(self, row: Objective) -> ObjectiveLine:
        """Return one objective with its evidence."""
        progress = progress_of(row, self.dossier.today)
        values = self._values(row)
        state = state_of(row, progress)
        sentence = row.statement.text(self.language)
        figure = self._figure(row, progress)
        target = (
            f"{_SIGN[row.kind]}{figure_words(row.target, row.unit, self.language)}" if row.target is not None else ""
        )
        tells = _("{sentence} {figure}, target {target}: {state}. {n} measured values.", sentence=sentence, figure=figure, target=target,
                  state=state.text, n=len(values))  # fmt: skip
        statement = read_sentence(row, self.dossier)
        return ObjectiveLine(
            row.id, sentence, row_address(self.desk, "objectives", row.id), self._sub(row, progress),
            values, row.target,
            figure, self.say(_("of {target}", target=target)) if target else "", self.say(tells), state, self.flaws.of(PLACE, row.id),
            statement, self.desk.url("objective_say", key=row.id),
        )  # fmt: skip

    def _values(self, row: Objective) -> tuple[Decimal, ...]:
        """Return the measured values, the oldest first: the objective's own, else those of the first promise behind it."""
        today = self.dossier.today
        readings = sorted((each for each in row.readings if each.on <= today), key=lambda each: each.on)[-LONGEST:]
        promise = self.dossier.commitments.get(row.commitments[0]) if row.commitments and not readings else None
        if promise is None or promise.target.unit != row.unit:
            return tuple(each.value for each in readings)
        verdicts = sorted(
            (each for each in self.dossier.verdicts if each.commitment == promise.id), key=lambda each: each.end
        )
        return tuple(each.measured for each in verdicts[-LONGEST:] if each.measured is not None)

    def past(self, period: str) -> list[PastObjective]:
        """Return the objectives of an earlier period."""
        return [row for row in self.dossier.plan.objectives.past if row.period == period]

    def periods(self) -> list[str]:
        """Return the earlier periods, the oldest first."""
        return sorted({row.period for row in self.dossier.plan.objectives.past if row.period})

    def sentence(self, lines: list[ObjectiveLine]) -> Message | Plural:
        """Return the line under the title: how many there are, and where they stand on today's records."""
        if not lines:
            return _("No objective stands here yet.")
        kinds = [line.state.kind for line in lines]
        behind = kinds.count("stop") + kinds.count("warn")
        parts = [
            n_("one reaches its target today", "{n} reach their target today", kinds.count("ok")),
            n_("one is on its way", "{n} are on their way", kinds.count("live")),
            n_("one is not where it should be", "{n} are not where they should be", behind),
            n_("one has not been measured yet", "{n} have not been measured yet", kinds.count("wait")),
        ]
        return n_(
            "One objective: {parts}.",
            "{number} objectives: {parts}.",
            len(lines),
            number=spelled(len(lines), start=True),
            parts=tuple(part for part in parts if part.count),
        )

    def _figure(self, row: Objective, progress: Progress) -> str:
        if progress.current is not None:
            return figure_words(progress.current.value, row.unit, self.language)
        if progress.fraction is not None:
            share = round(Decimal(100 * progress.fraction.numerator) / progress.fraction.denominator)
            return figure_words(share, "%", self.language)
        return "–"

    def _sub(self, row: Objective, progress: Progress) -> str:
        parts = [row.id, self.names.holder(row.owner), row.source.text(self.language)]
        if progress.current is not None:
            parts += [progress.current.population, self.say(_("measured {day}", day=progress.current.on))]
        elif row.deadline:
            parts.append(self.say(_("by {day}", day=row.deadline)))
        return " · ".join(part for part in parts if part)


def state_of(row: Objective, progress: Progress) -> State:
    """Return the word for where an objective stands: under way is not missed, and not measured is not nought."""
    if progress.state == "not met" and row.kind in ("increase", "decrease"):
        if progress.fraction is not None and progress.fraction < 0:
            return State("warn", _("Moving away"))
        return State("live", _("Under way"))
    return _STATES[progress.state]


_STATES: Mapping[str, State] = {
    "met": State("ok", _("Met today")), "not met": State("stop", _("Missed")), "open": State("live", _("Open")),
    "done on time": State("ok", _("Done on time")), "done late": State("warn", _("Done late")), "overdue": State("stop", _("Overdue")),
    "not measured": State("wait", _("Not measured yet")), "not computable": State("wait", _("Cannot be computed")),
    "target undefined": State("stop", _("No target")),
}  # fmt: skip


def read_sentence(row: Objective, dossier: Dossier) -> Statement | None:
    """Return the reading of an objective whose sentence cannot be measured as it stands; None where it can."""
    language = dossier.plan.identity.language
    words = row.statement.text(language)
    statement = read(words, language) if words else None
    if statement is None or statement.label is not Label.NOT:
        return None
    return statement


def title_of(desk: Desk, dossier: Dossier) -> Message:
    """Return the title of the page: the objectives of the planning period."""
    del desk
    period = dossier.plan.identity.period
    return _("Objectives for {period}", period=period.name) if period else _("Objectives")
