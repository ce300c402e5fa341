"""Actors that are described, not named: governments, armies, opposition groups, allies, peoples.

In: a block with its parse, the mentions of names in it, the lexicon. Out: mentions under one common name for each group
("Syrian opposition groups", "opposition parties in Syria" → "Syrian opposition"). A noun becomes an actor only with
somebody or some place that it belongs to, or where the lexicon says that it stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.mentions import ActorWords, How, Mention, singular, takes_part
from kg.records import ActorType
from kg.registry import Entry, Registry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT = ("amod", "compound", "nmod:poss", "nmod", "nmod:desc", "det", "nummod", "punct", "advmod", "flat")
# What may lead a noun phrase and is no part of the name.
_LEADING = frozenset(("DT", "PDT", "IN", "CC", "CD", "RB", "PRP$", "WDT", "WRB", "HYPH", ",", "``", "TO"))
_COUNTING = frozenset(
    "other various many several some certain more most all numerous such any each every about".split()
)
_NOBODY_IN_PARTICULAR = frozenset("other such any certain another".split())


@dataclass(frozen=True)
class GroupReader:
    """What is needed to read groups: the block's number and parse, the names found in it, the registry, the lexicon."""

    block: int
    doc: Doc
    named: Mapping[int, Mention]
    registry: Registry
    words: ActorWords


@dataclass(frozen=True)
class _Phrase:
    """A noun phrase: its head, its left words, who owns it, which of its adjectives are regional or telling."""

    head: Token
    start: int
    owner: Entry | None
    owner_word: str
    regional: tuple[str, ...]
    telling: tuple[str, ...]
    place: str


def find_groups(reader: GroupReader) -> Iterator[Mention]:
    """The described actors of a block, in text order."""
    for token in reader.doc:
        if token.i in reader.named and reader.named[token.i].how not in ("adjective", "metonym"):
            continue
        if (mention := _read_fixed(reader, token) or _read_noun(reader, token)) is not None:
            yield mention


def _read_fixed(reader: GroupReader, token: Token) -> Mention | None:
    """A phrase that the lexicon lists whole: "the international community", "the West"."""
    if token.i == 0:
        return None
    before = reader.doc[token.i - 1]
    key = f"{before.lower_} {token.lower_}"
    if key not in reader.words.phrases or (before.lower_ == "the" and not _stands_alone(token)):
        return None
    name, kind = reader.words.phrases[key]
    return Mention(reader.block, token.i - 1, token.i + 1, token, name, kind, "group", takes_part(token, reader.words))


def _stands_alone(token: Token) -> bool:
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return token.text[:1].isupper() and (
        following is None or not (following.text[:1].isupper() or following.text == "-")
    )


def _read_noun(reader: GroupReader, token: Token) -> Mention | None:
    if not token.tag_.startswith(("NN", "JJ")) or (token.tag_.startswith("JJ") and token.lower_ != "moderates"):
        return None
    lemma = singular(token, reader.words)
    if token.dep_ in ("compound", "amod") and token.head.i > token.i and grammar.is_noun(token.head):
        return None
    phrase = _read_phrase(reader, token)
    government = reader.words.government
    if lemma in government["separate"]:
        return _government(reader, phrase)
    many = token.tag_ in ("NNS", "NNPS") or lemma in reader.words.lists["collective"]
    if lemma in government["whole"] and many and _acts_for_state(phrase, lemma):
        return _whole(reader, phrase)
    if (body := _body(reader, phrase, lemma)) is not None:
        return body
    if lemma in government["office"] and token.tag_ in ("NN", "NNP"):
        return _office(reader, phrase)
    return _group(reader, phrase, lemma)


def _acts_for_state(phrase: _Phrase, lemma: str) -> bool:
    """Whether what the noun names acts for its owner; troops "in Syria" need not be Syria's."""
    placed = phrase.owner_word == "in" and lemma not in ("leader", "leadership", "ruler")
    return phrase.owner is not None and phrase.owner.type in ("state", "igo") and not placed


def _whole(reader: GroupReader, phrase: _Phrase) -> Mention | None:
    """What acts for the whole state: "the Russian leadership", "US troops"."""
    owner = phrase.owner
    return None if owner is None else _mention(reader, phrase, owner.name, owner.type, "government", owner)


