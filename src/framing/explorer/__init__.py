"""The words of a corpus as points that a reader can explore: how distinctive, how widely used, and where they stand."""

from framing.explorer.limits import LIMITS, Limits
from framing.explorer.model import Explorer, ExplorerOutlet, WordPoint
from framing.explorer.points import explorer_of
from framing.explorer.word_values import WordValues, word_values

__all__ = ["LIMITS", "Explorer", "ExplorerOutlet", "Limits", "WordPoint", "WordValues", "explorer_of", "word_values"]
