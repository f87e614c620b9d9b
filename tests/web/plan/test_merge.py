"""Two texts from one: nothing that either writer wrote disappears without being asked about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from opensmp.web.plan.writing.merge import merged, proposal, stretches

BASE = "One stays as it is.\n\nTwo says that nine people work here.\n\nThree ends it."
PARAGRAPHS = st.lists(
    st.sampled_from(["alpha one two", "beta three four", "gamma five six", "delta seven eight"]), max_size=6
)


def test_a_change_of_one_writer_is_taken() -> None:
    theirs = BASE.replace("nine", "ten")
    assert merged(stretches(BASE, theirs, BASE), {}) == theirs
    assert merged(stretches(BASE, BASE, theirs), {}) == theirs


def test_changes_in_different_paragraphs_come_together() -> None:
    found = stretches(BASE, BASE.replace("One stays", "One remains"), BASE + "\n\nFour is new.")
    assert [each.taken for each in found] == ["theirs", "same", "mine"]
    assert merged(found, {}) == BASE.replace("One stays", "One remains") + "\n\nFour is new."


def test_a_paragraph_added_by_one_is_no_dispute_when_both_changed_the_one_before() -> None:
    theirs = BASE.replace("Three ends it.", "Three truly ends it.\n\nLogging follows the procedure.")
    mine = BASE.replace("Three ends it.", "Three ends it all.")
    assert [each.taken for each in stretches(BASE, theirs, mine)] == ["same", "both", "theirs"]


def test_what_is_offered_for_a_disputed_sentence_holds_both_changes() -> None:
    theirs, mine = "Nine people work here by day.", "Ten people work here."
    [found] = stretches("Nine people work here.", theirs, mine)
    assert found.taken == "both"
    assert proposal(found) == "Ten people work here by day."


def test_two_different_additions_are_both_offered() -> None:
    found = stretches("One.", "One.\n\nTheirs.", "One.\n\nMine.")
    assert found[-1].taken == "both"
    assert proposal(found[-1]) == "Theirs.\n\nMine."


def test_the_writer_chooses() -> None:
    found = stretches("One.", "Two is here.", "Three is there.")
    assert merged(found, {0: ("theirs", "")}) == "Two is here."
    assert merged(found, {0: ("mine", "")}) == "Three is there."
    assert merged(found, {0: ("own", "Four.")}) == "Four."


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_choosing_one_side_everywhere_gives_that_side(base: list[str], theirs: list[str], mine: list[str]) -> None:
    texts = ["\n\n".join(each) for each in (base, theirs, mine)]
    found = stretches(*texts)
    assert merged(found, dict.fromkeys(range(len(found)), ("theirs", ""))) == texts[1]
    assert merged(found, dict.fromkeys(range(len(found)), ("mine", ""))) == texts[2]


@given(PARAGRAPHS, PARAGRAPHS)
def test_a_text_that_only_one_changed_is_that_text(base: list[str], mine: list[str]) -> None:
    before, after = "\n\n".join(base), "\n\n".join(mine)
    assert merged(stretches(before, before, after), {}) == after
    assert merged(stretches(before, after, before), {}) == after
    assert merged(stretches(before, after, after), {}) == after
