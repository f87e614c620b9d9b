"""The chain of events: every alteration shows, and where; and a log to which the actions append."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
import rfc8785
from django.db import IntegrityError, transaction

from opensmp.actions.deed import Actor, deed
from opensmp.i18n import Forbidden, Refused, _
from opensmp.store.chain import HASHED, broken_at, hash_of
from opensmp.store.log import append
from opensmp.store.models import Event, Organisation

Acting = Callable[[str], Actor]
AT = datetime(2026, 11, 22, 9, 30, 0, 125, tzinfo=UTC)


def chain(length: int = 5) -> list[dict[str, Any]]:
    """A sound chain."""
    rows: list[dict[str, Any]] = []
    for number in range(1, length + 1):
        row = dict.fromkeys(HASHED, f"ä {number}") | {
            "number": number, "organisation": "bank", "previous": rows[-1]["hash"] if rows else "",
        }  # fmt: skip
        rows.append({**row, "hash": hash_of(row)})
    return rows


def test_a_hash_is_the_sha256_of_the_rfc_8785_form_that_anybody_can_compute() -> None:
    row = chain(1)[0]
    told = {name: value for name, value in row.items() if name != "hash"}
    assert row["hash"] == sha256(rfc8785.dumps(told)).hexdigest()


@pytest.mark.parametrize("column", [name for name in HASHED if name != "number"])
@pytest.mark.parametrize("at", [0, 2, 4])
def test_any_changed_column_of_any_event_shows_where_it_is(column: str, at: int) -> None:
    rows = chain()
    rows[at] = {**rows[at], column: "altered"}
    assert broken_at(rows) == at + 1


def test_a_forged_event_with_a_right_hash_of_its_own_breaks_the_next_one() -> None:
    rows = chain()
    forged = {**rows[1], "reason": "another"}
    rows[1] = {**forged, "hash": hash_of(forged)}
    assert broken_at(rows) == 3


@pytest.mark.parametrize(
    ("spoil", "at"),
    [
        (lambda rows: rows[1:], 1), (lambda rows: [*rows[:2], *rows[3:]], 3), (lambda rows: [rows[1], rows[0], *rows[2:]], 1),
        (lambda rows: [*rows, rows[-1]], 6), (lambda rows: [*rows[:3], rows[2], *rows[3:]], 4),
        (lambda rows: list(reversed(rows)), 1),
    ],
)  # fmt: skip
def test_a_gap_a_swap_or_a_double_shows(spoil: Callable[[list[dict[str, Any]]], list[dict[str, Any]]], at: int) -> None:
    assert broken_at(spoil(chain())) == at


def test_a_sound_chain_holds_also_empty_and_cut_off_at_its_end() -> None:
    assert broken_at([]) is None
    assert broken_at(chain()) is None
    assert broken_at(chain()[:3]) is None, "compare the last hash with one kept outside"


def test_an_event_that_is_appended_follows_from_the_one_before_and_moves_the_head(organisation: Organisation) -> None:
    with transaction.atomic():
        made = append(
            organisation, organisation.head + 1, organisation.head_hash, at=AT, by="x@example.org", verb="tested",
            subject="é", digest="d", reason="r",
        )  # fmt: skip
    moved = Organisation.objects.get(pk=organisation.pk)
    assert (moved.head, moved.head_hash) == (organisation.head + 1, made)
    row = Event.objects.of(organisation).get(number=moved.head)
    assert (row.at, row.previous) == ("2026-11-22T09:30:00.000125+00:00", organisation.head_hash)
    rows = [
        {**each, "organisation": organisation.slug}
        for each in Event.objects.of(organisation).order_by("number").values()
    ]
    assert broken_at(rows) is None


def test_a_number_or_a_place_in_the_chain_is_given_once(organisation: Organisation) -> None:
    said: dict[str, Any] = {"at": AT, "by": "x@example.org", "verb": "tested", "subject": ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        append(organisation, organisation.head, organisation.head_hash, **said)
    first = Event.objects.of(organisation).get(number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        append(organisation, organisation.head + 1, first.previous, **said)
    assert Organisation.objects.get(pk=organisation.pk).head == organisation.head


def test_a_deed_that_fails_leaves_no_event_and_no_gap(acting: Acting, organisation: Organisation) -> None:
    ratna = acting("ratna")
    with pytest.raises(Refused), deed(ratna, "tried", permission="submit"):
        raise Refused(_("There is no such section."))
    with pytest.raises(Forbidden), deed(ratna, "tried", permission="decide"):
        pytest.fail("nothing happens inside")
    with deed(ratna, "did", permission="submit", subject="s") as doing:
        doing.reason, doing.digest = "because", "d" * 64
    row = Event.objects.of(organisation).get(number=organisation.head + 1)
    assert (row.verb, row.by, row.subject, row.reason, row.digest) == (
        "did",
        "ratna@bns.example",
        "s",
        "because",
        "d" * 64,
    )
    assert ratna.organisation.head == organisation.head + 1
    assert ratna.organisation.head_hash == row.hash


def test_what_an_unknown_verb_would_do_nobody_may(acting: Acting) -> None:
    with pytest.raises(Forbidden), deed(acting("ratna"), "did", permission="anything"):
        pytest.fail("nothing happens inside")
