"""People by the shape of their names: runs of capitalised words, with the titles before them.

In: a block with its parse, the registry, the lexicon. Out: mentions of people ("Foreign Minister Sergei Lavrov": name,
role, affiliation). The pipeline's named entities are a hint, not more: they break at line ends, swallow titles and take
places for people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.cast.employers import body_after
from kg.extraction.cast.mentions import Mention, Reader, phrase_head
from kg.extraction.cast.offices import LONGEST_TITLE, office_of, role_after, role_before, role_is
from kg.extraction.tokens import Span, Token
from kg.records import ActorType
from kg.registry import Entry, Registry

_JOINTS = frozenset({"-", "–", "'", "’"})
_NAME_TAGS = ("NNP", "NNPS", "JJ")
_LONGEST_NAME = 6
# With these a single name is the name by which somebody is known.
_INSEPARABLE = frozenset("Sheikh Sheik Mullah Maulana Pope Lord Lady Prince Princess Imam".split())
# Articles with which names of papers and places begin.
_ARTICLES = frozenset("Der Die Das Les Los Las Il".split())
# What ends a title, but no name: "Assistant Secretary of State".
_TITLES = frozenset("secretary undersecretary minister ambassador commissioner president vice-president".split())
# What a hyphen joins to a name in lower case: "Sang-hyun".
_LONGEST_SYLLABLE = 6


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
        while end > start and not _may_end(reader, start, end):
            end -= 1
        yield start, end
        at = max(at, start + 1)


def _said_to_be_many(reader: Reader, end: int) -> ActorType | None:
    """What an apposition makes of a name that looks like a person's: "Srpska Lista, the largest Serb party"."""
    doc = reader.doc
    if end >= len(doc) or doc[end].text != ",":
        return None
    for token in doc[end + 1 : min(end + 8, len(doc))]:
        if token.is_punct or token.tag_.startswith(("VB", "IN", "WP")):
            return None
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        ends = following is None or not following.tag_.startswith("NN")
        if token.tag_ == "NN" and ends:
            return reader.words.groups.get(token.lower_) if token.lower_ in reader.words.lists["associations"] else None
    return None


def _may_end(reader: Reader, start: int, end: int) -> bool:
    """Whether a name may end before `end`: with a name word, or with what a dash joins to one ("Sang-hyun")."""
    joined = end - start > 2 and reader.doc[end - 2].text in _JOINTS and reader.doc[end - 1].is_alpha
    return joined or _is_name_word(reader.doc[end - 1], reader)


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
    if at == start:
        return False
    before = reader.doc[at - 1]
    if before.text in _JOINTS and not before.whitespace_ and token.is_alpha and len(token) <= _LONGEST_SYLLABLE:
        return True
    if at + 1 >= len(reader.doc):
        return False
    after = reader.doc[at + 1]
    if token.text in _JOINTS:
        return not before.whitespace_ and not token.whitespace_ and (after.text[:1].isupper() or after.text.islower())
    if token.lower_ in reader.words.lists["particles"]:
        return after.text[:1].isupper() or after.text in _JOINTS or after.lower_ in reader.words.lists["particles"]
    return False


def _read_person(reader: Reader, start: int, end: int) -> Mention | None:
    first, title = _cut_title(reader, start, end)
    tokens = reader.doc[first:end]
    name = " ".join(tokens.text.split())
    if first >= end or len(name.split()) > _LONGEST_NAME or not _may_be_person(reader, first, end, bool(title)):
        return None
    if not title and (collective := _said_to_be_many(reader, end)) is not None:
        head = phrase_head(tokens)
        return Mention(reader.block, first, end, head, name, collective, "organisation", True)
    role, affiliation = office_of(reader, first, end, title)
    affiliation = affiliation or body_after(reader, end)
    if " " not in name and (honorific := _honorific(title)):
        name = f"{honorific} {name}"
    entry = _known_person(name, role, affiliation, reader.registry)
    head = phrase_head(tokens)
    return Mention(
        reader.block, first, end, head, entry.name if entry else name, "person", "person", True, entry, role or None,
        affiliation.name if isinstance(affiliation, Entry) else affiliation,
    )  # fmt: skip


