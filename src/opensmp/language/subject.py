"""What is measured: the metric of a sentence, a population of which all is meant, and an end state to be reached."""

from __future__ import annotations

from collections.abc import Iterable

from opensmp.language.lexer import NUMBER, SIGN, WORD, Item
from opensmp.language.line import Line, Mention
from opensmp.language.roles import Roles, lead
from opensmp.language.values import Part
from opensmp.language.verbs import TAGS, Verbs
from opensmp.language.wordlist import words

_REACH = 14
_LONGEST_POPULATION = 5
_STOPS = (
    "by",
    "to",
    "from",
    "deadline",
    "within",
    "during",
    "at_least",
    "at_most",
    "above",
    "below",
    "modal",
    "be",
    "compare",
)
_LITTLE = words("filler about by to from of in within modal be soft deadline during link")
"""Tags of the little words that name nothing."""
_ENSURING = ("ensure", "ensures", "ensuring", "verify", "confirm", "memastikan", "pastikan", "menjamin", "jamin")
_HAVING = frozenset({"a", "an", "been", "at", "in", "completed", "received", "their", "its", "no", "one"})
_PASSIVE = ("ed",)
_INDONESIAN_PASSIVE = ("di", "ter", "ber")


def metric_words(line: Line, mentions: list[Mention]) -> Part | None:
    """Return the words that name something countable or rateable, with what they are counted of."""
    covered = _covered(mentions)
    for index in range(len(line.items)):
        if index not in covered and line.has(index, "metric") and not _is_verb_here(line, index):
            return _phrase(line, index, covered)
    return None


def counted_words(line: Line, mention: Mention, mentions: list[Mention]) -> Part | None:
    """Return the words after a number that say what it counts: 90 % of *service desk calls*."""
    covered = _covered(mentions)
    index = mention.last + 1
    while index < len(line.items) and (
        line.has(index, "of", "outof", "filler", "about", "quant_all") and index not in covered
    ):
        index += 1
    if (
        index in covered
        or index >= len(line.items)
        or line.items[index].kind != WORD
        or line.has(index, "deadline", "during", "within")
    ):
        return None
    return _phrase(line, index, covered)


def spoken_of(line: Line, first: int, mentions: list[Mention]) -> Part | None:
    """Return the words before item ``first``: what a limit or a share is said of."""
    covered = _covered(mentions)
    places = [
        index
        for index in range(first)
        if index not in covered and line.items[index].kind == WORD and _carries_meaning(line.items[index])
    ]
    return _part(line, places[0], places[-1]) if places else None


def anything_counted(line: Line, mentions: list[Mention]) -> bool:
    """Is there a word, besides verbs, numbers and dates, that a number could be about?"""
    covered = _covered(mentions)
    return any(
        item.kind == WORD and _carries_meaning(item) and not any(tag in item.senses for tag in TAGS)
        for index, item in enumerate(line.items)
        if index not in covered
    )


def topic_only(line: Line, verbs: Verbs, roles: Roles) -> bool:
    """Is the number hung on a topic (improve incident management by 20 %) that nobody can count?"""
    counts = line.has(verbs.main, "milestone") and not line.has(verbs.main, "direction")
    if verbs.main < 0 or verbs.direction is None or not roles.targets or counts:
        return False
    content = _object_of(line, verbs, roles.targets[0])
    if not content or any(line.has(index, "metric") for index in content):
        return False
    head = content[0] if line.language == "id" else _english_head(line, content)
    return line.has(head, "topic") or (roles.relative and line.has(head, "weak_topic"))


def _object_of(line: Line, verbs: Verbs, target: Mention) -> list[int]:
    """Return the words between the verb and the number; before the verb where the number follows it at once."""
    end = lead(line, target.first).governor
    last = max(end, verbs.main + 1) if line.has(end, "by", "to", "from") else target.first
    content = _content(line, range(verbs.main + 1, last))
    if not content and target.first == verbs.main + 1:
        return _content(line, range(verbs.main))
    return content


def _english_head(line: Line, content: list[int]) -> int:
    """Return the last word before the first preposition: *quality* of the reports, incident *management* in branches."""
    head = content[0]
    for index in content:
        if any(line.has(between, "of", "in", "by", "to", "from", "link") for between in range(head + 1, index)):
            break
        head = index
    return head


def population(line: Line, verbs: Verbs, mentions: list[Mention]) -> Part | None:
    """Return "all 34 services" where a checkable predicate says something of every one of them."""
    covered = _covered(mentions)
    index = next((place for place in range(len(line.items)) if place not in covered and _means_all(line, place)), None)
    if index is None or _relative_clause(line, index) or not _checkable(line, verbs, index, covered):
        return None
    last = index + 1
    while last < index + _LONGEST_POPULATION and _continues(line, last + 1):
        last += 1
    return _part(line, index, last)


def _means_all(line: Line, index: int) -> bool:
    """Does a noun follow "all", "every", "seluruh"?"""
    if not line.has(index, "quant_all") or line.word(index) == "100%":
        return False
    return line.at(index + 1).kind != SIGN


def _relative_clause(line: Line, index: int) -> bool:
    return line.word(index - 1) in {"that", "which"} and line.word(index - 2) not in _ENSURING and index > 2


