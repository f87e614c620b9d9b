"""What people do to a workspace, an act at a time: each is acknowledged once, and must then outlive anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from opensmp.actions.approving import Verdict, decide, submit, withdraw
from opensmp.actions.commenting import comment
from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit, rows_at
from opensmp.actions.members import invite
from opensmp.actions.recording import bring_records, record_verdicts
from opensmp.actions.undoing import undo
from opensmp.actions.uploading import bring, forget, remember
from opensmp.plan.prose import Prose
from opensmp.site.backup import restore
from opensmp.site.demo import DAY, PLAN, SLUG
from opensmp.store.mapping import entry_at, places
from opensmp.store.models import Import, Membership, Organisation, PlanRow, Submission, Upload
from opensmp.store.reading import dossier_for

Act = Callable[[], object]
BACKUP = Path(settings.HOME).parent / "backup.tar"


class Desk(NamedTuple):
    """Who acts, and on which plan, as the database has them now."""

    ratna: Actor
    maya: Actor
    lukman: Actor
    plan: PlanRow


def desk() -> Desk:
    """Read everybody anew: an act never begins with what an earlier one left in memory."""
    organisation = Organisation.objects.get(slug=SLUG)
    rows = {row.person: row for row in Membership.objects.of(organisation).select_related("account")}

    def person(name: str) -> Actor:
        return Actor(rows[name].account, organisation, rows[name].role, name, DAY)

    return Desk(person("ratna"), person("maya"), person("lukman"), PlanRow.objects.of(organisation).get(slug=PLAN))


def rewritten(place: str, key: str, field: str, words: str) -> Act:
    """Return an act that saves another text in one entry."""

    def act() -> None:
        now = desk()
        dossier = dossier_for(now.plan, now.ratna.organisation, DAY)
        value = replace(entry_at(dossier, place, key), **{field: Prose.of({"en": words, "id": words})})
        seen = rows_at(now.ratna.organisation, now.plan, places()[place]).get(key=key).digest
        edit(now.ratna, now.plan, [Change(place, key, seen, value)], "A better sentence")

    return act


def remarked() -> None:
    now = desk()
    comment(now.ratna, now.plan, "plan/scope/text", "Who decides about this?")


def submitted() -> None:
    now = desk()
    seen = dossier_for(now.plan, now.ratna.organisation, DAY).digest
    submit(now.ratna, now.plan, seen, "New targets", "After the review of November")


def taken_back() -> None:
    withdraw(desk().ratna, _waiting(), "One thing is missing")


def _waiting() -> Submission:
    return Submission.objects.of(desk().ratna.organisation).select_related("plan").get(status="waiting")


def sent_back() -> None:
    waiting = _waiting()
    decide(desk().maya, waiting, waiting.digest, Verdict("returned", "Not yet", (("scope", "Say who decides"),)))


def approved() -> None:
    waiting = _waiting()
    decide(
        desk().maya,
        waiting,
        waiting.digest,
        Verdict("approved", "Well done", start=date(2026, 12, 1), override="Known"),
    )


REGISTER = b"id,name\nS-01,Core banking, renewed\n"


def register_brought() -> None:
    bring(desk().ratna, "services.csv", [REGISTER])


def register_taken_over(together: Callable[[], AbstractContextManager[object]] = transaction.atomic) -> None:
    """What the page of an import does when somebody confirms it: the rows and the import, together."""
    now = desk()
    upload = Upload.objects.of(now.ratna.organisation).get(kind="register")
    dossier = dossier_for(now.plan, now.ratna.organisation, DAY)
    row = replace(entry_at(dossier, "registers/services", "S-01"), name=Prose.of({"en": "Core banking, renewed"}))
    seen = rows_at(now.ratna.organisation, now.plan, places()["registers/services"]).get(key="S-01").digest
    with together():
        event = edit(now.ratna, now.plan, [Change("registers/services", "S-01", seen, row)], "Import of services.csv")
        remember(now.ratna, upload, "services", event, {"changed": 1})


def register_half_taken_over() -> None:
    """The control: what a careless page would do, in two transactions."""
    register_taken_over(nullcontext)


def register_undone() -> None:
    """What the page of an import does when somebody takes it back."""
    now = desk()
    row = Import.objects.of(now.ratna.organisation).get(target="services", status="done")
    with transaction.atomic():
        undo(now.ratna, now.plan, row.result["event"])
        forget(now.ratna, row)


def records_brought() -> None:
    bring_records(desk().ratna, "incidents.csv", iter([b"number,opened_at\nINC1,2026-07-01 08:00:00\n" * 200]))


def verdicts_recorded() -> None:
    now = desk()
    held = dossier_for(now.plan, now.ratna.organisation, DAY).verdicts
    record_verdicts(now.ratna, now.plan, [replace(each, verdict="broken") for each in held[:3]], ())


def invited() -> None:
    invite(desk().lukman, "guest@example.org", "Guest", "contributor")


def restored() -> None:
    restore(BACKUP)


ACTIONS: Mapping[str, tuple[Act, ...]] = {
    "save": (
        rewritten("plan/scope", "", "statement", "The services of the bank, at three sites."),
        rewritten("plan/practices/practices", "incident", "approach", "Every incident is restored first, then explained."),
        rewritten("plan/objectives/objectives", "SMO-1", "statement", "Restore faster than in 2026."),
        remarked,
    ),
    "submit": (submitted, taken_back, invited),
    "approve": (submitted, sent_back, submitted, approved),
    "import": (register_brought, register_taken_over, register_undone, records_brought, verdicts_recorded),
    "restore": (restored,),
    "control": (register_brought, register_half_taken_over),
}  # fmt: skip
"""The writing actions, each a story of several acts; and one that is wrong."""
