"""People and organisations by the shape of their names: runs of capitalised words, with the titles before them.

In: a block with its parse, the registry, the lexicon. Out: mentions of people ("Foreign Minister Sergei Lavrov": name,
role, affiliation) and of organisations by the head of their name ("Ministry of Foreign Affairs"). The pipeline's named
entities are a hint, not more: they break at line ends, swallow titles and take places for people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.mentions import ActorWords, Mention, phrase_head, takes_part
from kg.records import ActorType
from kg.registry import Entry, Registry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_JOINTS = frozenset({"-", "–", "'", "’"})
_LINKS = frozenset({"of", "for", "on"})
_LONGEST_TITLE = 6
_LONGEST_NAME = 6
_LONGEST_ROLE = 12


@dataclass(frozen=True)
class Reader:
    """What is needed to read names: the block's number and parse, the registry, the lexicon."""

    block: int
    doc: Doc
    registry: Registry
    words: ActorWords


def find_people(reader: Reader, taken: set[int]) -> Iterator[Mention]:
    """The people of a block whose names are not among the tokens `taken` by other names."""
    for start, end in _name_runs(reader, taken):
        if (person := _read_person(reader, start, end)) is not None:
            yield person


def _name_runs(reader: Reader, taken: set[int]) -> Iterator[tuple[int, int]]:
    doc, at = reader.doc, 0
    while at < len(doc):
        if at in taken or not _is_name_word(doc[at], reader):
            at += 1
            continue
        start = at
        while at < len(doc) and at not in taken and _goes_on(reader, start, at):
            at += 1
        end = at
        while end > start and not _is_name_word(doc[end - 1], reader):
            end -= 1
        if end > start:
            yield start, end
        at = max(at, start + 1)


def _is_name_word(token: Token, reader: Reader) -> bool:
    text = token.text
    return (
        text[:1].isupper() and (text[:1].isalpha()) and text not in reader.words.lists["not_names"]
        and token.tag_ in ("NNP", "NNPS", "NN", "NNS", "JJ", "FW") and not (text.isupper() and len(text) > 5)
    )  # fmt: skip


def _goes_on(reader: Reader, start: int, at: int) -> bool:
    token = reader.doc[at]
    if _is_name_word(token, reader):
        return "\n" not in reader.doc[start : at + 1].text
    if at == start or at + 1 >= len(reader.doc):
        return False
    before, after = reader.doc[at - 1], reader.doc[at + 1]
    if token.text in _JOINTS:
        return not before.whitespace_ and not token.whitespace_ and (after.text[:1].isupper() or after.text.islower())
    if token.lower_ in reader.words.lists["particles"]:
        return after.text[:1].isupper() or after.text in _JOINTS or after.lower_ in reader.words.lists["particles"]
    joined = before.text in _JOINTS and not before.whitespace_
    return joined and token.is_alpha and len(token) <= 6


def _read_person(reader: Reader, start: int, end: int) -> Mention | None:
    first, title = _cut_title(reader, start, end)
    tokens = reader.doc[first:end]
    name = " ".join(tokens.text.split())
    if first >= end or len(name.split()) > _LONGEST_NAME or not _may_be_person(reader, first, end, bool(title)):
        return None
    role, affiliation = _said_of(reader, first, end, title)
    entry = _known_person(name, role, affiliation, reader.registry)
    head = phrase_head(tokens)
    return Mention(
        reader.block, first, end, head, entry.name if entry else name, "person", "person", True, entry, role or None,
        affiliation.name if isinstance(affiliation, Entry) else affiliation,
    )  # fmt: skip


def _said_of(reader: Reader, first: int, end: int, title: str) -> tuple[str, Entry | str | None]:
    """Office and affiliation: from the title, from what follows the name, or from what stands before it and a comma."""
    home: Entry | str | None = _home_in(title, reader) or _owner_before(reader, first - len(title.split()))
    role = _strip_home(title, reader)
    if role:
        return role, home
    after = _role_after(reader, end)
    return after if after[0] else _role_before(reader, first)


def _role_before(reader: Reader, first: int) -> tuple[str, Entry | None]:
    """The office in "Nigeria's president, Bola Tinubu, …"."""
    doc = reader.doc
    if first < 2 or doc[first - 1].text != "," or doc[first - 2].lemma_.lower() not in reader.words.lists["roles"]:
        return "", None
    start = first - 2
    while start > 0 and doc[start - 1].tag_ in ("NN", "NNP", "JJ", "HYPH") and first - start < _LONGEST_TITLE:
        start -= 1
    title = doc[start : first - 1].text
    home = _owner_before(reader, start) or _home_in(title, reader)
    return _strip_home(title, reader), home


