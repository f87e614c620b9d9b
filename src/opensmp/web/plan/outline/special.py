"""Parts of the document that are more than the fields of one record: practices, promises, matrices, registers cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opensmp.i18n import Message, Plural, _, n_
from opensmp.plan.commitments import Claim, Commitment
from opensmp.plan.objectives import Objective
from opensmp.plan.practices import Practice
from opensmp.plan.raci import roles_with
from opensmp.plan.value import key_of
from opensmp.web.figures import figure_words, target_words
from opensmp.web.plan.naming import anchor_of
from opensmp.web.plan.outline.blocks import Block, Fact, Facts, Heading, Row, Table, Words
from opensmp.web.plan.outline.voice import Voice

_AT_LEAST = frozenset({"increase", "maintain at least"})


def services_in_scope(voice: Voice) -> Iterator[Block]:
    """The services of section 1, by name; section 6 says more of each."""
    services = voice.dossier.plan.scope.services
    if services:
        term = voice.say(n_("{n} service in scope", "{n} services in scope", len(services)))
        detail = voice.references(("service",), services)
        yield Facts("plan/scope/services", (Fact("plan/scope/services", term, detail),))


def climate(voice: Voice) -> Iterator[Block]:
    """Whether climate change matters here (Amd 1:2024), and why."""
    held = voice.dossier.plan.scope.climate
    if held:
        said = _("Climate change is a relevant issue") if held.relevant else _("Climate change is not a relevant issue")
        where = "plan/scope/climate"
        yield Facts(where, (Fact(where, voice.say(said), voice.text(held.reason)),))


def objectives(voice: Voice) -> Iterator[Block]:
    """The objectives of the period, each with its number."""
    where = "plan/objectives/objectives"
    rows = [
        Row(
            f"{where}/{row.id}",
            (
                voice.text(row.statement),
                objective_target(row, voice),
                _by_when(row, voice),
                voice.holder(row.owner),
                voice.text(row.source),
            ),
            row.id,
        )
        for row in voice.dossier.plan.objectives.objectives
    ]
    columns = (_("Objective"), _("Target"), _("By when"), _("Owner"), _("Measured from"))
    yield from _table(voice, where, _("Objectives of the planning period"), columns, rows)


def objective_target(row: Objective, voice: Voice) -> str:
    """Return the number an objective has to reach, or what completes a milestone."""
    if row.target is None:
        return voice.text(row.evidence)
    sign = "≥ " if row.kind in _AT_LEAST else "≤ "
    return sign + figure_words(row.target, row.unit, voice.language)


def _by_when(row: Objective, voice: Voice) -> str:
    if row.deadline:
        return voice.day(row.deadline)
    return voice.say(_("each {window}", window=row.window)) if row.window else ""


def actions(voice: Voice) -> Iterator[Block]:
    """What is done for each objective."""
    rows = [
        Row(
            f"plan/objectives/objectives/{objective.id}/actions/{place}",
            (voice.text(action.text), voice.holder(action.owner), voice.day(action.due), voice.text(action.resources)),
            group=f"{objective.id} · {voice.text(objective.metric or objective.statement)}",
        )
        for objective in voice.dossier.plan.objectives.objectives
        for place, action in enumerate(objective.actions, 1)
    ]
    columns = (_("What is done"), _("By whom"), _("Until"), _("With what"))
    yield from _table(voice, "plan/objectives/actions", _("How the objectives are reached"), columns, rows)


def responsibilities(voice: Voice) -> Iterator[Block]:
    """The RACI matrix as sentences: for each activity who answers, works, is asked and is told."""
    rows = [
        Row(
            f"plan/roles/raci/{duty.id}",
            (voice.text(duty.activity), *(_roles(voice, roles_with(duty, letter)) for letter in ("A", "R", "C", "I"))),
            group=voice.text(duty.group),
        )
        for duty in voice.dossier.plan.roles.raci
    ]
    columns = (_("Activity"), _("Accountable"), _("Responsible"), _("Consulted"), _("Informed"))
    yield from _table(voice, "plan/roles/raci", _("Responsibilities (RACI)"), columns, rows)


def _roles(voice: Voice, held: Iterable[str]) -> str:
    return ", ".join(voice.names.of("role", each) for each in held)


def budget(voice: Voice) -> Iterator[Block]:
    """The budget with its sums, in its own currency and unit."""
    held = voice.dossier.plan.resources.budget
    if held is None:
        return
    where = "plan/resources/budget"
    rows = [
        Row(
            f"{where}/lines/{line.id}",
            (voice.text(line.purpose), voice.word(line.use), voice.number(line.planned)),
            line.id,
        )
        for line in held.lines
    ]
    sums = ((_("Operation"), held.operation), (_("Improvement"), held.improvement), (_("Total"), held.total))
    rows += [
        Row(f"{where}/total", (voice.say(word), "", voice.number(amount)))
        for word, amount in sums
        if amount is not None
    ]
    title = _("Budget {period}, in {unit} {currency}", period=held.period, unit=held.unit, currency=held.currency)
    yield from _table(voice, where, title, (_("Purpose"), _("Use"), _("Planned")), rows, numeric=(2,))


def practices(voice: Voice) -> Iterator[Block]:
    """Each practice under its own number: approach, governance, facts, promises."""
    for number, practice in enumerate(voice.dossier.plan.practices.practices, 1):
        yield from _practice(voice, practice, f"5.{number}")


def practice_title(voice: Voice, identity: str) -> str:
    """Return the name of a practice; one of the organisation's own is called by its id."""
    known = voice.dossier.standard.practices.get(identity)
    return known.title.text(voice.language) if known else identity


