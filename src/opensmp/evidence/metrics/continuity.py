"""Service continuity (8.7.2): which critical services were tested, what recoveries achieved, and backups."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from opensmp.evidence.judged import Column, Judged, Unmeasurable, metric
from opensmp.evidence.metrics._shared import duties, interval, on_time, requires
from opensmp.evidence.metrics.portfolio import in_scope
from opensmp.evidence.scene import Scene
from opensmp.i18n import _

RECOVERIES = ("test", "invocation")
UNKNOWN_RESULT = "result unknown"


def _critical(scene: Scene, t: ir.Table) -> Column:
    """Whether a service in scope is critical: of the tiers named, unless the commitment chose by criticality itself."""
    if "criticality" in scene.parameters:
        return in_scope(scene, t)
    words = [word.removeprefix("tier").strip() for word in scene.words("tier")]
    if not all(word.isdecimal() for word in words):
        raise Unmeasurable(_("“{said}” names no tiers; write 1 or 1, 2.", said=scene.parameter("tier")))
    return in_scope(scene, t) & t.criticality.isin([int(word) for word in words]).fill_null(False)


def _of_kind(scene: Scene, *kinds: str) -> ir.Table:
    """Return the continuity records of these kinds, or of the kinds that the commitment names."""
    t = scene.records
    return t if "kind" in scene.parameters else t.filter(t.kind.lower().isin(kinds))


def _tested_since(scene: Scene, since: int) -> Judged:
    """Judge each critical service by its passed tests from ``since`` on; a test names it by id or by name."""
    requires(scene, "continuity_test")
    tests = scene.table("continuity_test").filter(
        lambda t: (
            t.kind.lower().isin(RECOVERIES).fill_null(True)
            & (t.passed == 1)
            & (t.performed_at >= since)
            & (t.performed_at < scene.until)
        )
    )
    last = tests.group_by(tested=tests.service.lower()).aggregate(tested_at=tests.performed_at.max())
    by_name = last.select(tested_name="tested", name_tested_at="tested_at")
    services = scene.records
    joined = services.left_join(last, services.id.lower() == last.tested)
    t = joined.left_join(by_name, joined.name.lower() == by_name.tested_name)
    t = t.mutate(last_test=ibis.coalesce(t.tested_at, t.name_tested_at))
    return Judged(t, population=_critical(scene, t), good=t.last_test.notnull(), end="last_test")


@metric("continuity.tested_within_interval")
def tested_within_interval(scene: Scene) -> Judged:
    """Of the critical services, how many passed a recovery test within the interval before the end of the window?"""
    return _tested_since(scene, scene.until - interval(scene))


@metric("continuity.tested")
def tested(scene: Scene) -> Judged:
    """Of the critical services, how many passed a recovery test in the window?"""
    return _tested_since(scene, scene.since)


@metric("continuity.services_with_plan")
def services_with_plan(scene: Scene) -> Judged:
    """Of the critical services, how many have a continuity plan?"""
    t = scene.records
    return Judged(t, population=_critical(scene, t), good=t.continuity_plan.notnull())


def _no_longer_than(t: ir.Table, taken: Column, allowed: Column, missing: str) -> Judged:
    """Judge recoveries of the window by what they took; one that did not pass has recovered nothing in time."""
    failed = (t.passed == 0).fill_null(False)
    return Judged(
        t,
        population=t.performed_at.notnull() & (allowed.notnull() | failed),
        at=t.performed_at,
        good=~failed & (taken <= allowed).fill_null(False),
        excluded={missing: taken.isnull() & ~failed},
        limit=allowed,
    )


@metric("continuity.rto_met")
def rto_met(scene: Scene) -> Judged:
    """Of the tests and invocations in the window, how many recovered within the recovery time objective?"""
    t = _of_kind(scene, *RECOVERIES)
    return _no_longer_than(t, t.recovery_time, t.rto, "no recovery time")


@metric("continuity.rpo_met")
def rpo_met(scene: Scene) -> Judged:
    """Of the tests and invocations in the window, how many lost no more data than the recovery point objective allows?"""
    t = _of_kind(scene, *RECOVERIES)
    return _no_longer_than(t, t.data_loss, t.rpo, "no data loss stated")


@metric("continuity.recovered_within")
def recovered_within(scene: Scene) -> Judged:
    """Of the tests and invocations in the window, how many recovered within the time allowed?"""
    t = _of_kind(scene, *RECOVERIES)
    return _no_longer_than(t, t.recovery_time, scene.limit("rto"), "no recovery time")


@metric("continuity.gaps_closed_on_time")
def gaps_closed_on_time(scene: Scene) -> Judged:
    """Of the gaps from tests due in the window, how many were closed on time?"""
    return on_time(scene, scene.records, "gap_due", "gap_closed_at")


@metric("continuity.plans_reviewed_after_change")
def plans_reviewed_after_change(scene: Scene) -> Judged:
    """Of the reviews of continuity plans due in the window after a major change, how many were done on time?"""
    return on_time(scene, duties(scene), "due_at", "done_at")


@metric("continuity.contacts_verified")
def contacts_verified(scene: Scene) -> Judged:
    """Of the verifications of contact lists planned for the window, how many were done on time?"""
    return on_time(scene, _of_kind(scene, "contact list"), "planned_at", "performed_at")


def _passed(t: ir.Table) -> Judged:
    unsaid = {UNKNOWN_RESULT: t.passed.isnull()}
    return Judged(t, population=t.performed_at.notnull(), at=t.performed_at, good=t.passed == 1, excluded=unsaid)


@metric("backup.succeeded")
def backups_succeeded(scene: Scene) -> Judged:
    """Of the backup jobs in the window, how many succeeded?"""
    return _passed(_of_kind(scene, "backup"))


@metric("backup.restored")
def restores_succeeded(scene: Scene) -> Judged:
    """Of the restore tests in the window, how many succeeded?"""
    return _passed(_of_kind(scene, "restore"))


@metric("backup.restored_within")
def restored_within(scene: Scene) -> Judged:
    """Of the restores in the window, how many succeeded within the time allowed?"""
    t = _of_kind(scene, "restore")
    return _no_longer_than(t, t.recovery_time, scene.limit("rto"), "no recovery time")
