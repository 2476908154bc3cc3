"""A third door for histories, beside files and the API: seeded, invented ones that look like real helpdesks'."""

from .characters import BY_SLUG, CHARACTERS, Character
from .fill import Filled, fill
from .history import History
from .records import SOURCE, batches

__all__ = ["BY_SLUG", "CHARACTERS", "SOURCE", "Character", "Filled", "History", "batches", "fill"]
