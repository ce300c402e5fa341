"""Names, occupations and affiliations of authors, as bylines and biographical notes write them.

Strings in, strings out. It judges only what a phrase looks like; whether a person wrote the document is the byline
finder's business. The words that it goes by are data (`people.toml`, `outlets.txt`).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.passages import fold

_HERE = Path(__file__).parent
_TOKEN = re.compile(r"[^\W\d_][\w'’.\-‑]*")
_INITIALS = re.compile(r"(?:[A-Z]\.-?)+")
_PAPERS = frozenset("Herald Times Post Tribune Gazette Chronicle Observer Telegraph Courier Mail Mirror".split())
_LINKS = ("of", "at", "for", "and", "in", "on", "the", "de", "des", "du", "&", "–", "-")


@dataclass(frozen=True)
class PeopleWords:
    """The words of `people.toml`, in small letters."""

    occupations: frozenset[str]
    past: frozenset[str]
    bodies: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    degrees: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True)
class Post:
    """What somebody does, and where; either may be unknown."""

    role: str | None = None
    affiliation: str | None = None


@cache
def people_words() -> PeopleWords:
    """The packaged words."""
    lists = tomllib.loads((_HERE / "people.toml").read_text(encoding="utf-8"))
    return PeopleWords(**{name: frozenset(words) for name, words in lists.items()})


@cache
def _outlets() -> dict[str, str]:
    lines = (_HERE / "outlets.txt").read_text(encoding="utf-8").splitlines()
    return {_outlet_key(line): line for line in lines if line and not line.startswith("#")}


def _outlet_key(name: str) -> str:
    return " ".join(fold(name).split()).casefold().removeprefix("the ")


def find_outlet(text: str) -> str | None:
    """The text itself, tidied, when it is the name of a known outlet and nothing else."""
    tidy = " ".join(text.split()).strip(" .()[]—–-")
    return tidy if _outlet_key(tidy) in _outlets() else None


def is_outlet_name(text: str) -> bool:
    """Whether a name is that of a known outlet, or that of a paper by its last word: "The Hill Gazette"."""
    words = text.split()
    paper = 1 < len(words) < 6 and words[-1] in _PAPERS and all(w[:1].isupper() or w in _LINKS for w in words)
    return paper or find_outlet(text) is not None


def clean_name(text: str) -> str:
    """The name without forms of address, degrees and stray marks; names in capitals get small letters."""
    words = people_words()
    tokens = " ".join(text.split()).strip(" ,;:|•·*–—-").split()
    while len(tokens) > 2 and tokens[0].strip(".").lower() in words.titles:
        tokens = tokens[1:]
    while len(tokens) > 2 and tokens[-1].strip(".,").lower() in words.degrees:
        tokens = tokens[:-1]
    name = " ".join(tokens).rstrip(" ,")
    return name.title() if name.isupper() else name


def is_person_name(text: str) -> bool:
    """Whether the text looks like the name of a person: two to five capitalised words that name no body or place."""
    words = people_words()
    tokens = clean_name(text).split()
    if " ".join(tokens).casefold() in words.places:
        return False
    if not 2 <= len(tokens) <= 5 or not all(_TOKEN.fullmatch(token) for token in tokens):
        return False
    if any(token.lower() in words.bodies for token in tokens) or tokens[-1].lower() in words.occupations:
        return False
    if tokens[-1].endswith(".") and tokens[-1] not in ("Jr.", "Sr."):
        return False
    small = [token for token in tokens if token[0].islower()]
    lettered = [t for t in tokens if len(t.strip(".")) > 1 and not _INITIALS.fullmatch(t)]
    return bool(lettered) and all(_may_be_small(token) for token in small) and not tokens[-1].islower()


def _may_be_small(token: str) -> bool:
    stem = token.split("-")[0].split("’")[0].split("'")[0]
    return stem in people_words().particles


def are_one_name(a: str, b: str) -> bool:
    """Whether two names can be one person's: same first and last word, middle names and initials aside."""
    left, right = clean_name(a).casefold().split(), clean_name(b).casefold().split()
    if not left or not right:
        return False
    return left == right or (len(left) > 1 < len(right) and (left[0], left[-1]) == (right[0], right[-1]))


def find_occupation(text: str) -> str | None:
    """The first word of the text that says what somebody does, or None."""
    match = _occupation_pattern().search(text)
    return match.group().lower() if match else None


@cache
def _occupation_pattern() -> re.Pattern[str]:
    longest_first = sorted(people_words().occupations, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})s?\b", re.IGNORECASE)


def names_body(text: str) -> bool:
    """Whether a word of the text is one that names bodies: University, Institute, Council."""
    bodies = people_words().bodies - {"the"}
    return any(token.lower() in bodies for token in _TOKEN.findall(text))


def parse_post(text: str) -> Post:
    """Role and affiliation of a phrase such as "a senior fellow at the Brookings Institution and author of …".

    >>> parse_post("Professor, China Center for Contemporary World Studies")
    Post(role='Professor', affiliation='China Center for Contemporary World Studies')
    """
    phrase = re.sub(r"^(?:an?|the|currently)\s+", "", " ".join(text.split())).rstrip(" ;.,")
    occupation = _occupation_pattern().search(phrase)
    if occupation is None:
        return Post(None, _leading_body(phrase))
    if occupation.group().lower() in people_words().past:
        return Post(_cut_clause(phrase))
    return _split_post(re.split(r"\s+(?:who|whose|where|which)\s", phrase, maxsplit=1)[0], occupation.end())


def _split_post(phrase: str, from_: int) -> Post:
    """Cut after the occupation at the word that leads to the body: "at" before all others."""
    for link in (
        r",\s+|\s+at\s+(?:the\s+)?|\s*[–—|]\s+",
        r"\s+(?:with|for|from)\s+(?:the\s+)?",
        r"\s+(?:of|in)\s+(?:the\s+)?",
    ):
        for match in re.finditer(link, phrase[from_:], re.IGNORECASE):
            body = _leading_body(phrase[from_ + match.end() :])
            if body and not (match.group().startswith(",") and find_occupation(body)):
                return Post(_cut_clause(phrase[: from_ + match.start()]), body)
    return Post(_cut_clause(phrase))


def _cut_clause(phrase: str) -> str:
    return re.split(r"[,;]\s|\.\s|\s+(?:and|where|who|with|whose)\s+", phrase, maxsplit=1)[0].strip()


def _leading_body(text: str) -> str | None:
    """The capitalised name that the text begins with, as far as it goes: "University of Wisconsin at Madison"."""
    taken: list[str] = []
    for token in text.split():
        bare = token.rstrip(",;.")
        if not (token[0].isupper() or (taken and token.lower() in _LINKS)):
            break
        taken.append(bare if len(bare) > 1 and "." not in bare else token)
        if token.endswith(";") or (token[-1] in ",." and "." not in token[:-1]):
            break
    while taken and taken[-1].lower() in _LINKS:
        taken.pop()
    return " ".join(taken) or None
