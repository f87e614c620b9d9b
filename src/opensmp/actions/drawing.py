"""A sample that somebody drew: that it was drawn, and by which seed, is part of the evidence."""

from __future__ import annotations

from opensmp.actions.deed import Actor, deed
from opensmp.i18n import _
from opensmp.store.models import PlanRow


def record_draw(actor: Actor, plan: PlanRow, commitment: str, seed: str, size: int, population: int) -> None:
    """Leave an event for a draw; the records themselves are drawn again from the seed whenever somebody looks."""
    with deed(
        actor, "drew sample", permission="draw_sample", changes=False, subject=f"{plan.slug}/{commitment}"
    ) as doing:
        doing.reason = _("{n} of {all}, seed {seed}", n=size, all=population, seed=str(seed)[:64]).text(
            actor.account.language
        )
