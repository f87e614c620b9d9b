"""Editors and other programs accept what we accept: JSON Schema, and pydantic's own reading of the same dataclasses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict, GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, ValidationError, core_schema
from tests.exchange.folders import TODAY
from tests.exchange.strategies import any_value, few
from tests.exchange.test_round_trip import all_values

from opensmp.exchange import load
from opensmp.exchange.faults import Faults
from opensmp.exchange.layout import VERDICTS, Part, parts
from opensmp.exchange.reading import content
from opensmp.exchange.schemas import schema_of, schemas
from opensmp.exchange.source import Source
from opensmp.exchange.writing import written_fields
from opensmp.plan.prose import Prose

ALL = [*parts(), VERDICTS]
EVERY_FILE = pytest.mark.parametrize("part", ALL, ids=lambda part: part.file)


@pytest.fixture(scope="module")
def adapters() -> Iterator[Mapping[str, TypeAdapter[Any]]]:
    """Pydantic's adapters of the files, strict and closed to unknown keys."""

    def hook(cls: Any, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        words = core_schema.dict_schema(core_schema.literal_schema(["en", "id"]), core_schema.str_schema())
        either = core_schema.union_schema([core_schema.str_schema(), words])
        return core_schema.no_info_after_validator_function(Prose.of, either)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Prose, "__get_pydantic_core_schema__", classmethod(hook), raising=False)
        for cls in all_values() - {Prose}:
            patch.setattr(cls, "__pydantic_config__", ConfigDict(extra="forbid", strict=True), raising=False)
        yield {part.file: TypeAdapter(part.type) for part in ALL}


def raw(value: Any) -> Any:
    """Return a value as the JSON that a program would write for it."""
    if isinstance(value, Prose):
        return value.raw()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [raw(each) for each in value]
    if isinstance(value, Mapping):
        return {key: raw(each) for key, each in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {key: raw(each) for key, each in written_fields(value).items()}
    return value if isinstance(value, str | bool | int) else value.isoformat()


def ours(written: Any, part: Part) -> Any:
    """Return what our reader makes of JSON, which is YAML too; None where it refuses."""
    faults = Faults()
    text = json.dumps(written, ensure_ascii=False)
    for sign in "\x85\u2028\u2029":  # line ends of YAML, not of JSON
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    value = content(Source(part.file, text, faults), part.type)
    return None if faults else value


def theirs(written: Any, adapter: TypeAdapter[Any]) -> Any:
    try:
        return adapter.validate_json(json.dumps(written))
    except ValidationError:
        return None


@EVERY_FILE
@pytest.mark.parametrize("example", ["bank", "provider"])
def test_pydantic_reads_the_examples_as_we_do(
    adapters: Mapping[str, TypeAdapter[Any]], examples: Path, example: str, part: Part
) -> None:
    held: Any = load(examples / example, TODAY)
    for name in ("verdicts",) if part is VERDICTS else part.address:
        held = getattr(held, name)
    assert theirs(raw(held), adapters[part.file]) == held
    assert ours(raw(held), part) in (held, adapters[part.file].validate_python(held)) or not raw(held)


def spoiled(written: Any, choose: Callable[[list[Any]], Any]) -> Any:
    """Return JSON with one mistake somewhere in it: a strange key, a list for keys, keys for a word."""
    if isinstance(written, list) and written:
        place = choose(list(range(len(written))))
        return [spoiled(each, choose) if n == place else each for n, each in enumerate(written)]
    if isinstance(written, dict) and written:
        key = choose([*written, None])
        if key is None:
            return {**written, "strange key": "x"}
        return {name: spoiled(each, choose) if name == key else each for name, each in written.items()}
    return choose([{"strange key": {}}, [[["x"]]]])


@EVERY_FILE
@few
@given(data=st.data())
def test_pydantic_refuses_what_we_refuse(
    adapters: Mapping[str, TypeAdapter[Any]], part: Part, data: st.DataObject
) -> None:
    written = raw(data.draw(any_value(part.type)))
    wrong = spoiled(written, lambda options: data.draw(st.sampled_from(options)))
    assert (ours(wrong, part) is None) == (theirs(wrong, adapters[part.file]) is None)


@EVERY_FILE
@few
@given(data=st.data())
def test_the_schema_accepts_what_we_accept_and_refuses_what_we_refuse(part: Part, data: st.DataObject) -> None:
    written = raw(data.draw(any_value(part.type)))
    checker = jsonschema.Draft202012Validator(schema_of(part))
    assert checker.is_valid(written) or not written
    wrong = spoiled(written, lambda options: data.draw(st.sampled_from(options)))
    assert checker.is_valid(wrong) == (ours(wrong, part) is not None)


@EVERY_FILE
def test_every_schema_is_a_schema(part: Part) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(part))


def test_every_value_is_explained_and_closed() -> None:
    for name, schema in schemas().items():
        for value, defined in schema["$defs"].items():
            assert defined["title"], (name, value)
            assert defined.get("additionalProperties") is False or value == "Prose"
            assert "``" not in f"{defined['title']} {defined.get('description')}"


def test_schemas_are_the_same_each_time() -> None:
    assert json.dumps(schemas()) == json.dumps(schemas())