def _cut_title(reader: Reader, start: int, end: int) -> tuple[int, str]:
    """Where the name itself begins, and the title before it (inside the run, or in lower case to its left)."""
    return _registered_title(reader, start, end) or _occupation(reader, start, end)


def _occupation(reader: Reader, start: int, end: int) -> tuple[int, str]:
    """Where the name begins behind any noun for what a person is: "Commerce Secretary", "opposition politician"."""
    doc, roles = reader.doc, reader.words.lists["roles"]
    inside = [at for at in range(start, end - 1) if doc[at].lower_ in roles and doc[at + 1].text[:1].isupper()]
    before = start > 0 and doc[start - 1].lower_ in roles and doc[start - 1].tag_ in ("NN", "NNP")
    if not inside and not before:
        return start, ""
    first = inside[-1] + 1 if inside else start
    begin = start if inside else start - 1
    while begin > 0 and first - begin < LONGEST_TITLE and doc[begin - 1].tag_ in ("NN", "NNP", "JJ", "HYPH", "NNS"):
        begin -= 1
    return first, " ".join(doc[begin:first].text.split())


def _registered_title(reader: Reader, start: int, end: int) -> tuple[int, str] | None:
    """Where the name begins behind a title that the registry knows; None where none stands there."""
    for back in range(LONGEST_TITLE, -1, -1):
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
    return None


def _honorific(title: str) -> str:
    """The title without which a single name is none: "Sheikh Abdullah", "Mullah Omar"."""
    last = title.split()[-1] if title else ""
    return last if last in _INSEPARABLE else ""


def _may_be_person(reader: Reader, first: int, end: int, titled: bool) -> bool:
    tokens = reader.doc[first:end]
    if any(token.text in reader.words.heads for token in tokens) or reader.registry.find_by_people(tokens[-1].text):
        return False
    if reader.registry.is_title(tokens.text) or tokens[-1].lower_ in _TITLES:
        return False
    if any(entry.type != "person" for entry in reader.registry.find(tokens.text)):
        return False
    if not titled and _is_somewhere(reader, first):
        return False
    if end < len(reader.doc) and reader.doc[end].text in reader.words.lists["not_names"] and tokens[-1].whitespace_:
        return False
    if end < len(reader.doc) and titled and len(tokens) == 1 and reader.doc[end].lower_ == "of":
        return False
    if titled:
        return not reader.registry.find_by_adjective(tokens.text) and tokens[0].tag_ != "NNPS"
    if any(entry.type == "person" for entry in reader.registry.find_by_name(tokens.text)):
        return True
    named = [token for token in tokens if token.text[:1].isupper() and token.text not in _JOINTS]
    if len(named) < 2 or " " not in tokens.text or " | " in reader.doc.text or named[-1].tag_ not in _NAME_TAGS:
        return False
    if tokens[0].text in _ARTICLES:
        return False
    if any(any(role(reader, at)) for role, at in ((role_after, end), (role_is, end), (role_before, first))):
        return True
    body = body_after(reader, end)
    if body is not None and not _is_state(body) and all(token.tag_ in _NAME_TAGS for token in named):
        return True
    return all(token.tag_ in _NAME_TAGS for token in named) and _sounds_like_person(reader, tokens, named)


def _is_somewhere(reader: Reader, first: int) -> bool:
    """Whether an untitled name stands behind a preposition of place: "navigation in Khor Abdullah"."""
    before = reader.doc[first - 1].lower_ if first else ""
    trusted = first > 1 and reader.doc[first - 2].lower_ in (
        "confidence",
        "trust",
        "faith",
        "belief",
        "believe",
        "interest",
    )
    return before in ("in", "near", "off", "across") and not trusted


def _is_state(body: Entry | str) -> bool:
    return isinstance(body, Entry) and body.type == "state"


def _sounds_like_person(reader: Reader, tokens: Span, named: Sequence[Token]) -> bool:
    """Whether a known given name or surname, an initial, the pipeline or what it does makes a name a person's."""
    if reader.registry.has_given_name(named[0].text) or reader.registry.find_by_surname(named[-1].text):
        return True
    said = [token for token in named if token.ent_type_ == "PERSON"]
    initial = any(len(token.text.rstrip(".")) == 1 for token in named[1:-1])
    return initial or 2 * len(said) >= len(named) or _speaks(reader, tokens)


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