def _practice(voice: Voice, practice: Practice, number: str) -> Iterator[Block]:
    where = f"plan/practices/practices/{practice.id}"
    yield Heading(where, number, practice_title(voice, practice.id), anchor_of(practice.id))
    for name in ("approach", "governance", "activity"):
        if getattr(practice, name):
            yield Words(f"{where}/{name}", voice.text(getattr(practice, name)))
    yield Facts(where, tuple(_practice_facts(voice, practice, where)))
    yield from promises(voice, where, practice=practice.id)


def _practice_facts(voice: Voice, practice: Practice, where: str) -> Iterator[Fact]:
    status = voice.word(practice.status)
    since = (
        voice.say(_("{status} since {day}", status=status, day=practice.since))
        if practice.status and practice.since
        else status
    )
    every = voice.say(_("All in scope"))
    rows: tuple[tuple[str, Message, str], ...] = (
        ("owner", _("Owner"), voice.holder(practice.owner)),
        ("status", _("Status"), since),
        ("procedures", _("Procedures"), voice.references(("document",), practice.procedures)),
        ("services", _("Services"), voice.references(("service",), practice.services) or every),
        ("units", _("Units"), voice.references(("unit",), practice.units)),
        ("classes", _("Classes of items"), ", ".join(practice.classes)),
        ("verification", _("Verified"), voice.word(practice.verification)),
    )
    yield from (Fact(f"{where}/{name}", voice.say(term), detail) for name, term, detail in rows if detail)


def promises(voice: Voice, where: str, *, practice: str = "", section: str = "") -> Iterator[Block]:
    """What a practice, or a section outside the practices, promises."""
    held = voice.dossier.plan.commitments
    everything: tuple[Commitment | Claim, ...] = (*held.commitments, *held.claims)
    made = [
        row
        for row in everything
        if (row.practice == practice if practice else row.section == section and not row.practice)
    ]
    rows = [
        Row(
            f"plan/commitments/{'commitments' if isinstance(row, Commitment) else 'claims'}/{row.id}",
            (voice.text(row.sentence), _promised(row, voice), voice.holder(row.owner)),
            row.id,
        )
        for row in made
    ]
    columns = (_("Promise"), _("Target"), _("Owner"))
    yield from _table(voice, f"{where}/commitments", _("What is promised"), columns, rows)


def _promised(row: Commitment | Claim, voice: Voice) -> str:
    if isinstance(row, Commitment):
        return target_words(row.target, voice.language, sign=True)
    return voice.word(row.status or row.cadence or row.kind)


def portfolio(voice: Voice) -> Iterator[Block]:
    """The services in one table; tier and customers are those of the register."""
    where = "plan/portfolio/services"
    rows = []
    for line in voice.dossier.plan.portfolio.services:
        known = voice.dossier.services.get(line.service)
        tier = voice.number(known.criticality) if known else ""
        named = f"[[service:{line.service}]]"
        cells = (
            named,
            voice.text(line.summary),
            tier,
            voice.holder(line.owner),
            voice.word(line.status),
            ", ".join(line.slas),
        )
        rows.append(Row(f"{where}/{line.service}", cells, line.service))
    columns = (_("Service"), _("What it is"), _("Tier"), _("Owner"), _("Status"), _("Agreement"))
    yield from _table(voice, where, _("Services in scope"), columns, rows, numeric=(2,))


def no_other_parties(voice: Voice) -> Iterator[Block]:
    """The explicit statement that nobody else takes part."""
    if voice.dossier.plan.suppliers.none_other:
        said = _("No internal supplier and no customer acting as a supplier takes part in the services.")
        yield Words("plan/suppliers/none_other", voice.say(said))


