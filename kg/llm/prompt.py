"""The prompt: what a model is told, and what it is asked of one piece of a document.

In: a piece, the registry, perhaps a codebook. Out: messages. The words are data, `prompt.toml` beside this module, with
a version that stands in the provenance; known names and issues help a model to word what it reads as others do.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.llm.pieces import Piece, show
from kg.llm.schema import answer_schema
from kg.records import Document

if TYPE_CHECKING:
    from kg.codebook import Codebook
    from kg.llm.chat import Message
    from kg.registry import Registry

TABLE: Final = Path(__file__).parent / "prompt.toml"
_WORD: Final = re.compile(r"[^\W_][\w.’'-]*")
_LONGEST_NAME: Final = 6
_MOST_NAMES: Final = 60


@dataclass(frozen=True)
class Prompt:
    """The words of one version."""

    version: int
    system: str
    repair: str


@cache
def read_prompt() -> Prompt:
    """The packaged prompt, with the schema of the answer at its end: not every server takes a schema apart from it."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    schema = json.dumps(answer_schema(), ensure_ascii=False)
    system = f"{table['system'].strip()}\n\nThe JSON Schema of the answer:\n{schema}"
    return Prompt(table["version"], system, table["repair"])


def ask_of(piece: Piece, document: Document, registry: Registry, codebook: Codebook | None) -> list[Message]:
    """The messages that ask for the records of a piece."""
    parts = ["\n".join(_describe(document))]
    if names := find_names(piece.text, registry):
        parts.append("Known names in the passage:\n" + "\n".join(names))
    if codebook:
        parts.append("Known issues:\n" + "\n".join(_issues(codebook)))
    parts.append(f"The passage:\n<passage>\n{show(piece, document)}\n</passage>")
    return [_message("system", read_prompt().system), _message("user", "\n\n".join(parts))]


def ask_again(messages: list[Message], answer: str, problem: str) -> list[Message]:
    """The messages that tell a model what was wrong with its answer."""
    repair = read_prompt().repair.strip().format(problem=problem)
    # Half of a character outside of the first plane cannot be sent back.
    sent = answer.encode("utf-8", "replace").decode("utf-8")
    return [*messages, _message("assistant", sent), _message("user", repair)]


def find_names(text: str, registry: Registry) -> list[str]:
    """The names of the registry's actors that occur in a text, each with its type, in the order of the text."""
    found: dict[str, str] = {}
    for phrase in _phrases(text):
        entries = registry.find_by_name(phrase)
        # A surname alone may be anybody's: whom it means is not for a hint to say.
        if len(entries) == 1 and (entries[0].type != "person" or " " in phrase):
            found.setdefault(entries[0].name, f"{entries[0].name} ({entries[0].type})")
        if len(found) == _MOST_NAMES:
            break
    return list(found.values())


def _phrases(text: str) -> Iterator[str]:
    """All stretches of up to six words that begin with a capital, the longest first at each place."""
    words = list(_WORD.finditer(text))
    for number, word in enumerate(words):
        if word[0][0].isupper():
            for last in reversed(words[number : number + _LONGEST_NAME]):
                yield " ".join(text[word.start() : last.end()].split()).removesuffix("’s").removesuffix("'s")


def _describe(document: Document) -> Iterator[str]:
    authors = ", ".join(author.name for author in document.authors)
    facts = {"Title": document.title, "By": authors, "Published by": document.publisher, "On": document.published}
    yield from (f"{name}: {value}" for name, value in facts.items() if value)


def _issues(codebook: Codebook) -> Iterator[str]:
    for entry in codebook.entries:
        also = f" (also: {'; '.join(entry.paraphrases)})" if entry.paraphrases else ""
        contrary = f" (its contrary: {'; '.join(entry.contraries)})" if entry.contraries else ""
        yield f"{entry.issue}{also}{contrary}"


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}
