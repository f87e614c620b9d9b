"""The case file that a rule sees, and nothing else: plan, registers, history, measurements, today."""

from opensmp.dossier.dossier import Dossier

__all__ = ["Dossier"]
