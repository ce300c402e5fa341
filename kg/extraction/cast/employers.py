"""Employers: the state or body that a person with an office serves, by the words around the name.

In: a block with its parse and the place of a name or title in it. Out: the state, the body of the registry, or the
words that name a body. What the office is, is read in `offices`.
"""

from __future__ import annotations

from kg.extraction.cast.mentions import Reader
from kg.extraction.tokens import Token
from kg.registry import Entry

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_HONORIFICS = frozenset("Mullah Sheikh Comrade Mr Mrs Ms Dr Sir Dame Lord Lady the".split())


def body_in(title: str, reader: Reader) -> tuple[str, str] | None:
    """The office and the body of "Greek Foreign Ministry spokeswoman": the words up to a head of bodies' names."""
    words = title.split()
    last = next((at for at in range(len(words) - 2, 0, -1) if words[at] in reader.words.heads), None)
    if last is None or not all(word[:1].isupper() for word in words[: last + 1]):
        return None
    named = " ".join(words[: last + 1])
    known = reader.registry.find_by_name(named)
    return " ".join(words[last + 1 :]), known[0].name if len(known) == 1 else named


def body_before(title: str, first: int, reader: Reader) -> tuple[str, str] | None:
    """The office and the body whose name stands before a title: "Red Cross Federation" "spokesman"."""
    doc, end = reader.doc, first - len(title.split())
    begin = end if title else 0
    while begin > 0 and doc[begin - 1].text[:1].isupper() and doc[begin - 1].tag_ in ("NN", "NNP", "NNPS", "JJ"):
        begin -= 1
    words = doc[begin:end].text.split() if title else []
    known = reader.registry.find_by_name(" ".join(words)) if words else ()
    if len(known) == 1 and known[0].type not in ("person", "state"):
        return title, known[0].name
    return body_in(" ".join([*words, title]), reader) if len(words) > 1 else None


def body_after(reader: Reader, end: int) -> Entry | str | None:
    """The body of "Jane Doe of the Peace Institute": an organisation by its head, or one that the registry knows."""
    doc = reader.doc
    if end + 1 >= len(doc) or doc[end].lower_ not in ("of", "from", "at", "with"):
        return None
    begin = end + 2 if doc[end + 1].lower_ == "the" else end + 1
    stop = begin
    while stop < len(doc) and (doc[stop].text[:1].isupper() or (stop > begin and _joins(doc[stop]))):
        stop += 1
    while stop > begin and not doc[stop - 1].text[:1].isupper():
        stop -= 1
    named = " ".join(doc[begin:stop].text.split())
    known = [entry for entry in reader.registry.find_by_name(named) if entry.type != "person"]
    if len(known) == 1:
        return known[0]
    return named if stop > begin + 1 and doc[stop - 1].text in reader.words.heads else None


def _joins(token: Token) -> bool:
    """Whether a word in lower case or a mark stands inside names: "Women's Peace Platform", "Institute of"."""
    return token.lower_ in ("of", "for", "the", "and", "&", "-") or token.text in _POSSESSIVE


def home_in(title: str, reader: Reader) -> Entry | None:
    """The state or body that a title names: "Russian Foreign Minister"."""
    words = title.split()
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            phrase = " ".join(words[at : at + length])
            found = reader.registry.find_by_adjective(phrase) or reader.registry.find_by_name(phrase)
            if len(found) == 1 and found[0].type != "person":
                return found[0]
    return None


def owner_before(reader: Reader, at: int) -> Entry | None:
    """The owner of an office: "Mali's foreign minister"."""
    if at < 2 or reader.doc[at - 1].text not in _POSSESSIVE:
        return None
    for length in (4, 3, 2, 1):
        if at - 1 - length >= 0:
            found = reader.registry.find_by_name(reader.doc[at - 1 - length : at - 1].text)
            if len(found) == 1 and found[0].type != "person":
                return found[0]
    return None


def strip_home(title: str, reader: Reader) -> str:
    """The title without the country in it."""
    kept = [
        word
        for word in title.split()
        if not reader.registry.find_by_adjective(word) and not reader.registry.find_by_name(word)
    ]
    text = " ".join(kept).rstrip(".")
    return "" if text in _HONORIFICS else text
