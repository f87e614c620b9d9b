"""What a metric is: the definition that stands beside every figure, so that two figures of one name can be told apart."""

from typing import Literal, NamedTuple, TypeAlias

from opensmp.i18n import Message

Form: TypeAlias = Literal["share", "statistic", "count", "ratio"]
"""How a metric becomes a figure.

``share`` records that qualify ÷ records that could · ``statistic`` mean, median, percentile of one value a record ·
``count`` how many records · ``ratio`` one sum ÷ another (time available ÷ time agreed).
"""
Basis: TypeAlias = Literal["business", "round the clock", "counted"]


class Metric(NamedTuple):
    """A row of the metric catalogue. ``id`` is ``<practice>.<what>`` and never changes its meaning.

    ``table`` is the canonical table it reads, ``dated`` the field whose day decides the window, ``parameters`` the names
    that a commitment may set beside the fields of the table. ``better`` says which way is good. ``suggestion`` is an
    editable, experience-based target, never a requirement of the standard. ``source`` names the published definition.
    """

    id: str
    practice: str
    table: str
    form: Form
    title: Message
    numerator: Message
    denominator: Message
    dated: str
    unit: str = "%"
    basis: Basis = "counted"
    paused: bool = False
    parameters: tuple[str, ...] = ()
    better: Literal["higher", "lower"] = "higher"
    suggestion: Message | None = None
    trusted: bool = False
    source: str = ""
