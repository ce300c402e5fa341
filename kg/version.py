"""The version of Standpoint, as provenance, servers and requests name it."""

from __future__ import annotations

__version__ = "0.1.0"
