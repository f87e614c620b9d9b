"""Names become pseudonyms before anything is stored: the same person gives the same pseudonym under one key.

A pseudonym is ``P-`` and ten hexadecimal digits of SHA-256 over a secret of 128 bits and the person's login, or the name
where no login is known. Without the secret nobody gets from a list of names to the pseudonyms; because most of the digest is
cut off, nobody can continue it to other names either. Forty bits tell ten thousand persons apart with a chance of 1 in
20,000 that any two share one.

*Name (login)* and the *login* alone are the same person; a *Name* alone cannot be joined to its login, and is another one.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from functools import cache

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.duckdb import Backend

DIGITS = 10
_SPACES = " \t\n\r\v\f"


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]  # Ibis has no types
def sha256(value: str) -> str:
    """The engine's SHA-256 of a text's UTF-8, in hexadecimal digits."""
    raise AssertionError("only the engine computes this")


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]  # Ibis has no types
def split_part(text: str, separator: str, part: int) -> str:
    """The engine's part of a text between separators, counted from 1, or from -1 at the end."""
    raise AssertionError("only the engine computes this")


def pseudonym(name: ir.StringValue, key: bytes) -> ir.StringValue:
    """Return the pseudonym of each cell of ``name``, in the engine; a missing name stays missing."""
    return ibis.literal("P-") + sha256(ibis.literal(_secret(key)) + identity(name)).left(DIGITS)


def pseudonymised(con: Backend, rows: ir.Table, columns: Sequence[str], key: bytes) -> ir.Table:
    """Return rows of the engine with pseudonyms instead of the names in ``columns``: each name is looked at once."""
    for column in columns:
        names = rows.select(_name=rows[column]).distinct()
        people = con.create_table(f"people_{column}", names.mutate(_pseudonym=pseudonym(names["_name"], key)))
        joined = rows.left_join(people, rows[column] == people["_name"])
        rows = joined.mutate(**{column: joined["_pseudonym"]}).select(*rows.columns)
    return rows


class Hiding:
    """Puts pseudonyms in the place of names in rows as they stream; each name is looked at once."""

    def __init__(self, columns: Sequence[str], key: bytes) -> None:
        self._columns, self._key = columns, key
        self._names = self._people = pa.array([], pa.string())

    def hidden(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        """Return the rows without names of persons."""
        for column in self._columns:
            place = rows.schema.get_field_index(column)
            rows = rows.set_column(place, column, self._hidden(rows.column(place)))
        return rows

    def _hidden(self, names: pa.Array) -> pa.Array:
        places = pc.index_in(names, self._names)
        if places.null_count > names.null_count:
            self._learn(pc.unique(names.filter(pc.is_null(places))).drop_null())
            places = pc.index_in(names, self._names)
        return self._people.take(places)

    def _learn(self, names: pa.Array) -> None:
        people = pa.array([pseudonym_of(name, self._key) for name in names.to_pylist()], pa.string())
        self._names = pa.concat_arrays([self._names, names])
        self._people = pa.concat_arrays([self._people, people])


def pseudonym_of(name: str, key: bytes) -> str:
    """Return the pseudonym of one name: what the engine gives, for an auditor who holds the key."""
    login = name[name.rfind("(") + 1 : -1] if name.endswith(")") and "(" in name else name
    person = "".join(sign.lower()[0] for sign in login).strip(_SPACES)  # sign by sign, as the engine does
    return "P-" + hashlib.sha256((_secret(key) + person).encode()).hexdigest()[:DIGITS]


def identity(name: ir.StringValue) -> ir.StringValue:
    """Return what tells a person apart: the login of *Name (login)*, else the whole cell, without regard to case."""
    login = ibis.ifelse(
        name.endswith(")") & name.contains("("), split_part(name.substr(0, name.length() - 1), "(", -1), name
    )
    return login.lower().strip()


@cache
def _secret(key: bytes) -> str:
    """Return 128 bits of the key for this use alone, so that the key may serve others too."""
    return hmac.new(key, b"pseudonyms of persons", hashlib.sha256).hexdigest()[:32]