def _read_phrase(reader: GroupReader, head: Token) -> _Phrase:
    left = _left_words(reader.doc, head)
    owner, owner_word = _owner(reader, head, left)
    regional = tuple(token.text for token in left if token.text in reader.words.lists["regional"])
    telling = tuple(token.lower_ for token in left if token.lower_ in reader.words.lists["telling"])
    start = next((token.i for token in left if token.tag_ not in _LEADING and token.lower_ not in _COUNTING), head.i)
    place = "" if owner is not None or regional else _region_after(reader, head)
    return _Phrase(head, start, owner, owner_word, regional, telling, place)


def _left_words(doc: Doc, head: Token) -> list[Token]:
    """The words before a noun that belong to it, back to a comma or an "and" that does not join adjectives."""
    left: list[Token] = []
    for at in range(head.i - 1, max(-1, head.i - 10), -1):
        token = doc[at]
        joins = (
            token.dep_ == "cc" and at > 0 and doc[at - 1].tag_ in ("JJ", "NNP") and doc[at + 1].tag_ in ("JJ", "NNP")
        )
        if not _belongs(token, head) or (token.dep_ == "cc" and not joins) or token.text in (",", ";", "(", ")"):
            break
        left.append(token)
    return left[::-1]


def _belongs(token: Token, head: Token) -> bool:
    node = token
    while node != head and node.head != node and node.dep_ in (*_LEFT, "case", "obl", "obl:npmod", "conj", "cc"):
        node = node.head
        if node.i > head.i:
            return False
    return node == head


def _owner(reader: GroupReader, head: Token, left: Sequence[Token]) -> tuple[Entry | None, str]:
    """Whose the group is: by an adjective or name before it, or by "of X", "in X" after it."""
    for token in reversed(left):
        mention = reader.named.get(token.i)
        if mention is not None and mention.entry is not None:
            if mention.entry.type in ("state", "igo", "armed_group"):
                return mention.entry, token.text
            if mention.entry.type == "person" and mention.entry.affiliation:
                return reader.registry.get(mention.entry.affiliation), token.text
        if mention is not None and mention.affiliation and mention.type == "person":
            found = reader.registry.find_by_name(mention.affiliation)
            if len(found) == 1 and found[0].type == "state":
                return found[0], token.text
    for child in grammar.children(head, "nmod", "obl"):
        after = reader.named.get(child.i)
        if after is not None and after.entry is not None and grammar.preposition(child) in ("of", "in"):
            if after.entry.type in ("state", "igo"):
                return after.entry, grammar.preposition(child)
            if after.entry.type == "person" and after.entry.affiliation:
                return reader.registry.get(after.entry.affiliation), ""
    return None, ""


def _region_after(reader: GroupReader, head: Token) -> str:
    """The region that the group is said to be of: "people of the Middle East"."""
    for child in grammar.children(head, "nmod", "obl"):
        if grammar.preposition(child) in ("of", "in", "from"):
            text = " ".join(token.text for token in child.subtree if token.text[:1].isupper())
            found = next((region for region in reader.words.lists["regions"] if text.startswith(region)), "")
            if found:
                return found
    return ""


def _adjective(entry: Entry) -> str:
    """What stands before a noun for this owner; the name itself where the adjective means more than the state."""
    return entry.name if entry.id == "usa" or not entry.adjectives else entry.adjectives[0]


def _government(reader: GroupReader, phrase: _Phrase) -> Mention | None:
    owner = phrase.owner or _seat_after(reader, phrase.head)
    if owner is None or owner.type != "state":
        return None
    return _mention(
        reader, phrase, f"{_adjective(owner)} government", "government_body", "government", None, owner.name
    )


def _seat_after(reader: GroupReader, head: Token) -> Entry | None:
    """The state of "the regime in Damascus"."""
    for child in grammar.children(head, "nmod", "obl"):
        found = reader.registry.find_by_metonym(child.text) if grammar.preposition(child) == "in" else ()
        if len(found) == 1:
            return found[0]
    return None


def _body(reader: GroupReader, phrase: _Phrase, lemma: str) -> Mention | None:
    if phrase.owner is None or phrase.owner.type != "state":
        return None
    before = reader.doc[phrase.head.i - 1].lower_ if phrase.head.i else ""
    known = reader.words.government["body"]
    compound = f"{before} {lemma}"
    noun = compound if compound in known or (lemma == "ministry" and before not in ("the", "'s")) else lemma
    if compound not in known and lemma not in known:
        return _forces(reader, phrase, lemma, before)
    name = f"{_adjective(phrase.owner)} {noun}"
    found = [entry for entry in reader.registry.find_by_name(name) if entry.type == "government_body"]
    entry = found[0] if len(found) == 1 else None
    return _mention(
        reader, phrase, entry.name if entry else name, "government_body", "government", entry, phrase.owner.name
    )


