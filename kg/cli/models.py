"""Who reads: the options that choose rules, a language model or both, and what is said of a model's work at the end.

In: options and the environment. Out: readers, and one line of calls, tokens, cost and time on stderr.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import say
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.llm import Prices, Settings
    from kg.pipeline.reading import Reader

WithOption = Annotated[
    str, typer.Option("--with", metavar="READER", help="Who reads documents: rules, llm (a language model), rules,llm.")
]
ModelOption = Annotated[
    str | None, typer.Option("--model", envvar="KG_LLM_MODEL", help="The language model, as its server names it.")
]
EndpointOption = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        metavar="URL",
        envvar="KG_LLM_URL",
        help="Its OpenAI-compatible server, else OpenAI's; a key comes from KG_LLM_KEY alone.",
    ),
]
MaxCostOption = Annotated[
    float | None, typer.Option("--max-cost", metavar="AMOUNT", min=0.0, help="Stop before a call that may cost more.")
]
PriceInOption = Annotated[
    float | None, typer.Option("--price-in", metavar="AMOUNT", min=0.0, help="Of a million tokens sent to the model.")
]
PriceOutOption = Annotated[
    float | None, typer.Option("--price-out", metavar="AMOUNT", min=0.0, help="Of a million tokens it answers.")
]
CacheOption = Annotated[
    Path | None,
    typer.Option("--llm-cache", metavar="DIR", envvar="KG_LLM_CACHE", help="Where the model's answers are kept."),
]
TimeoutOption = Annotated[
    float, typer.Option("--llm-timeout", metavar="SECONDS", min=1.0, help="How long to wait for one answer.")
]
_READERS = ({"rules"}, {"llm"}, {"rules", "llm"})


@dataclass(frozen=True)
class Choice:
    """Who reads, as the user says it; `readers` are named with commas between them."""

    readers: str = "rules"
    model: str | None = None
    endpoint: str | None = None
    max_cost: float | None = None
    price_in: float | None = None
    price_out: float | None = None
    cache: Path | None = None
    timeout: float = 120.0

    @property
    def names(self) -> set[str]:
        """The readers. Raises UsageError for any but those that there are."""
        names = {name.strip() for name in self.readers.split(",")}
        if names not in _READERS:
            raise UsageError(f"--with must be rules, llm or rules,llm, not {self.readers!r}")
        return names


def open_reader(
    choice: Choice, pipeline: str | None, min_confidence: float, codebook: Path | None, jobs: int
) -> Reader:
    """The reader that was chosen; `jobs` calls of a model run at once. Raises UsageError and InputError."""
    from kg.pipeline.reading import Reader

    names, book = choice.names, None
    if codebook is not None:
        from kg.pipeline.codebooks import read_codebook

        book = read_codebook(codebook)
    if "llm" not in names:
        if choice.max_cost is not None or choice.price_in is not None or choice.price_out is not None:
            raise UsageError("--max-cost, --price-in and --price-out go with --with llm")
        return Reader(pipeline, min_confidence, codebook=book)
    from kg.llm import LanguageModel
    from kg.pipeline.shipped import get_registry

    model = LanguageModel(_settings(choice, jobs), get_registry(), book)
    return Reader(pipeline, min_confidence, codebook=book, model=model, rules="rules" in names)


@contextmanager
def counting(reader: Reader) -> Iterator[None]:
    """Say at the end, however it comes, what a model was asked and what that cost."""
    try:
        yield
    finally:
        if reader.model is not None:
            say(f"{reader.model.settings.model}: {reader.model.spending.describe()}")


def _settings(choice: Choice, jobs: int) -> Settings:
    from kg.llm.settings import HOSTED, Settings, read_key

    if not choice.model:
        raise UsageError("--with llm wants to know which model: --model NAME, or the environment variable KG_LLM_MODEL")
    return Settings(
        model=choice.model,
        endpoint=choice.endpoint or HOSTED,
        key=read_key(),
        prices=_prices(choice),
        max_cost=choice.max_cost,
        cache=choice.cache,
        timeout=choice.timeout,
        calls=jobs,
    )


def _prices(choice: Choice) -> Prices | None:
    from kg.llm import Prices

    if choice.price_in is None and choice.price_out is None:
        return None
    if choice.price_in is None or choice.price_out is None:
        raise UsageError("--price-in and --price-out go together: what is sent has a price, what is answered another")
    return Prices(choice.price_in, choice.price_out)
