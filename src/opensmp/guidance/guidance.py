"""Guidance as one object over its packs, each read when first used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType

from opensmp.guidance import values as v
from opensmp.guidance.packs import GuidanceError, read_pack, shipped
from opensmp.i18n import _

PACKS = ("sections", "build", "objective-framework", "role-framework", "template")
"""The names of the packs; an organisation can replace any of them."""


@dataclass(frozen=True, eq=False)
class Guidance:
    """All guidance. ``own`` holds the packs that an organisation put in place of the shipped ones."""

    own: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def sections(self) -> Mapping[str, v.SectionGuidance]:
        """Guidance by key: the ten sections and the five parts that stand inside them, in plan order."""
        return MappingProxyType({row.key: row for row in self._section_pack.rows})

    @property
    def illustration(self) -> v.Bilingual:
        """The sentence that marks every example as fictional; print it with each."""
        return self._section_pack.illustration

    @cached_property
    def build(self) -> v.BuildPack:
        """The guided build, step by step."""
        return read_pack("build", v.BuildPack, self._raw("build"))

    @cached_property
    def objective_forms(self) -> Mapping[str, v.ObjectiveForm]:
        """Objectives to choose from, by the key of the weakness they answer."""
        pack = read_pack("objective-framework", v.ObjectivePack, self._raw("objective-framework"))
        return MappingProxyType({row.key: row for row in pack.rows})

    @cached_property
    def role_framework(self) -> v.RolePack:
        """Roles, sizes, separations of duty and the standard RACI activities."""
        return read_pack("role-framework", v.RolePack, self._raw("role-framework"))

    @cached_property
    def template(self) -> Mapping[str, v.TemplateText]:
        """The starting texts by the keys of `sections`."""
        pack = read_pack("template", v.TemplatePack, self._raw("template"))
        return MappingProxyType({row.key: row for row in pack.rows})

    def size_of(self, people: int) -> v.Size:
        """Return the size class of an organisation with ``people`` in service management (full-time equivalents)."""
        reached = [size for size in self.role_framework.sizes if size.people_from <= people]
        return max(reached or self.role_framework.sizes[:1], key=lambda size: size.people_from)

    def raci(self, size: v.Size) -> Mapping[str, Mapping[str, str]]:
        """Return the default letters by activity and role for ``size``.

        A role that the size does not have gives its letters to the role it is combined with, and is dropped otherwise.
        """
        holders = {role: group[0] for group in size.combinable for role in group}
        return {row.key: _shared(row.letters, size.roles, holders) for row in self.role_framework.activities}

    def replaced(self, packs: Mapping[str, object]) -> Guidance:
        """Return guidance with ``packs`` (name → JSON of a whole pack) in place; raise `GuidanceError` for a faulty one."""
        unknown = [name for name in packs if name not in PACKS]
        if unknown:
            said = _("There is no guidance pack {names}. Use one of {packs}.", names=unknown, packs=PACKS)
            raise GuidanceError(said)
        renewed = Guidance(MappingProxyType({**self.own, **packs}))
        renewed._read_all()
        return renewed

    @cached_property
    def _section_pack(self) -> v.SectionPack:
        return read_pack("sections", v.SectionPack, self._raw("sections"))

    def _read_all(self) -> tuple[object, ...]:
        """Return every view; making them reads every pack, so that a fault in any of them shows at once."""
        return (self.sections, self.build, self.objective_forms, self.role_framework, self.template)

    def _raw(self, pack: str) -> object:
        return self.own[pack] if pack in self.own else shipped(pack)


@cache
def guidance() -> Guidance:
    """Return the guidance that OpenSMP ships."""
    return Guidance()


def _shared(letters: Mapping[str, str], roles: tuple[str, ...], holders: Mapping[str, str]) -> dict[str, str]:
    """Hand the letters of absent roles to those who hold them; of several letters the most binding stays."""
    given: dict[str, set[str]] = {}
    for role, letter in letters.items():
        holder = role if role in roles else holders.get(role, role)
        if holder in roles:
            given.setdefault(holder, set()).update(letter.split("/"))
    return {role: _strongest(of_role) for role, of_role in given.items()}


def _strongest(letters: set[str]) -> str:
    if {"A", "R"} <= letters:
        return "A/R"
    return next(letter for letter in "ARCI" if letter in letters)