def _cut_title(reader: Reader, start: int, end: int) -> tuple[int, str]:
    """Where the name itself begins, and the title before it (inside the run, or in lower case to its left)."""
    for back in range(_LONGEST_TITLE, -1, -1):
        if start - back < 0 or any(t.is_punct and t.text not in _JOINTS for t in reader.doc[start - back : start]):
            continue
        text = " ".join(reader.doc[start - back : end].text.split())
        title, rest = reader.registry.split_title(text)
        if not title or len(rest) > len(reader.doc[start:end].text) + 1:
            continue
        first = end
        while first > start - back and len(" ".join(reader.doc[first:end].text.split())) < len(rest):
            first -= 1
        if first >= start:
            return first, title
    return start, ""


def _may_be_person(reader: Reader, first: int, end: int, titled: bool) -> bool:
    tokens = reader.doc[first:end]
    if any(token.text in reader.words.heads for token in tokens) or reader.registry.find_by_people(tokens[-1].text):
        return False
    if reader.registry.is_title(tokens.text):
        return False
    if any(entry.type != "person" for entry in reader.registry.find(tokens.text)):
        return False
    if end < len(reader.doc) and reader.doc[end].text in reader.words.lists["not_names"] and tokens[-1].whitespace_:
        return False
    if titled:
        return not reader.registry.find_by_adjective(tokens.text) and tokens[0].tag_ != "NNPS"
    if any(entry.type == "person" for entry in reader.registry.find_by_name(tokens.text)):
        return True
    named = [token for token in tokens if token.text[:1].isupper() and token.text not in _JOINTS]
    said = [token for token in named if token.ent_type_ == "PERSON"]
    if len(named) < 2 or not all(token.tag_ in ("NNP", "NNPS", "JJ") for token in named):
        return False
    initial = any(len(token.text.rstrip(".")) == 1 for token in named[1:-1])
    return initial or 2 * len(said) >= len(named) or _speaks(reader, tokens) or bool(_role_after(reader, end)[0])


def _speaks(reader: Reader, tokens: Span) -> bool:
    """Whether two or three words that nothing else explains are the subject of saying or wanting."""
    head = phrase_head(tokens)
    verb = head.head.lemma_.lower()
    adjective = reader.registry.find_by_adjective(tokens[0].text)
    return len(tokens) < 4 and head.dep_ == "nsubj" and verb in reader.words.lists["speaking"] and not adjective


def _known_person(name: str, role: str, home: Entry | str | None, registry: Registry) -> Entry | None:
    """The person of the registry: by name, or by surname if title or affiliation leave one."""
    found = [entry for entry in registry.find_by_name(name) if entry.type == "person"]
    if found or " " in name:
        return found[0] if len(found) == 1 else None
    namesakes = registry.find_by_surname(name)
    if isinstance(home, Entry):
        namesakes = tuple(entry for entry in namesakes if home.id in (entry.affiliation, *entry.part_of))
        return namesakes[0] if len(namesakes) == 1 else None
    same_role = [entry for entry in namesakes if role and entry.role and entry.role.casefold() == role.casefold()]
    return same_role[0] if len(same_role) == 1 and len(namesakes) == 1 else None


def _home_in(title: str, reader: Reader) -> Entry | None:
    """The state or body that a title names: "Russian Foreign Minister"."""
    words = title.split()
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            phrase = " ".join(words[at : at + length])
            found = reader.registry.find_by_adjective(phrase) or reader.registry.find_by_name(phrase)
            if len(found) == 1 and found[0].type != "person":
                return found[0]
    return None


def _strip_home(title: str, reader: Reader) -> str:
    """The title without the country in it."""
    kept = [
        word
        for word in title.split()
        if not reader.registry.find_by_adjective(word) and not reader.registry.find_by_name(word)
    ]
    text = " ".join(kept).rstrip(".")
    return "" if text in ("Mr", "Mrs", "Ms", "Dr", "Sir", "Dame", "Lord", "Lady", "the") else text


def _owner_before(reader: Reader, at: int) -> Entry | None:
    """The owner of an office: "Mali's foreign minister"."""
    if at < 2 or reader.doc[at - 1].text not in ("'s", "’s", "'", "’"):
        return None
    for length in (4, 3, 2, 1):
        if at - 1 - length >= 0:
            found = reader.registry.find_by_name(reader.doc[at - 1 - length : at - 1].text)
            if len(found) == 1 and found[0].type != "person":
                return found[0]
    return None


