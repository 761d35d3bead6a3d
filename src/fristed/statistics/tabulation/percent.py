"""The percent rule under the name by which the releases know it; it lives in ``fristed.methods.percents``."""

from fristed.methods.percents import growth_percent, half_up, percent_of

__all__ = ["growth_percent", "half_up", "percent_of"]
