"""What the CMDB holds, in counts: classes of configuration items, their verification, the services it knows."""

from datetime import date
from decimal import Decimal

from opensmp.plan.prose import Prose
from opensmp.plan.references import HolderId, ServiceId
from opensmp.plan.value import value


@value
class ItemClass:
    """A class of configuration items. ``accuracy`` in per cent, as found at the last verification."""

    id: str
    name: Prose
    count: int
    owner: HolderId | None = None
    verified: date | None = None
    accuracy: Decimal | None = None


@value
class Configuration:
    """An extract of the CMDB on a day (``registers/configuration.yaml``)."""

    as_of: date | None = None
    source: str = ""
    classes: tuple[ItemClass, ...] = ()
    services: tuple[ServiceId, ...] = ()
