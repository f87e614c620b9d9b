"""How much happens in a month of the demo bank, and how much of it goes well: the figures that its plan speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Month(NamedTuple):
    """Records of a whole month: how many incidents, how many of them answered late, and so on.

    ``capacity`` incidents caused by lack of capacity · ``late_requests`` of ``requests`` · ``emergencies`` and ``failures``
    of ``changes`` closed (cancelled ones come on top) · ``down`` minutes without core banking.
    """

    incidents: int
    late_answers: int
    capacity: int
    requests: int
    late_requests: int
    changes: int
    emergencies: int
    failures: int
    down: int


MONTHS: Mapping[int, Month] = {
    1: Month(1905, 81, 9, 958, 69, 98, 5, 2, 11),
    2: Month(1848, 74, 8, 931, 66, 92, 4, 2, 14),
    3: Month(2012, 98, 13, 902, 71, 84, 4, 2, 17),
    4: Month(1944, 79, 10, 961, 66, 101, 5, 2, 12),
    5: Month(1958, 80, 9, 955, 68, 99, 5, 3, 9),
    6: Month(1969, 78, 10, 970, 68, 104, 6, 2, 13),
    7: Month(1978, 78, 10, 980, 68, 101, 7, 2, 15),
    8: Month(1941, 78, 10, 967, 67, 104, 7, 2, 9),
    9: Month(1987, 77, 11, 975, 69, 104, 8, 3, 13),
    10: Month(1978, 71, 10, 982, 69, 103, 7, 2, 13),
    11: Month(1951, 76, 10, 966, 67, 100, 5, 2, 12),
    12: Month(1926, 77, 11, 940, 66, 88, 4, 2, 14),
}


class Critical(NamedTuple):
    """A critical (P1) incident: opened at a local time, restored after so many minutes, of which some were paused."""

    month: int
    day: int
    hour: int
    minute: int
    minutes: int
    service: str
    major: bool = False
    paused: int = 0
    story: str = ""
    flaw: str = ""


CRITICAL: tuple[Critical, ...] = (
    Critical(1, 5, 9, 40, 96, "S-02"), Critical(1, 9, 22, 15, 188, "S-04"), Critical(1, 16, 10, 5, 72, "S-01", True),
    Critical(1, 19, 13, 10, 108, "S-25"), Critical(1, 20, 14, 30, 214, "S-07"), Critical(1, 26, 8, 50, 131, "S-23"),
    Critical(1, 30, 19, 20, 433, "S-04", True), Critical(2, 3, 11, 10, 65, "S-03"), Critical(2, 9, 2, 45, 228, "S-28"),
    Critical(2, 13, 16, 0, 149, "S-02"), Critical(2, 17, 10, 30, 120, "S-08", flaw="no end"),
    Critical(2, 19, 9, 25, 88, "S-20", True), Critical(2, 25, 10, 15, 176, "S-01"),
    Critical(2, 27, 20, 40, 205, "S-08"), Critical(2, 11, 8, 15, 157, "S-13"), Critical(3, 2, 9, 55, 86, "S-03"),
    Critical(3, 4, 13, 5, 121, "S-25"), Critical(3, 9, 7, 55, 93, "S-23"), Critical(3, 12, 15, 45, 167, "S-16"),
    Critical(3, 17, 18, 30, 402, "S-04", True), Critical(3, 20, 11, 20, 236, "S-02"),
    Critical(3, 21, 9, 15, 84, "S-02"), Critical(3, 25, 8, 35, 142, "S-01"), Critical(3, 27, 10, 50, 117, "S-24", True),
    Critical(3, 30, 17, 10, 198, "S-13"), Critical(4, 2, 9, 30, 104, "S-02"), Critical(4, 8, 23, 10, 259, "S-04"),
    Critical(4, 14, 11, 45, 78, "S-01", True), Critical(4, 21, 8, 20, 163, "S-23"), Critical(4, 25, 12, 0, 137, "S-03"),
    Critical(4, 29, 10, 35, 226, "S-07"), Critical(5, 5, 14, 15, 91, "S-20"), Critical(5, 11, 3, 30, 371, "S-04", True),
    Critical(5, 13, 9, 50, 145, "S-02"), Critical(5, 20, 16, 25, 112, "S-28"), Critical(5, 25, 10, 10, 182, "S-01"),
    Critical(5, 29, 19, 5, 209, "S-08"), Critical(6, 4, 8, 45, 69, "S-13"), Critical(6, 10, 11, 30, 174, "S-02", True),
    Critical(6, 15, 22, 50, 233, "S-16"), Critical(6, 19, 9, 5, 128, "S-23"), Critical(6, 25, 10, 20, 97, "S-01"),
    Critical(6, 29, 15, 40, 151, "S-25", True), Critical(7, 17, 8, 14, 171, "S-02"),
    Critical(7, 20, 10, 55, 83, "S-01"), Critical(7, 23, 21, 30, 219, "S-04"), Critical(7, 27, 9, 20, 126, "S-20"),
    Critical(7, 30, 13, 45, 154, "S-03"), Critical(7, 31, 11, 5, 92, "S-23", True),
    Critical(8, 2, 19, 40, 382, "S-04", True), Critical(8, 6, 8, 30, 147, "S-28"),
    Critical(8, 11, 10, 40, 310, "S-25", False, 90), Critical(8, 18, 11, 2, 68, "S-07"),
    Critical(8, 20, 15, 15, 191, "S-02"), Critical(8, 25, 9, 45, 240, "S-01"), Critical(8, 28, 17, 25, 113, "S-16"),
    Critical(9, 1, 10, 25, 87, "S-08"), Critical(9, 5, 2, 33, 227, "S-01"), Critical(9, 6, 23, 5, 430, "S-04", True),
    Critical(9, 14, 9, 10, 139, "S-13"), Critical(9, 23, 9, 15, 396, "S-23", True),
    Critical(9, 25, 12, 50, 158, "S-02"), Critical(9, 29, 21, 10, 300, "S-02", story="kept under 1.2"),
    Critical(10, 2, 1, 20, 300, "S-04", True, story="broken under 1.3"), Critical(10, 8, 9, 35, 122, "S-02"),
    Critical(10, 13, 14, 20, 205, "S-01"), Critical(10, 19, 8, 55, 76, "S-23"), Critical(10, 26, 10, 5, 233, "S-03"),
    Critical(10, 28, 16, 45, 141, "S-20"), Critical(11, 4, 9, 25, 118, "S-05"), Critical(11, 10, 20, 15, 186, "S-04"),
    Critical(11, 17, 10, 30, 94, "S-02", True), Critical(12, 3, 11, 15, 132, "S-01"),
    Critical(12, 14, 9, 0, 287, "S-06"), Critical(12, 23, 18, 40, 201, "S-04", True),
)  # fmt: skip
"""Every critical incident of the year. Two took the same five hours, a few days and one version of the plan apart."""
