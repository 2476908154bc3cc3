"""What an account means by its KPIs: versions of the shipped ones, and KPIs of its own."""

from metrics.catalogue import Catalogue, Version, catalogue

__all__ = ["Catalogue", "Version", "catalogue"]
