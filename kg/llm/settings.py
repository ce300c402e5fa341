"""Settings: which model is asked, where, and at what price at most.

In: what the user says, and the environment. Out: settings that fit together. The key comes from the environment alone,
and stands in no text that this makes.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kg.errors import UsageError

KEY: Final = "KG_LLM_KEY"
HOSTED: Final = "https://api.openai.com/v1"
_COMPLETIONS: Final = "/chat/completions"
_MILLION: Final = 1_000_000


@dataclass(frozen=True)
class Prices:
    """What a million tokens cost, in any one currency: those sent, and those answered."""

    sent: float
    answered: float

    def of(self, sent: int, answered: int) -> float:
        """The cost of so many tokens."""
        return (sent * self.sent + answered * self.answered) / _MILLION


@dataclass(frozen=True)
class Settings:
    """Which model reads, and how.

    `passage` and `overlap` are tokens of text, roughly; `answer` is the most that one answer may have. `timeout` is
    that of one call, in seconds; `calls` run at once.
    """

    model: str
    endpoint: str = HOSTED
    key: str | None = field(default=None, repr=False)
    prices: Prices | None = None
    max_cost: float | None = None
    cache: Path | None = None
    timeout: float = 120.0
    calls: int = 1
    passage: int = 800
    overlap: int = 100
    answer: int = 4096
    temperature: float = 0.0
    seed: int = 1

    def __post_init__(self) -> None:
        _check_address(self.endpoint)
        if self.max_cost is not None and self.prices is None:
            raise UsageError("--max-cost needs the prices of the model: --price-in and --price-out, per million tokens")
        if self.key is None and self.endpoint.rstrip("/") == HOSTED:
            raise UsageError(f"{HOSTED} wants a key: put it into the environment variable {KEY}, or name --endpoint")

    @property
    def address(self) -> str:
        """Where questions go."""
        base = self.endpoint.rstrip("/")
        return base if base.endswith(_COMPLETIONS) else base + _COMPLETIONS

    @property
    def parameters(self) -> dict[str, float | int]:
        """What an answer depends on besides model and question."""
        return {"temperature": self.temperature, "seed": self.seed, "max_tokens": self.answer}

    @property
    def folder(self) -> Path:
        """Where answers are kept."""
        return self.cache or user_cache() / "standpoint" / "llm"


def read_key() -> str | None:
    """The key of the endpoint, from the environment. Raises UsageError."""
    key = os.environ.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise UsageError(f"{KEY} holds characters that no key has")
    return key or None


def user_cache() -> Path:
    """The folder for what can be made again (XDG Base Directory Specification 0.8; Apple's and Microsoft's own)."""
    if named := os.environ.get("XDG_CACHE_HOME"):
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path.home() / ".cache"


def _check_address(endpoint: str) -> None:
    expected = "expected an address such as http://localhost:11434/v1"
    try:
        parts = urlsplit(endpoint)
        _ = parts.port
    except ValueError as error:
        raise UsageError(f"--endpoint is no address ({error}); {expected}") from error
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"a key does not belong into the address of --endpoint: put it into {KEY}")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"--endpoint {endpoint!r} is no address; {expected}")