def _role_after(reader: Reader, end: int) -> tuple[str, Entry | str | None]:
    """The office that an apposition gives: "Sergei Lavrov, Russia's Foreign Minister, …", "X, professor at Y"."""
    doc = reader.doc
    if end + 1 >= len(doc) or doc[end].text not in (",", "("):
        return "", None
    stop = end + 1
    while stop < min(len(doc), end + 1 + _LONGEST_ROLE) and not _ends_role(doc[stop]):
        stop += 1
    phrase = doc[end + 1 : stop]
    office = next((token for token in phrase if token.lemma_.lower() in reader.words.lists["roles"]), None)
    if office is None or any(token.tag_.startswith(("VB", "MD")) for token in doc[end + 1 : office.i]):
        return "", None
    begin = end + 1
    home = next((entry for at in range(office.i, end, -1) if (entry := _owner_before(reader, at))), None)
    for at in range(end + 1, office.i):
        if doc[at].text in ("'s", "’s", "'", "’") or doc[at].lower_ in ("the", "a", "an"):
            begin = at + 1
    last = office.i
    while (
        last + 1 < stop and doc[last + 1].tag_ in ("NN", "NNP") and doc[last + 1].lower_ in reader.words.lists["roles"]
    ):
        last += 1
    role = doc[begin : last + 1].text
    rest = doc[last + 1 : stop]
    if home is None and len(rest) > 1 and rest[0].lower_ in ("of", "at", "for", "in", "with"):
        named = " ".join(token.text_with_ws for token in rest[1:]).replace("  ", " ").strip()
        known = reader.registry.find_by_name(named)
        return _strip_home(role, reader) or role, known[0] if len(known) == 1 else named.removeprefix("the ")
    return _strip_home(role, reader) or role, home or _home_in(role, reader)


def _ends_role(token: Token) -> bool:
    return token.text in (",", ";", ")", ".", ":", "—", "–") or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT")


def find_organisations(reader: Reader) -> Iterator[Mention]:
    """The organisations of a block whose names have a head that the lexicon knows."""
    at = 0
    while at < len(reader.doc):
        end = _organisation_end(reader, at)
        if end > at + 1:
            if (mention := _read_organisation(reader, at, end)) is not None:
                yield mention
                at = end
                continue
            at = end
        else:
            at += 1


def _organisation_end(reader: Reader, start: int) -> int:
    """Where the run of capitalised words ends that begins at `start`, links like "of the" included; `start` if none."""
    end = _segment_end(reader, start)
    if end == start or reader.doc[end - 1].text not in reader.words.heads:
        return end
    linked = False
    while end < len(reader.doc) - 1:
        word = reader.doc[end].lower_
        step = 2 if reader.doc[end + 1].lower_ == "the" else 1
        if (word not in _LINKS and not (word == "and" and linked)) or (word == "on" and step == 1):
            break
        following = _segment_end(reader, end + step) if end + step < len(reader.doc) else end + step
        if following == end + step or (word == "and" and _is_state(reader, end + step, following)):
            break
        end, linked = following, True
    return end


def _segment_end(reader: Reader, start: int) -> int:
    end, doc = start, reader.doc
    while end < len(doc):
        token = doc[end]
        capital = token.text[:1].isupper() and token.tag_ not in (
            "DT",
            "IN",
            "PRP",
            "PRP$",
            "RB",
            "CC",
            "WRB",
            "WP",
            "UH",
            "VBZ",
            "VBD",
        )
        joint = end > start and token.text in (*_JOINTS, "&") and end + 1 < len(doc) and doc[end + 1].text[:1].isupper()
        if not (capital or (joint and not doc[end - 1].whitespace_) or (joint and token.text == "&")):
            break
        end += 1
    return end


def _is_state(reader: Reader, start: int, end: int) -> bool:
    return any(entry.type == "state" for entry in reader.registry.find(reader.doc[start:end].text))


def _read_organisation(reader: Reader, start: int, end: int) -> Mention | None:
    tokens = reader.doc[start:end]
    first_segment = reader.doc[start : _segment_end(reader, start)]
    head_word = next((token.text for token in reversed(first_segment) if token.text in reader.words.heads), None)
    if head_word is None or first_segment[-1].text not in reader.words.heads:
        return None
    kind: ActorType = reader.words.heads[head_word]
    if any(token.text in ("Liberation", "Resistance", "Brigades") for token in tokens):
        kind = "armed_group"
    home = _home_in(" ".join(token.text for token in first_segment), reader) or _owner_before(reader, start)
    owner = _owner_before(reader, start)
    name = " ".join(tokens.text.split())
    if owner is not None and owner.adjectives and owner.type == "state":
        name = f"{owner.adjectives[0]} {name}"
    head = phrase_head(tokens)
    spoken_of = any(token.tag_.startswith(("VB", "MD")) for token in head.sent)
    acts = spoken_of and head.dep_ not in ("ROOT", "appos") and takes_part(head, reader.words, is_place=False)
    return Mention(
        reader.block, start, end, head, name, kind, "organisation", acts, None, None,
        home.name if home else None,
    )  # fmt: skip
