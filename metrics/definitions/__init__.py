"""What an account means by its KPIs: versions of the shipped ones, and KPIs of its own.

`define`, `create`, `update` and `retire` make versions, `versions` lists them, `check`, `traits` and `preview` look at an expression
before it is saved, and `fields` says what it may name. What is wrong is told part by part, in a DefinitionError.
"""

from metrics.catalogue import Catalogue, Version, catalogue

from .fields import Field, FieldChoice, fields
from .life import create, define, retire, update, versions
from .problems import DefinitionError, Problem
from .trial import Trait, check, compiled, preview, traits

__all__ = [
    "Catalogue",
    "DefinitionError",
    "Field",
    "FieldChoice",
    "Problem",
    "Trait",
    "Version",
    "catalogue",
    "check",
    "compiled",
    "create",
    "define",
    "fields",
    "preview",
    "retire",
    "traits",
    "update",
    "versions",
]
