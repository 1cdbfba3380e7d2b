"""Patient leaflets that fit one person's results."""

__version__ = "0.1.0"
