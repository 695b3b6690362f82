"""Checking a report: made again from its corpus, and compared with what the file says, number by number."""

from framing.verify.outcome import Outcome
from framing.verify.verify_report import verify_report

__all__ = ["Outcome", "verify_report"]
