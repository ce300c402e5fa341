"""Standpoint: who stands where on what, according to whom, in which words."""

__version__ = "0.1.0"
