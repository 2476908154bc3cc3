"""Mappings: what the columns and values of somebody's export mean, and rows read accordingly into canonical records."""

from .batches import Batches, batches
from .cells import Cells, Rejected
from .files import Unreadable
from .model import Mapping, Shape
from .opening import Source, open_source
from .problems import BadMapping
from .reading import read, read_file

__all__ = ["BadMapping", "Batches", "Cells", "Mapping", "Rejected", "Shape", "Source", "Unreadable", "batches", "open_source", "read", "read_file"]