def audits(voice: Voice) -> Iterator[Block]:
    """The audits of the programme, as the register has them."""
    where = "plan/assurance/programme/audits"
    held = [
        voice.dossier.audits[each]
        for each in voice.dossier.plan.assurance.programme.audits
        if each in voice.dossier.audits
    ]
    rows = [
        Row(
            f"registers/audits/{row.id}",
            (voice.text(row.title), voice.word(row.kind), voice.day(row.planned), voice.day(row.performed), voice.holder(row.lead),
             ", ".join(row.clauses)),
            row.id,
        )
        for row in held
    ]  # fmt: skip
    columns = (_("Audit"), _("Kind"), _("Planned"), _("Performed"), _("Lead auditor"), _("Clauses"))
    yield from _table(voice, where, _("Audits"), columns, rows)


def review_topics(voice: Voice) -> Iterator[Block]:
    """The inputs of the management review, in words rather than letters."""
    where = "plan/assurance/management_review/topics"
    known = voice.dossier.standard.review_inputs
    topics = [
        known[each].title.text(voice.language)
        for each in voice.dossier.plan.assurance.management_review.topics
        if each in known
    ]
    if topics:
        yield Facts(where, (Fact(where, voice.say(_("What it looks at")), "; ".join(topics)),))


def reviews(voice: Voice) -> Iterator[Block]:
    """The management reviews that are planned."""
    held = voice.dossier.plan.assurance.management_review.reviews
    rows = [
        Row(
            f"registers/reviews/{row.id}",
            (
                voice.text(row.title) or row.id,
                voice.day(row.planned),
                voice.day(row.performed),
                voice.holder(row.chair),
            ),
            row.id,
        )
        for row in (voice.dossier.reviews[each] for each in held if each in voice.dossier.reviews)
    ]
    columns = (_("Management review"), _("Planned"), _("Performed"), _("Chair"))
    yield from _table(voice, "plan/assurance/management_review/reviews", _("Management reviews"), columns, rows)


def timeline(voice: Voice) -> Iterator[Block]:
    """The calendar of the planning period."""
    where = "plan/assurance/timeline"
    rows = [
        Row(
            f"{where}/{row.id}",
            (voice.text(row.title), _days(voice, row.start, row.end), voice.word(row.cadence), voice.holder(row.owner)),
            row.id,
        )
        for row in voice.dossier.plan.assurance.timeline
    ]
    yield from _table(voice, where, _("Calendar"), (_("Activity"), _("When"), _("How often"), _("Owner")), rows)


def _days(voice: Voice, start: object, end: object) -> str:
    if start and end:
        return voice.say(_("{start} to {end}", start=start, end=end))  # type: ignore[arg-type]  # both are days
    return voice.day(start or end)  # type: ignore[arg-type]  # a day or nothing


def initiatives(voice: Voice) -> Iterator[Block]:
    """The improvements that the plan names, as the register has them."""
    where = "plan/improvement/initiatives"
    held = voice.dossier.plan.improvement.initiatives
    rows = [
        Row(
            f"registers/improvements/{row.id}",
            (voice.text(row.title), voice.word(row.source), voice.text(row.target), voice.holder(row.owner), voice.day(row.due),
             voice.word(row.status)),
            row.id,
        )
        for row in (voice.dossier.improvements[each] for each in held if each in voice.dossier.improvements)
    ]  # fmt: skip
    columns = (_("Improvement"), _("From"), _("Target"), _("Owner"), _("Due"), _("Status"))
    yield from _table(voice, where, _("Improvements of the planning period"), columns, rows)


def _table(
    voice: Voice,
    where: str,
    title: Message | Plural,
    columns: Iterable[Message],
    rows: Iterable[Row],
    numeric: tuple[int, ...] = (),
) -> Iterator[Block]:
    """Yield a table without the columns in which no row says anything; nothing where there are no rows."""
    held = tuple(rows)
    if not held:
        return
    named = [voice.say(column) for column in columns]
    kept = [place for place in range(len(named)) if not place or any(row.cells[place] for row in held)]
    yield Table(
        where, voice.say(title), tuple(named[place] for place in kept),
        tuple(row._replace(cells=tuple(row.cells[place] for place in kept)) for row in held),
        tuple(kept.index(place) for place in numeric if place in kept),
    )  # fmt: skip


def rows_table(
    voice: Voice, where: str, title: Message, columns: tuple[tuple[str, Message], ...], held: tuple[object, ...]
) -> Iterator[Block]:
    """Yield a list of records as a table of the fields that are named."""
    rows = [
        Row(
            f"{where}/{key_of(row, place)}",
            tuple(voice.field(row, path) for path, _label in columns),
            getattr(row, "id", ""),
        )
        for place, row in enumerate(held)
    ]
    yield from _table(voice, where, title, [label for _path, label in columns], rows)