def _continues(line: Line, index: int) -> bool:
    item = line.at(index)
    return item.kind == NUMBER or (item.kind == WORD and not item.senses)


def _checkable(line: Line, verbs: Verbs, index: int, covered: set[int]) -> bool:
    """Does the verb before "all" do something that can be seen, or what follows say so?"""
    governing = max((found for found in verbs.found if found < index), default=-1)
    if governing < 0 or line.word(governing) in _ENSURING or line.word(index - 1) == "agar":
        return _predicate(line, index, covered)
    vague = line.has(governing, "vague") or line.has(verbs.main, "vague")
    return line.has(governing, "milestone", "meet") and not vague


def _predicate(line: Line, index: int, covered: set[int]) -> bool:
    """Does what follows say that each of them is done, has something, or does something that can be seen?"""
    for place in range(index + 1, min(index + _REACH, len(line.items))):
        verdict = None if place in covered else _says(line, place)
        if verdict is not None:
            return verdict
    return False


def _says(line: Line, place: int) -> bool | None:
    """Return whether the word at ``place`` makes the predicate checkable; None where it does not decide."""
    if line.has(place, "state") or _passive(line, place):
        return not line.has(place, "vague")
    if line.has(place, "have"):
        return line.language == "id" or _has_a_thing(line, place + 1)
    if line.has(place, "modal", "be"):
        return None
    if line.has(place, "milestone", "meet", "watch") and _is_finite(line, place):
        return not line.has(place, "vague")
    return False if line.has(place, "vague", "direction") else None


def _has_a_thing(line: Line, index: int) -> bool:
    return line.word(index) in _HAVING or line.number(index) or line.has(index, "state")


def _is_finite(line: Line, place: int) -> bool:
    """Will publish, publishes, menerbitkan: a verb, not a noun of the same form."""
    if line.language == "id" or line.word(place).endswith("s"):
        return True
    return any(line.has(place - step, "modal") for step in (1, 2, 3))


def _passive(line: Line, place: int) -> bool:
    word = line.word(place)
    if line.has(place, "topic", "metric", "about", "in", "of", "from", "deadline", "vague"):
        return False
    if line.language == "id":
        return word.startswith(_INDONESIAN_PASSIVE) and len(word) > 6 and line.word(place - 1) != "yang"
    return word.endswith(_PASSIVE) and any(line.has(place - step, "be", "have") for step in (1, 2))


def end_state(line: Line, verbs: Verbs, mentions: list[Mention]) -> Part | None:
    """Return the words of an end state somebody can verify (finish the audit; the second site is operational)."""
    covered = _covered(mentions)
    outside = [index for index in range(len(line.items)) if index not in covered]
    if not outside or (verbs.direction is not None and line.has(verbs.main, "direction")):
        return None
    if not verbs.milestone:
        state = next((place for place in outside if line.has(place, "state") and not _is_modifier(line, place)), None)
        if state is not None:
            return _part(line, min(outside[0], state), state)
        if verbs.main >= 0:
            return None
    if _explained_by_manner(line, verbs):
        return None
    first = verbs.main if verbs.main >= 0 else next(iter(_content(line, outside)), None)
    return None if first is None else _part(line, first, _end_of_clause(line, first, covered))


def _content(line: Line, places: Iterable[int]) -> list[int]:
    return [index for index in places if line.items[index].kind == WORD and _carries_meaning(line.items[index])]


def _end_of_clause(line: Line, first: int, covered: set[int]) -> int:
    last = first
    while last + 1 not in covered and line.at(last + 1).kind == WORD and not line.has(last + 1, "by", "deadline"):
        last += 1
    return last


def _is_modifier(line: Line, index: int) -> bool:
    return line.word(index - 1) in {"the", "of", "newly"} or line.word(index + 1) in {"of"}


def _explained_by_manner(line: Line, verbs: Verbs) -> bool:
    """Build … *by developing* …: the verb is an umbrella, not an end state."""
    return any(
        line.word(index) == "by" and line.word(index + 1).endswith("ing")
        for index in range(max(verbs.main, 0), len(line.items))
    ) or line.word(verbs.main + 2) in {"capacity", "culture", "trust"}


def _is_verb_here(line: Line, index: int) -> bool:
    return line.has(index, *TAGS) and index == 0 and not line.has(index, "meet", "direction") and line.language == "en"


def _carries_meaning(item: Item) -> bool:
    return not item.senses or item.senses.keys().isdisjoint(_LITTLE)


def _covered(mentions: list[Mention]) -> set[int]:
    return {index for mention in mentions for index in range(mention.first, mention.last + 1)}


def _phrase(line: Line, index: int, covered: set[int]) -> Part:
    """Return the words from ``index`` to the next preposition, verb or mention."""
    last = index
    while last < index + _REACH and _goes_on(line, last + 1, covered):
        last += 1
    while last > index and line.has(last, "in", "of", "filler", "about", "by"):
        last -= 1
    return _part(line, index, last)


def _goes_on(line: Line, index: int, covered: set[int]) -> bool:
    if index in covered or line.at(index).kind != WORD:
        return False
    return not line.has(index, *_STOPS) or line.word(index) == "dari"


def _part(line: Line, first: int, last: int) -> Part:
    return Part(line.words(first, last), line.items[first].start, line.items[last].end)
