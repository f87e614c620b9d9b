"""The file form of a mapping: small YAML, written for people and read with errors that say where and how to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from opensmp.evidence.formats import CHOOSE, DURATIONS, NAMED_FORMATS, NUMBERS, is_time_format
from opensmp.i18n import Message, Unreadable, _
from opensmp.measures.records import STATES

_HEAD = """\
# How OpenSMP reads files of this kind. Every line may be changed by hand; lines that start with # are ignored.
"""
_COLUMNS = """\
# canonical field: header of the column in the file
"""


class _Loader(yaml.SafeLoader):
    """YAML without aliases, and with every scalar as the text that stands in the file."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(None, None, "aliases are not used in a mapping", self.get_mark())
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _value in node.value:
            name = getattr(key, "value", None)
            if not isinstance(key, yaml.ScalarNode) or name in seen:
                raise yaml.MarkedYAMLError(
                    None, None, f"the key {name!r} stands twice or is not a word", key.start_mark
                )
            seen.add(name)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {}


class Reader:
    """Reads the parts of one mapping file; knows where it stands, so that every error can say so."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.where = ""

    @contextmanager
    def inside(self, where: str) -> Iterator[None]:
        """Name the part that is being read."""
        before, self.where = self.where, where
        try:
            yield
        finally:
            self.where = before

    def wrong(self, says: Message, where: str, hint: Message) -> Unreadable:
        """Return the error for something that stands at ``where``."""
        place = ".".join(part for part in (self.where, where) if part)
        return Unreadable(_("{file}, {place}: {says}", file=self.name, place=place, says=says), hint)

    def document(self, text: str) -> dict[str, Any]:
        """Parse the YAML of the file."""
        try:
            value = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader, made stricter
        except yaml.MarkedYAMLError as trouble:
            mark = trouble.problem_mark
            raise self.wrong(
                _("this is not YAML ({problem})", problem=trouble.problem or ""),
                "" if mark is None else f"{mark.line + 1}:{mark.column + 1}",
                _("Mend the line, or write a new mapping with: opensmp records inspect FILE"),
            ) from trouble
        except (yaml.YAMLError, RecursionError) as trouble:
            raise self.wrong(
                _("this is not YAML"), "", _("Write a new mapping with: opensmp records inspect FILE")
            ) from trouble
        return self.mapping(value, "")

    def mapping(self, value: Any, where: str) -> dict[str, Any]:
        """Return ``value`` if it is a list of names and values."""
        if not isinstance(value, dict):
            raise self.wrong(_("names and values are expected here"), where, _("Write one line “name: value” for each"))
        return value

    def section(self, part: Mapping[str, Any], key: str, *, required: bool = False) -> dict[str, Any]:
        """Return the part below ``key``, empty when it is absent."""
        if key not in part and not required:
            return {}
        if key not in part:
            raise self.wrong(_("“{key}” is missing", key=key), "", _("Add “{key}:” with its lines", key=key))
        return self.mapping(part[key] or {}, key)

    def only(self, part: Mapping[str, Any], known: Sequence[str], where: str) -> None:
        """Refuse a name that means nothing here."""
        for key in part:
            if key not in known:
                near = get_close_matches(str(key), known, 1) or list(known)
                raise self.wrong(
                    _("“{key}” is not known here", key=str(key)), where, _("Known are: {known}", known=near)
                )

    def text(self, part: Mapping[str, Any], key: str, *, required: bool = False) -> str:
        """Return a word."""
        value = part.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            raise self.wrong(_("one word or text is expected"), key, _("Write “{key}: text”", key=key))
        return value if key == "separator" else value.strip()

    def words(self, part: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """Return a list of words; one word alone is a list of one."""
        value = part.get(key, [])
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self.wrong(_("a list of words is expected"), key, _("Write “{key}: [first, second]”", key=key))
        return tuple(found)

    def one_of(
        self, part: Mapping[str, Any], key: str, known: Sequence[str], *, default: str = "", required: bool = False
    ) -> str:
        """Return a word of a known list."""
        value = self.text(part, key, required=required) or default
        if value != default and value not in known:
            near = get_close_matches(value, known, 1) or list(known)
            raise self.wrong(
                _("“{value}” is not one of the words for it", value=value), key, _("Known are: {known}", known=near)
            )
        return value

    def some_of(self, part: Mapping[str, Any], key: str, known: Sequence[str]) -> tuple[str, ...]:
        """Return words of a known list."""
        words = self.words(part, key)
        for word in words:
            self.one_of({key: word}, key, known)
        return words

    def truth(self, part: Mapping[str, Any], key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        return self.one_of(part, key, ("true", "false"), default="true" if default else "false") == "true"

    def zone(self, part: Mapping[str, Any], key: str) -> str:
        """Return the name of a time zone."""
        name = self.text(part, key)
        if not name:
            return ""
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as trouble:
            raise self.wrong(
                _("“{zone}” is not a time zone", zone=name),
                key,
                _("Name a zone such as Asia/Jakarta, Asia/Makassar, Asia/Jayapura or UTC"),
            ) from trouble
        return name

    def time_format(self, part: Mapping[str, Any], key: str) -> str:
        """Return the format of a time: one of ours by name, or the usual signs (%d/%m/%Y %H:%M)."""
        value = self.text(part, key)
        if value == CHOOSE:
            raise self.wrong(
                _("it is not decided whether the day or the month comes first"),
                key,
                _("Write one format there, e.g. “%d/%m/%Y %H:%M”"),
            )
        if value and not is_time_format(value):
            raise self.wrong(
                _("“{value}” is not a format of a time", value=value),
                key,
                _("Write for example “%d/%m/%Y %H:%M”, or one of: {known}", known=list(NAMED_FORMATS)),
            )
        return value

    def unit(self, part: Mapping[str, Any], key: str, kind: str) -> str:
        """Return the unit of a duration (also of one that is added to a time), or of a number."""
        return self.one_of(part, key, NUMBERS if kind == "number" else tuple(DURATIONS))

    def values(self, part: Mapping[str, Any], key: str, kind: str) -> dict[str, str | int]:
        """Return the table of a state, a rank or other words for a text."""
        table = self.section(part, key)
        with self.inside(f"{self.where}.{key}"):
            return {str(word): self.constant(table, word, kind) for word in table}

    def constant(self, part: Mapping[str, Any], key: str, kind: str) -> str | int:
        """Return one value that fits the kind of its field."""
        value = self.text(part, key)
        if kind == "state":
            return self.one_of(part, key, STATES, required=True)
        if kind in ("rank", "flag", "count", "seconds", "time"):
            if not value.lstrip("-").isdecimal():
                raise self.wrong(
                    _("“{value}” is not a whole number", value=value), key, _("Write a whole number, 1 for the highest")
                )
            return int(value)
        return value


class _Dumper(yaml.SafeDumper):
    """YAML whose scalars are all text, as the loader reads them."""


def _written(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Write a text, between quotes where it holds a sign that YAML would take for the end of a line."""
    breaks = any(sign in text for sign in "\x85\u2028\u2029")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if breaks else None)


