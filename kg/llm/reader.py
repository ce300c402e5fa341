"""The reader: from a document to its records, by asking a language model of each of its pieces.

In: a document. Out: records in text order, each with words of the text, and what was refused. A piece whose answer is
cut off is read in smaller ones; an answer that is not JSON is asked for once more; a refusal is counted and the rest of
the document is read. An answer that was kept is not asked for again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.jsonl import Reject
from kg.llm.answers import Unreadable, check, parse_answer
from kg.llm.cache import Answer, Cache, digest
from kg.llm.chat import Chat
from kg.llm.merging import merge, naming, number
from kg.llm.pieces import Piece, halve, split, tokens
from kg.llm.prompt import ask_again, ask_of, read_prompt
from kg.llm.settings import Settings
from kg.llm.spending import Spending
from kg.records import Document, SourcedRecord
from kg.version import __version__

if TYPE_CHECKING:
    from kg.codebook import Codebook
    from kg.llm.chat import Message
    from kg.registry import Registry

# An answer that is too long for so few tokens of text would be so for fewer.
_LEAST: Final = 40


@dataclass(frozen=True)
class Reading:
    """What was read of a document, and what was refused."""

    records: tuple[SourcedRecord, ...]
    rejects: tuple[Reject, ...]


@dataclass
class _Read:
    """What was read of one piece, those that it was cut into included."""

    records: list[SourcedRecord] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


class LanguageModel:
    """Reads documents by a language model; `tool` names it for the provenance, `coder` in every record."""

    def __init__(
        self, settings: Settings, registry: Registry, codebook: Codebook | None = None, chat: Chat | None = None
    ) -> None:
        self.settings, self._registry, self._codebook = settings, registry, codebook
        self._chat = chat or Chat(settings, Spending(settings.prices, settings.max_cost))
        self._cache = Cache(settings.folder)
        self._who = naming(registry)

    @property
    def tool(self) -> str:
        """Another name means that a document has to be read again."""
        settings = self.settings
        asked = f"temperature {settings.temperature:g}, seed {settings.seed}, at most {settings.answer} tokens"
        pieces = f"passages of {settings.passage} tokens, {settings.overlap} of them twice"
        return f"standpoint-kg {__version__} {self.coder}, {asked}, {pieces}"

    @property
    def coder(self) -> str:
        """Who makes its records."""
        return f"language model {self.settings.model}, prompt {read_prompt().version}"

    @property
    def spending(self) -> Spending:
        """What was asked so far, and what it cost."""
        return self._chat.spending

    def extract(self, document: Document) -> list[SourcedRecord]:
        """Read the records of one document, in text order."""
        return list(self.read(document).records)

    def read(self, document: Document) -> Reading:
        """Read one document. Raises ModelError, UsageError and LimitReached; answers so far are kept."""
        pieces = split(document, self.settings.passage, self.settings.overlap)
        read = self._read_all(pieces, document)
        named = [[record.model_copy(update={"coder": self.coder}) for record in one.records] for one in read]
        rejects = dict.fromkeys(reject for one in read for reject in one.rejects)
        return Reading(tuple(number(merge(named, self._who))), tuple(rejects))

    def _read_all(self, pieces: Sequence[Piece], document: Document) -> list[_Read]:
        self._chat.go()  # whatever ended an earlier document
        if self.settings.calls == 1 or len(pieces) < 2:
            return [self._read_piece(piece, document) for piece in pieces]
        with ThreadPoolExecutor(self.settings.calls, "language-model") as pool:
            under_way = list[Future[_Read]]()
            try:
                under_way.extend(pool.submit(self._read_or_stop, piece, document) for piece in pieces)
                return [future.result() for future in under_way]
            except BaseException as error:
                self._chat.stop(error)
                for future in under_way:
                    future.cancel()
                raise

    def _read_or_stop(self, piece: Piece, document: Document) -> _Read:
        """Read a piece; a failure stops the others from the thread that met it, before it takes its next piece."""
        try:
            return self._read_piece(piece, document)
        except BaseException as error:
            self._chat.stop(error)
            raise

    def _read_piece(self, piece: Piece, document: Document) -> _Read:
        answer = self._answer(ask_of(piece, document, self._registry, self._codebook))
        if answer.state == "cut" and tokens(piece.text) > _LEAST:
            return _join(self._read_piece(one, document) for one in halve(piece))
        if answer.state != "whole":
            return _Read(rejects=[_refuse(piece, answer)])
        read = _Read()
        for value in parse_answer(answer.text):
            checked = check(value, piece, document)
            if isinstance(checked, Reject):
                read.rejects.append(checked)
            else:
                read.records.append(checked)
        return read

    def _answer(self, messages: list[Message]) -> Answer:
        """The answer to messages; one that is whole can be parsed."""
        name = digest({
            "model": self.settings.model, "prompt": read_prompt().version, "parameters": self.settings.parameters,
            "messages": messages,
        })  # fmt: skip
        kept = self._cache.find(name)
        if kept is not None and (kept.state != "whole" or _find_problem(kept) is None):
            self.spending.reuse()
            return kept
        answer = self._ask(messages)
        self._cache.keep(name, answer)
        return answer

    def _ask(self, messages: list[Message]) -> Answer:
        """The answer of the model, with one more try where it cannot be parsed."""
        answer = self._chat.ask(messages)
        problem = _find_problem(answer)
        if problem is None:
            return answer
        second = self._chat.ask(ask_again(messages, answer.text, problem))
        left = _find_problem(second)
        return second if left is None else Answer("broken", left)


def _find_problem(answer: Answer) -> str | None:
    """Why an answer that is there cannot be read."""
    if answer.state == "broken":
        return answer.text
    if answer.state != "whole":
        return None
    try:
        parse_answer(answer.text)
    except Unreadable as error:
        return str(error)
    return None


def _refuse(piece: Piece, answer: Answer) -> Reject:
    why = {"refused": "the model refused to read it", "cut": "the answer was cut off"}
    said = f"{why.get(answer.state, 'the answer cannot be read')}: {answer.text}"
    return Reject(0, f"nothing was read from {piece.start} to {piece.end}: {said}", "")


def _join(parts: Iterable[_Read]) -> _Read:
    whole = _Read()
    for part in parts:
        whole.records += part.records
        whole.rejects += part.rejects
    return whole
