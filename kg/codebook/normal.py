"""The normal form of an issue's wording: what is left when spelling, inflection, order and paraphrase are taken away.

In: a wording. Out: the stems of its words, who does it where that tells two propositions apart, and a sign: -1 where
the wording means the opposite ("Assad stepping down" of "Assad staying in power"). Two wordings of one normal form
speak of one matter. The words stand in `words.toml`; meaning is not guessed beyond them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.passages import fold

_TABLE = Path(__file__).parent / "words.toml"
_ENDINGS = tuple(
    """isations izations isation ization ations itions ation ition ments ment ences ances ence ance ings ising izing
    ised ized ise ize ates ated ating ate ions ion ing als al ed es s e""".split()
)
_SHORTEST_STEM = 4
ARTICLES = frozenset({"a", "an", "the"})
_STAY = "stay"
_NOT = "not "


@dataclass(frozen=True)
class Normal:
    """What a wording says: its stems in order of the alphabet, the stems of who does it, and its sign."""

    stems: tuple[str, ...]
    agent: tuple[str, ...] = ()
    sign: int = 1

    @property
    def matter(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is spoken of, whichever way."""
        return self.stems, self.agent

    @property
    def key(self) -> str:
        """The normal form as one word for IRIs; other signs have other keys."""
        parts = ["not"] * (self.sign < 0) + list(self.stems) + (["by", *self.agent] if self.agent else [])
        return "-".join(parts)


@cache
def normal_form(wording: str) -> Normal:
    """The normal form of a wording.

    >>> normal_form("the removal of sanctions") == normal_form("Sanctions being lifted")
    True
    """
    words = _read_phrases(_split(wording))
    agent, words = _split_agent(words)
    sign, kept = _turn(words)
    stems = [stem(word) for word in kept if word not in _words("stop") | _words("prepositions")]
    doer = [stem(word) for word in agent if word not in _words("stop") | _words("prepositions")]
    if not stems or set(stems) & _words("plain") or _STAY in stems:
        stems, doer = stems + doer, []
    return Normal(tuple(sorted(dict.fromkeys(stems))), tuple(sorted(dict.fromkeys(doer))), sign)


@cache
def stem(word: str) -> str:
    """The stem of a word: that of its family, else the word without its ending.

    >>> stem("expansion"), stem("deployment"), stem("resolutions")
    ('expand', 'deploy', 'resolut')
    """
    return _families().get(word) or _families().get(_bare(word), _bare(word))


def _bare(word: str) -> str:
    """A word without its ending, the letter that this doubled, and the vowel that it swallows elsewhere."""
    if word.endswith(("ies", "ied")) and len(word) > _SHORTEST_STEM + 1:
        return word[:-3] + "y"
    for ending in _ENDINGS:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= _SHORTEST_STEM - (ending == "s") and not word.endswith("ss"):
            doubled = len(bare) > _SHORTEST_STEM and bare[-1] == bare[-2] and bare[-1] in "bdgmnprt"
            return bare[:-1] if doubled else bare.removesuffix("e")
    return word


def _split(wording: str) -> list[str]:
    text = fold(wording).casefold().replace("'s ", " ").replace("s' ", "s ")
    words = [word.strip("-'") if "." in word[:-1] else word.strip(".-'") for word in re.findall(r"[\w.'-]+", text)]
    return [part for word in words for part in _parts(word) if part and part not in ARTICLES]


def _parts(word: str) -> list[str]:
    """ "co-operation" is one word, "US-Russian" two, unless it is a phrase that is known."""
    if word in _phrases():
        return [word]
    return [word.replace("-", "")] if word.startswith(("co-", "re-", "non-")) else word.split("-")


def _read_phrases(words: Sequence[str]) -> list[str]:
    """The words with phrases read as what they mean, the longest first; those of clauses keep their "-ing"."""
    found: list[str] = []
    at = 0
    while at < len(words):
        length = next((n for n in range(5, 0, -1) if " ".join(words[at : at + n]) in _phrases()), 0)
        meaning = _phrases()[" ".join(words[at : at + length])] if length else words[at]
        clause = bool(length) and words[at].endswith("ing") and meaning != _STAY and not meaning.startswith(_NOT)
        found.append(meaning.removesuffix("e") + "ing" if clause else meaning)
        at += length or 1
    return found


def _split_agent(words: list[str]) -> tuple[list[str], list[str]]:
    """Who does it, and the rest: "attack on X by Y", "Y attacking X", "attack of Y on X"."""
    prepositions = _words("prepositions")
    if "by" in words[1:]:
        at = words.index("by", 1)
        end = next((n for n in range(at + 2, len(words)) if words[n] in prepositions and words[n] != "of"), len(words))
        return words[at + 1 : end], words[:at] + words[end:]
    if "being" in words:
        return [], words
    for at, word in enumerate(words[1:-1], 1):
        clause = word.endswith("ing") and words[at + 1] not in prepositions and not set(words[:at]) & prepositions
        if clause and word not in _words("turning"):
            return words[:at], words[at:]
    if "of" in words[1:] and stem(words[(at := words.index("of", 1)) - 1]) in _stems("done_to_others"):
        end = next((n for n in range(at + 1, len(words)) if words[n] in ("on", "against", "upon")), 0)
        if end:
            return words[at + 1 : end], words[:at] + words[end:]
    return [], words


def _turn(words: list[str]) -> tuple[int, list[str]]:
    """The sign, and the words without those that gave it.

    A word turns what follows it from the beginning ("lifting the sanctions"), after who does it, or at the end of a
    clause about it ("sanctions are lifted"); inside, as in "talks to end the war", it tells what something is for.
    """
    sign, kept = 1, list(words)
    said = [word for word in words if word not in _words("stop")]
    clause = [word for word in said[1:2] if word.endswith("ing") and len(said) > 2]
    for word in (*said[:1], *clause, *said[-1:]) if len(said) > 1 else ():
        if word in _words("turning"):
            kept.remove(word)
            sign = -sign
            if word.startswith("remov") and not {stem(w) for w in said} & _stems("measures"):
                kept.append(_STAY)
    opposites = sum(word.startswith(_NOT) for word in kept)
    return sign * (-1) ** opposites, [word.removeprefix(_NOT) for word in kept]


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def _entries(cell: str) -> list[str]:
    entries = (item.split() for item in cell.replace("\n", ",").split(","))
    return [" ".join(word for word in entry if word not in ARTICLES or len(entry) == 1) for entry in entries if entry]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_entries(_table()[name]))


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _words(name))


@cache
def _phrases() -> Mapping[str, str]:
    """What each phrase is read as."""
    found: dict[str, str] = {}
    for key, cell in _table()["same"].items():
        word = key.replace("_", "")
        found |= dict.fromkeys((*_entries(cell), key.replace("_", " ")), word)
    for key, cell in _table()["opposite"].items():
        found |= dict.fromkeys(_entries(cell), _NOT + key)
    return found | dict.fromkeys(_words("staying"), _STAY) | dict.fromkeys(_words("leaving"), _NOT + _STAY)


@cache
def _families() -> Mapping[str, str]:
    """The stem of each word that endings do not show to be of a family, and of what endings leave of it."""
    found: dict[str, str] = {}
    for key, cell in _table()["families"].items():
        for word in (*_entries(cell), key):
            found |= {_bare(word): _bare(key), word: _bare(key)}
    return found
