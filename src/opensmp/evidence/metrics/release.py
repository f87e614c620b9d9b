"""Release and deployment management (8.5.3), service design and transition (8.5.2)."""

from __future__ import annotations

from opensmp.evidence.judged import Judged, metric
from opensmp.evidence.metrics._shared import cancelled, duties, interval, last_moment, on_time, requires
from opensmp.evidence.scene import Scene


def _deployed(scene: Scene) -> Judged:
    """All releases deployed in the window, not judged yet."""
    t = scene.records
    return Judged(t, population=t.deployed_at.notnull(), at=t.deployed_at)


@metric("release.on_time")
def released_on_time(scene: Scene) -> Judged:
    """Of the releases deployed in the window, how many were deployed no later than planned?"""
    t = scene.records
    by = last_moment(scene, t.planned_at)
    missing = {"no planned day": t.planned_at.isnull()}
    return Judged(t, population=t.deployed_at.notnull(), at=t.deployed_at, good=t.deployed_at <= by, excluded=missing)


@metric("release.without_rollback")
def without_rollback(scene: Scene) -> Judged:
    """Of the releases deployed in the window, how many were not rolled back?"""
    t = scene.records
    unsaid = {"not said whether rolled back": t.rolled_back.isnull()}
    return Judged(t, population=t.deployed_at.notnull(), at=t.deployed_at, good=t.rolled_back == 0, excluded=unsaid)


@metric("release.accepted_before_deployment")
def accepted_before_deployment(scene: Scene) -> Judged:
    """Of the releases deployed in the window, how many were accepted before they were deployed?"""
    t = scene.records
    signed = (t.accepted_at <= t.deployed_at).fill_null(False)
    return Judged(t, population=t.deployed_at.notnull(), at=t.deployed_at, good=signed)


@metric("release.incidents")
def incidents_after(scene: Scene) -> Judged:
    """How many incidents followed a release that was deployed in the window?"""
    t = scene.records
    uncounted = {"no count of incidents": t.incidents.isnull()}
    return Judged(t, population=t.deployed_at.notnull(), at=t.deployed_at, value=t.incidents, excluded=uncounted)


@metric("release.emergency_share")
def emergency_share(scene: Scene) -> Judged:
    """Of the releases deployed in the window, how many were emergency releases?"""
    t = scene.records
    return Judged(
        t,
        population=t.deployed_at.notnull(),
        at=t.deployed_at,
        good=t.type.lower() == "emergency",
        excluded={"no type": t.type.isnull()},
    )


@metric("release.with_baseline")
def with_baseline(scene: Scene) -> Judged:
    """Of the releases deployed in the window, how many have a baseline?"""
    t = scene.records
    return Judged(t, population=t.deployed_at.notnull(), at=t.deployed_at, good=t.baseline_id.notnull())


@metric("release.deployed")
def deployed(scene: Scene) -> Judged:
    """How many releases were deployed in the window?"""
    return _deployed(scene)


@metric("release.change_failure_rate")
def change_failure_rate(scene: Scene) -> Judged:
    """Of the releases deployed in the window, how many led to a failure?"""
    t = scene.records
    unsaid = {"not said whether it failed": t.failed.isnull() & t.rolled_back.isnull()}
    bad = (t.failed == 1).fill_null(False) | (t.rolled_back == 1).fill_null(False)
    return Judged(t, population=t.deployed_at.notnull(), at=t.deployed_at, good=bad, excluded=unsaid)


@metric("release.time_to_restore")
def time_to_restore(scene: Scene) -> Judged:
    """How long did it take to restore service after the failed deployments that were restored in the window?"""
    t = scene.clocked(scene.records, "deployed_at", "restored_at")
    return Judged(
        t,
        population=t.restored_at.notnull() & (t.failed != 0).fill_null(True),
        at=t.restored_at,
        value=t.elapsed,
        excluded=scene.flaws(t, "deployed_at", "restored_at", "elapsed"),
        start="deployed_at",
        end="restored_at",
    )


@metric("transition.acceptance_met")
def acceptance_met(scene: Scene) -> Judged:
    """Of the services that went live in the window, how many met their acceptance criteria before?"""
    judged = on_time(scene, duties(scene), "due_at", "done_at")
    t = judged.table
    return Judged(
        t,
        population=judged.population,
        at=judged.at,
        good=judged.good & (t.passed == 1).fill_null(False),
        excluded={"result unknown": t.done_at.notnull() & t.passed.isnull()},
        start="done_at",
        end="due_at",
        still_open=judged.still_open,
    )


@metric("transition.early_incidents", "service")
def early_incidents(scene: Scene) -> Judged:
    """How many incidents were opened in the window on a service shortly after a release of it?"""
    requires(scene, "release")
    incidents = scene.records.filter(lambda t: ~cancelled(t))
    releases = scene.table("release").select(released="service", released_at="deployed_at")
    age = incidents.opened_at - releases.released_at
    early = (incidents.service == releases.released) & (age >= 0) & (age <= interval(scene, "within"))
    young = incidents.join(releases, [early]).select(young="id").distinct()
    t = incidents.join(young, incidents.id == young.young)
    return Judged(t, population=t.opened_at.notnull(), at=t.opened_at)
