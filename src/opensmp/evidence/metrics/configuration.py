"""Configuration management (8.2.6) and asset management (8.2.5): what the CMDB and the asset register hold, and whether it is right."""

from __future__ import annotations

import ibis.expr.types as ir

from opensmp.evidence.judged import Column, Judged, metric
from opensmp.evidence.metrics._shared import duties, interval, on_time
from opensmp.evidence.metrics.portfolio import in_scope
from opensmp.evidence.scene import Scene

NO_RELATIONS = "relations unknown"
NO_UPDATE = "no last update"


def _registered(scene: Scene, t: ir.Table) -> Column:
    """Whether an item stood in the CMDB before the window ended; what only discovery found does not."""
    known = (t.created_at < scene.until).fill_null(True)
    gone = t.status.lower().isin(["retired", "disposed", "removed", "absent"]).fill_null(False)
    return known & ~gone & ~_discovered_only(t)


def _discovered_only(t: ir.Table) -> Column:
    return (t.discovered_only == 1).fill_null(False)


@metric("configuration.accuracy")
def accuracy(scene: Scene) -> Judged:
    """Of the configuration items verified in the window, how many were found correct?"""
    t = scene.records
    unsaid = {"result unknown": t.correct.isnull()}
    return Judged(t, population=t.verified_at.notnull(), at=t.verified_at, good=t.correct == 1, excluded=unsaid)


@metric("configuration.complete")
def complete(scene: Scene) -> Judged:
    """Of the configuration items in the CMDB, how many have all required fields?"""
    t = scene.records
    uncounted = {"missing fields not counted": t.required_missing.isnull()}
    return Judged(t, population=_registered(scene, t), good=t.required_missing == 0, excluded=uncounted)


@metric("configuration.complete_recommended")
def complete_recommended(scene: Scene) -> Judged:
    """Of the configuration items in the CMDB, how many have all recommended fields?"""
    t = scene.records
    uncounted = {"missing fields not counted": t.recommended_missing.isnull()}
    return Judged(t, population=_registered(scene, t), good=t.recommended_missing == 0, excluded=uncounted)


def _oldest(scene: Scene) -> int:
    """Return from which moment on an update is recent when the window ends."""
    return scene.until - interval(scene, "age")


@metric("configuration.correct", "duplicate_of")
def correct(scene: Scene) -> Judged:
    """Of the configuration items in the CMDB, how many are neither orphans, stale nor duplicates?"""
    t = scene.records
    return Judged(
        t,
        population=_registered(scene, t),
        good=(t.relations > 0) & (t.updated_at >= _oldest(scene)) & t.duplicate_of.isnull(),
        excluded={NO_RELATIONS: t.relations.isnull(), NO_UPDATE: t.updated_at.isnull()},
    )


@metric("configuration.orphans")
def orphans(scene: Scene) -> Judged:
    """Of the configuration items in the CMDB, how many have no relation?"""
    t = scene.records
    unknown = {NO_RELATIONS: t.relations.isnull()}
    return Judged(t, population=_registered(scene, t), good=t.relations == 0, excluded=unknown)


@metric("configuration.stale")
def stale(scene: Scene) -> Judged:
    """Of the configuration items in the CMDB, how many were not updated for longer than the age allowed?"""
    t = scene.records
    unknown = {NO_UPDATE: t.updated_at.isnull()}
    return Judged(t, population=_registered(scene, t), good=t.updated_at < _oldest(scene), excluded=unknown)


@metric("configuration.duplicates", "duplicate_of")
def duplicates(scene: Scene) -> Judged:
    """Of the configuration items in the CMDB, how many repeat another one?"""
    t = scene.records
    return Judged(t, population=_registered(scene, t), good=t.duplicate_of.notnull())


@metric("configuration.compliance")
def compliance(scene: Scene) -> Judged:
    """Of the configuration audits done in the window, how many were passed?"""
    t = duties(scene)
    unsaid = {"result unknown": t.passed.isnull()}
    return Judged(t, population=t.done_at.notnull(), at=t.done_at, good=t.passed == 1, excluded=unsaid)


@metric("configuration.verified_on_time")
def verified_on_time(scene: Scene) -> Judged:
    """Of the verifications due in the window, how many were done on time?"""
    return on_time(scene, scene.records, "due_at", "verified_at")


@metric("configuration.with_owner")
def with_owner(scene: Scene) -> Judged:
    """Of the configuration items in the CMDB, how many have an owner?"""
    t = scene.records
    return Judged(t, population=_registered(scene, t), good=t.owner.notnull())


@metric("configuration.changes_with_record")
def changes_with_record(scene: Scene) -> Judged:
    """Of the changes of configuration items found in the window, how many belong to an approved change?"""
    t = scene.records
    return Judged(
        t,
        population=t.changed_at.notnull(),
        at=t.changed_at,
        good=t.change_id.notnull() & (t.approved == 1).fill_null(False),
        excluded={"approval unknown": t.change_id.notnull() & t.approved.isnull()},
    )


@metric("configuration.services_with_tree")
def services_with_tree(scene: Scene) -> Judged:
    """Of the services in scope, how many have their components mapped?"""
    t = scene.records
    uncounted = {"components not counted": t.components.isnull()}
    return Judged(t, population=in_scope(scene, t), good=t.components > 0, excluded=uncounted)


@metric("configuration.unregistered")
def unregistered(scene: Scene) -> Judged:
    """How many configuration items did discovery find that the CMDB does not hold?"""
    t = scene.records
    unsaid = t.discovered_only.isnull()
    known = (t.created_at < scene.until).fill_null(True)
    return Judged(
        t, population=known & (_discovered_only(t) | unsaid), excluded={"not said whether discovered only": unsaid}
    )


@metric("asset.with_owner")
def assets_with_owner(scene: Scene) -> Judged:
    """Of the assets in the register, how many have an owner and a status?"""
    t = scene.records
    known = (t.acquired_at < scene.until).fill_null(True)
    gone = t.status.lower().isin(["retired", "disposed"]).fill_null(False)
    return Judged(t, population=known & ~gone, good=t.owner.notnull() & t.status.notnull())