def _forces(reader: GroupReader, phrase: _Phrase, lemma: str, before: str) -> Mention | None:
    """ "Syrian government forces", "Malian armed forces": the army; other forces are the state's."""
    if lemma != "force" or before not in ("government", "armed", "special") or phrase.owner is None:
        return None
    owner = phrase.owner
    name = f"{_adjective(owner)} special forces" if before == "special" else f"{_adjective(owner)} army"
    return _mention(reader, phrase, name, "government_body", "government", None, owner.name)


def _office(reader: GroupReader, phrase: _Phrase) -> Mention | None:
    """The holder of an office: the person of the registry where role and state leave one, else the description."""
    owner, head = phrase.owner, phrase.head
    if (
        owner is None
        or owner.type not in ("state", "igo")
        or not takes_part(head, reader.words)
        or _is_title(reader, head)
    ):
        return None
    words = [
        t.text
        for t in reader.doc[phrase.start : head.i + 1]
        if t.i not in reader.named and t.dep_ not in ("det", "case")
    ]
    role = " ".join(word for word in words if word not in ("'s", "’s", "former", "current", "own", "respective"))
    if "counterpart" in role:
        return None
    return _mention(reader, phrase, f"{_adjective(owner)} {role.lower()}", "person", "office", None, owner.name, role)


def _is_title(reader: GroupReader, head: Token) -> bool:
    """Whether a name follows ("the Syrian president, Bashar al-Assad"): then the name is the actor."""
    near = [reader.named.get(at) for at in range(head.i + 1, min(head.i + 3, len(reader.doc)))]
    between = reader.doc[head.i + 1].text if head.i + 1 < len(reader.doc) else ""
    return any(mention is not None and mention.type == "person" for mention in near) and (
        reader.named.get(head.i + 1) is not None or between == ","
    )


def _group(reader: GroupReader, phrase: _Phrase, lemma: str) -> Mention | None:
    head, words = phrase.head, reader.words
    plural = head.tag_ in ("NNS", "NNPS") or lemma in words.lists["collective"] or head.lower_ == "moderates"
    kind = words.groups.get(lemma) or ("armed_group" if lemma in words.lists["vague"] else None)
    if kind is None or not plural or not takes_part(head, words, is_place=False):
        return None
    if head.lower_ == "moderates":
        return _mention(reader, phrase, "Moderates", "coalition", "group")
    if any(child.lower_ in _NOBODY_IN_PARTICULAR for child in head.children):
        return None
    if phrase.owner is not None and phrase.owner.type == "armed_group":
        return _whole(reader, phrase) if kind == "armed_group" else None
    if lemma == "people" and phrase.owner_word == "in":
        return None
    if lemma in ("ally", "partner"):
        return _allies(reader, phrase, lemma)
    if lemma in ("coalition", "alliance"):
        return _coalition(reader, phrase)
    if "opposition" in phrase.telling or lemma == "opposition":
        return _opposition(reader, phrase)
    vague = lemma in words.lists["vague"]
    if vague and not any(word in words.lists["violent"] for word in phrase.telling) and kind != "organisation":
        return None
    if vague and any(word in words.lists["violent"] for word in phrase.telling):
        kind = "armed_group"
    elif vague and lemma != "party":
        return None
    told = kind == "population" and bool(phrase.telling) and head.dep_.startswith("nsubj")
    owned = phrase.owner is not None or bool(phrase.regional) or bool(phrase.place) or told
    if not owned and lemma not in words.alone:
        return None
    if (
        phrase.owner is not None
        and not phrase.regional
        and lemma in ("country", "nation", "state", "power", "capital", "neighbor", "neighbour", "side")
    ):
        return None
    affiliation = phrase.owner.name if phrase.owner and kind in ("government_body", "organisation") else None
    return _mention(reader, phrase, _group_name(reader, phrase, lemma, kind), kind, "group", None, affiliation)


