"""What helps a person write the plan: guidance for each section, the guided build, decision frameworks, the template.

All of it is data in English and Bahasa Indonesia; an organisation can put its own pack in place of any
(`Guidance.replaced`). Every example is of a fictional organisation and says so.
"""

from opensmp.guidance.guidance import Guidance, guidance
from opensmp.guidance.packs import GuidanceError
from opensmp.guidance.values import (
    Activity,
    Bilingual,
    BuildPack,
    BuildStep,
    Elapsed,
    ObjectiveForm,
    RoleAdvice,
    RolePack,
    SectionGuidance,
    Separation,
    Size,
    Span,
    TemplateText,
)

__all__ = [
    "Activity",
    "Bilingual",
    "BuildPack",
    "BuildStep",
    "Elapsed",
    "Guidance",
    "GuidanceError",
    "ObjectiveForm",
    "RoleAdvice",
    "RolePack",
    "SectionGuidance",
    "Separation",
    "Size",
    "Span",
    "TemplateText",
    "guidance",
]
