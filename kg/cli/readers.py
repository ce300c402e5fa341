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
from kg.resources import OWN_FOLDER

if TYPE_CHECKING:
    from kg.codebook import Codebook
    from kg.llm import LanguageModel, Prices
    from kg.pipeline.reading import Reader

_READERS = ({"rules"}, {"llm"}, {"rules", "llm"})
_AMOUNT = "AMOUNT"


@dataclass(frozen=True, kw_only=True)
class ReadingOptions:
    """How documents are read; `readers` are named with commas between them."""

    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence", metavar="X", min=0.0, max=1.0, help="Leave out what the reader is less sure of, 0 to 1."
        ),
    ] = 0.0
    codebook: Annotated[
        Path | None,
        typer.Option(
            "--codebook",
            metavar="FILE",
            help="Issues with paraphrases and contraries (CSV or SKOS) to code positions by.",
        ),
    ] = None
    lexicons: Annotated[
        Path | None,
        typer.Option(
            "--lexicons",
            metavar="DIR",
            envvar=OWN_FOLDER,
            help="A folder of words (and actors) of your own to read with.",
        ),
    ] = None
    pipeline: Annotated[
        str | None,
        typer.Option(
            "--pipeline", metavar="NAME", help="An installed spaCy pipeline to read with, instead of the packaged one."
        ),
    ] = None
    readers: Annotated[
        str, typer.Option("--with", metavar="READER", help="Who reads: rules, llm (a language model) or rules,llm.")
    ] = "rules"
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="NAME", envvar="KG_LLM_MODEL", help="The language model, as its server names it."
        ),
    ] = None
    endpoint: Annotated[
        str | None,
        typer.Option(
            "--endpoint",
            metavar="URL",
            envvar="KG_LLM_URL",
            help="Its OpenAI-compatible server, else OpenAI's; a key comes from KG_LLM_KEY alone.",
        ),
    ] = None
    max_cost: Annotated[
        float | None,
        typer.Option("--max-cost", metavar=_AMOUNT, min=0.0, help="Stop before a call that may cost more."),
    ] = None
    price_in: Annotated[
        float | None,
        typer.Option(
            "--price-in", metavar=_AMOUNT, min=0.0, help="What a million tokens cost that are sent to the model."
        ),
    ] = None
    price_out: Annotated[
        float | None,
        typer.Option("--price-out", metavar=_AMOUNT, min=0.0, help="What a million tokens cost that it answers."),
    ] = None
    llm_cache: Annotated[
        Path | None,
        typer.Option("--llm-cache", metavar="DIR", envvar="KG_LLM_CACHE", help="Where the model's answers are kept."),
    ] = None
    llm_timeout: Annotated[
        float, typer.Option("--llm-timeout", metavar="SECONDS", min=1.0, help="How long to wait for one answer.")
    ] = 120.0

    @property
    def names(self) -> set[str]:
        """The readers. Raises UsageError for any but those that there are."""
        names = {name.strip() for name in self.readers.split(",")}
        if names not in _READERS:
            raise UsageError(f"--with must be rules, llm or rules,llm, not {self.readers!r}")
        return names

    def open_reader(self, jobs: int) -> Reader:
        """The reader that was chosen; `jobs` calls of a model run at once. Raises UsageError and InputError."""
        from kg.pipeline.reading import Reader

        names = self.names
        book = self._read_codebook()
        if "llm" not in names:
            if any(amount is not None for amount in (self.max_cost, self.price_in, self.price_out)):
                raise UsageError("--max-cost, --price-in and --price-out go with --with llm")
            return Reader(self.pipeline, self.min_confidence, codebook=book)
        model = self._open_model(book, jobs)
        return Reader(self.pipeline, self.min_confidence, codebook=book, model=model, rules="rules" in names)

    def _read_codebook(self) -> Codebook | None:
        if self.codebook is None:
            return None
        from kg.pipeline.codebooks import read_codebook

        return read_codebook(self.codebook)

    def _open_model(self, book: Codebook | None, jobs: int) -> LanguageModel:
        from kg.llm import LanguageModel
        from kg.llm.settings import HOSTED, Settings, read_key
        from kg.pipeline.shipped import get_registry

        if not self.model:
            raise UsageError(
                "--with llm wants to know which model: --model NAME, or the environment variable KG_LLM_MODEL"
            )
        settings = Settings(
            model=self.model,
            endpoint=self.endpoint or HOSTED,
            key=read_key(),
            prices=self._prices(),
            max_cost=self.max_cost,
            cache=self.llm_cache,
            timeout=self.llm_timeout,
            calls=jobs,
        )
        return LanguageModel(settings, get_registry(), book)

    def _prices(self) -> Prices | None:
        from kg.llm import Prices

        if self.price_in is None and self.price_out is None:
            return None
        if self.price_in is None or self.price_out is None:
            raise UsageError(
                "--price-in and --price-out go together: what is sent has a price, what is answered another"
            )
        return Prices(self.price_in, self.price_out)


@contextmanager
def counting(reader: Reader) -> Iterator[None]:
    """Say at the end, however it comes, what a model was asked and what that cost."""
    try:
        yield
    finally:
        if reader.model is not None:
            say(f"{reader.model.settings.model}: {reader.model.spending.describe()}")
