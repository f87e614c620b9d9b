"""Work that runs beside the pages: importing an export, measuring the promises, making the example's records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django_tasks import task

from opensmp.actions.deed import Actor
from opensmp.actions.recording import begin, fail, record_verdicts, tell_progress
from opensmp.i18n import Refusal, Unavailable, _
from opensmp.store.files import named
from opensmp.store.models import Import, Membership, Organisation, PlanRow
from opensmp.store.reading import fresh_dossier
from opensmp.web.clock import today_of
from opensmp.web.evidence.engine import engine
from opensmp.web.evidence.told import keep_told, store_folder
from opensmp.web.evidence.words import Spoken, spoken

IMPORTING = 70
"""The share of an import's progress after which measuring begins, in per cent."""


@task()
def import_records(organisation: int, number: int) -> None:
    """Carry out one import that somebody confirmed: read it, measure, and put the verdicts into the plan."""
    place = Organisation.objects.get(pk=organisation)
    row = Import.objects.of(place).select_related("upload").get(pk=number)
    if not begin(row):
        return
    try:
        _import(place, row)
    except Refusal as refusal:
        fail(row, spoken(refusal.says), spoken(refusal.hint) if refusal.hint else None)
    except Exception:
        fail(
            row, spoken(_("The import stopped through an error of ours.")),
            spoken(_("No verdict was changed. Start it again; the log of the server says more.")),
        )  # fmt: skip
        raise


def _import(place: Organisation, row: Import) -> None:
    actor, plan = _who(place, row.options["account"]), PlanRow.objects.of(place).get(pk=row.options["plan"])
    brought = engine("brought")
    dossier = fresh_dossier(plan, place, actor.today).value
    store = brought.open_store(store_folder(place), dossier)

    def tell(share: float, says: Spoken) -> None:
        tell_progress(row, round(share * IMPORTING), says)

    with named(row.upload.sha256, row.upload.name) as path:
        result = brought.bring_in(store, path, row.options, tell)
    tell_progress(row, IMPORTING, spoken(_("Holding the promises against the records")))
    measure(actor, plan, row, result)


def measure(actor: Actor, plan: PlanRow, row: Import | None = None, result: Mapping[str, Any] | None = None) -> None:
    """Hold the promises of a plan against its organisation's records, and store the verdicts."""
    brought, place = engine("brought"), actor.organisation
    dossier = fresh_dossier(plan, place, actor.today).value
    found = engine("measured").measure(dossier, brought.open_store(store_folder(place), dossier), brought.now())
    last = {each.commitment: each for each in sorted(found.verdicts, key=lambda each: each.end)}
    broken = [key for key, each in last.items() if each.verdict == "broken"]
    keep_told(plan, place, found.told)
    told = {**(result or {}), "broken": broken, "promises": len(found.told["promises"])}
    record_verdicts(actor, plan, found.verdicts, found.observations, done=row, result=told)


def _who(place: Organisation, account: int) -> Actor:
    """Return the member who began the work. Raises Unavailable where they are a member no more."""
    member = Membership.objects.of(place).select_related("account").filter(account_id=account, ended_at=None).first()
    if member is None:
        raise Unavailable(_("Whoever started this is no longer a member."), _("Start it again."))
    return Actor(member.account, place, member.role, member.person, today_of(place))


@task()
def measure_again(organisation: int, plan: int, account: int) -> None:
    """Hold the promises against the records anew: after the plan changed, or on a later day."""
    place = Organisation.objects.get(pk=organisation)
    measure(_who(place, account), PlanRow.objects.of(place).get(pk=plan))


@task()
def bring_example_records(organisation: int, plan: int) -> None:
    """Make the example's year of records, so that figures can be followed to their records. The plan's own verdicts stay."""
    place = Organisation.objects.get(pk=organisation)
    row = PlanRow.objects.of(place).get(pk=plan)
    brought = engine("brought")
    dossier = fresh_dossier(row, place, today_of(place)).value
    store = brought.open_store(store_folder(place), dossier)
    brought.bring_example(store, dossier)
    keep_told(row, place, engine("measured").measure(dossier, store, brought.now()).told)