def _group_name(reader: GroupReader, phrase: _Phrase, lemma: str, kind: ActorType) -> str:
    noun = reader.words.same.get((kind, lemma), lemma)
    if noun not in ("people", "youth", "media") and (
        noun not in reader.words.lists["collective"] or phrase.head.tag_ in ("NNS", "NNPS")
    ):
        noun = _plural(noun)
    adjective = _adjective(phrase.owner) if phrase.owner is not None else _coordinate(phrase)
    if kind == "population" and phrase.owner is not None and phrase.owner.adjectives:
        adjective = phrase.owner.adjectives[0]
    telling = [word for word in phrase.telling if word not in adjective.casefold() and word not in noun]
    if phrase.place:
        link = "of" if noun == "people" else "in" if kind == "armed_group" else "from"
        place = (
            f"the {phrase.place}"
            if phrase.place in ("Middle East", "Sahel", "Balkans", "Gulf", "Caucasus")
            else phrase.place
        )
        name = f"{' '.join([*telling, noun])} {link} {place}"
    else:
        name = " ".join(part for part in (adjective, *telling, noun) if part)
    return name[:1].upper() + name[1:]


def _coordinate(phrase: _Phrase) -> str:
    between = phrase.head.doc[phrase.start : phrase.head.i]
    joined = len(phrase.regional) == 2 and any(token.dep_ == "cc" for token in between)
    return (" and " if joined else " ").join(phrase.regional)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("s"):
        return noun + "es"
    return noun if noun.endswith("men") else noun[:-3] + "men" if noun.endswith("man") else noun + "s"


def _opposition(reader: GroupReader, phrase: _Phrase) -> Mention | None:
    if phrase.owner is None and not phrase.regional:
        return _mention(reader, phrase, "Opposition", "coalition", "group")
    adjective = _adjective(phrase.owner) if phrase.owner is not None else " ".join(phrase.regional)
    name = f"Moderate {adjective} opposition" if "moderate" in phrase.telling else f"{adjective} opposition"
    return _mention(reader, phrase, name, "coalition", "group")


def _allies(reader: GroupReader, phrase: _Phrase, lemma: str) -> Mention | None:
    """ "its European allies" → "European allies of the United States", where the owner can be told."""
    poss = grammar.first(grammar.children(phrase.head, "nmod:poss"))
    owner = phrase.owner if poss is None or poss.tag_ != "PRP$" else None
    if poss is not None and poss.lower_ in ("its", "their"):
        owner = _named_before(reader, poss)
    if owner is None and phrase.regional:
        name = " ".join([*phrase.regional, _plural(lemma)])
        return _mention(reader, phrase, name[:1].upper() + name[1:], "coalition", "group")
    if owner is None or any(t.lower_ == "respective" for t in phrase.head.children):
        return None
    whose = f"the {owner.name}" if owner.name.startswith(("United", "European")) else owner.name
    start = " ".join([*phrase.regional, _plural(lemma)])
    return _mention(reader, phrase, f"{start[:1].upper()}{start[1:]} of {whose}", "coalition", "group")


def _named_before(reader: GroupReader, pronoun: Token) -> Entry | None:
    """The last state or organisation named in the sentence before a possessive pronoun."""
    for at in range(pronoun.i - 1, pronoun.sent.start - 1, -1):
        mention = reader.named.get(at)
        if (
            mention is not None
            and mention.entry is not None
            and mention.entry.type in ("state", "igo")
            and mention.acts
        ):
            return mention.entry
    return None


def _coalition(reader: GroupReader, phrase: _Phrase) -> Mention | None:
    """ "the Saudi-led coalition", "a coalition of Western and Arab powers"; what nobody leads has no name."""
    head = phrase.head
    led = any(token.lower_.endswith("led") for token in reader.doc[max(0, head.i - 6) : head.i])
    owner = phrase.owner or next(
        (m.entry for at in range(max(0, head.i - 6), head.i) if (m := reader.named.get(at))), None
    )
    if not led or owner is None:
        return None
    against = next(
        (c for c in grammar.children(head, "nmod", "obl") if grammar.preposition(c) in ("against", "in")), None
    )
    foe = reader.named.get(against.i) if against is not None else None
    leader = "US" if owner.id == "usa" else owner.adjectives[0] if owner.adjectives else owner.name
    name = f"{leader}-led coalition"
    if foe is not None and against is not None:
        name += f" {grammar.preposition(against)} {foe.name}"
    return _mention(reader, phrase, name, "coalition", "group")


def _mention(
    reader: GroupReader,
    phrase: _Phrase,
    name: str,
    kind: ActorType,
    how: How,
    entry: Entry | None = None,
    affiliation: str | None = None,
    role: str | None = None,
) -> Mention:
    acts = takes_part(phrase.head, reader.words, is_place=False)
    return Mention(
        reader.block, phrase.start, phrase.head.i + 1, phrase.head, name, kind, how, acts, entry, role, affiliation
    )
