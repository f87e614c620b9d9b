"""The figures by which the plan's resources look realistic or not: experience, not the standard, and always advice.

They are deliberately low: they catch a plan that cannot work, not one that is lean. An organisation that can explain its
figures accepts the finding with that reason.
"""

from __future__ import annotations

from decimal import Decimal

LEAST_FTE_A_PRACTICE = Decimal("0.1")
"""Half a day a week to own, run and improve one practice."""

LEAST_FTE_A_SERVICE = Decimal("0.1")
"""Half a day a week for the agreement, the figures and the customers of one service."""

RECORD_PRACTICES = ("incident", "request", "problem", "change", "configuration")
"""The practices whose records cannot be kept without a tool."""

OVERSPENT = Decimal("1.1")
"""Actual against planned: more than ten per cent above needs a word."""
