"""The version of the code; data has editions of its own."""

__all__ = ["__version__"]

__version__ = "0.1.0"