_Dumper.yaml_implicit_resolvers = {}
_Dumper.add_representer(str, _written)


def as_yaml(top: Mapping[str, Any], notes: Mapping[str, str]) -> str:
    """Return the file: a heading, then each part; ``notes`` stand as comments above the field they speak about."""
    lines = [_HEAD]
    for key, value in top.items():
        if key != "columns":
            lines.append(_entry(key, value))
            continue
        lines.append("columns:\n  " + _COLUMNS)
        for field, how in value.items():
            lines.extend(f"  # {line}\n" for line in notes.get(field, "").splitlines())
            lines.append(_entry(field, how, "  "))
    return "".join(lines)


def _entry(key: str, value: Any, indent: str = "") -> str:
    """Return “key: value”: on one line where it fits, else a line for each part."""
    line = f"{indent}{_flow(key)}: {_flow(value)}\n"
    if len(line) <= 120 or not isinstance(value, dict | list):
        return line
    if isinstance(value, list):
        return f"{indent}{_flow(key)}:\n" + "".join(f"{indent}  - {_flow(each)}\n" for each in value)
    return f"{indent}{_flow(key)}:\n" + "".join(_entry(name, part, indent + "  ") for name, part in value.items())


def _flow(value: Any) -> str:
    """Return a value on one line."""
    inside_a_list = yaml.dump(
        [_as_text(value)], Dumper=_Dumper, allow_unicode=True, default_flow_style=True, sort_keys=False, width=1 << 30
    )
    return inside_a_list.strip()[1:-1]


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {_as_text(name): _as_text(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
