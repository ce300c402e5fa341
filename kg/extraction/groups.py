"""Groups that are described, not named: opposition groups, allies, coalitions, peoples, rebels, companies.

In: a block with its parse and the mentions of names in it. Out: mentions under one common name for each group ("Syrian
opposition groups", "opposition parties in Syria" → "Syrian opposition"). A noun becomes an actor only with somebody or
some place that it belongs to, or where the lexicon says that it stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.governments import read_government, whole_of
from kg.extraction.mentions import Mention, singular, takes_part
from kg.extraction.phrases import NounPhrase, PhraseReader, adjective_of, mention_of, read_phrase
from kg.records import ActorType
from kg.registry import Entry

if TYPE_CHECKING:
    from spacy.tokens import Token

# Of an international organisation: its member states.
_MEMBERS = frozenset("member country nation state ally partner capital".split())
_NOBODY_IN_PARTICULAR = frozenset("other such any certain another".split())


def find_groups(reader: PhraseReader) -> Iterator[Mention]:
    """The described actors of a block, in text order."""
    for token in reader.doc:
        if token.i in reader.named and reader.named[token.i].how not in ("adjective", "metonym"):
            continue
        if (mention := _read_fixed(reader, token) or _read_noun(reader, token)) is not None:
            yield mention


def _read_fixed(reader: PhraseReader, token: Token) -> Mention | None:
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


def _read_noun(reader: PhraseReader, token: Token) -> Mention | None:
    if not token.tag_.startswith(("NN", "JJ")) or (token.tag_.startswith("JJ") and token.lower_ != "moderates"):
        return None
    lemma = singular(token, reader.words)
    if token.dep_ in ("compound", "amod") and token.head.i > token.i and grammar.is_noun(token.head):
        return None
    phrase = read_phrase(reader, token)
    return read_government(reader, phrase, lemma) or _group(reader, phrase, lemma)


def _group(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    head, words = phrase.head, reader.words
    plural = head.tag_ in ("NNS", "NNPS") or lemma in words.lists["collective"] or head.lower_ == "moderates"
    kind = words.groups.get(lemma) or ("armed_group" if lemma in words.lists["vague"] else None)
    if kind is None or not plural or not takes_part(head, words, is_place=False):
        return None
    if head.lower_ == "moderates":
        return mention_of(reader, phrase, "Moderates", "coalition", "group")
    if any(child.lower_ in _NOBODY_IN_PARTICULAR for child in head.children):
        return None
    if phrase.owner is not None and phrase.owner.type == "armed_group":
        return whole_of(reader, phrase) if kind == "armed_group" else None
    if lemma == "people" and phrase.owner_word == "in":
        return None
    if phrase.owner is not None and phrase.owner.type == "igo" and lemma in _MEMBERS:
        return mention_of(reader, phrase, f"{phrase.owner.name} member states", "coalition", "group")
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
    return mention_of(reader, phrase, _group_name(reader, phrase, lemma, kind), kind, "group", None, affiliation)


def _group_name(reader: PhraseReader, phrase: NounPhrase, lemma: str, kind: ActorType) -> str:
    noun = reader.words.same.get((kind, lemma), lemma)
    if noun not in ("people", "youth", "media") and (
        noun not in reader.words.lists["collective"] or phrase.head.tag_ in ("NNS", "NNPS")
    ):
        noun = _plural(noun)
    adjective = adjective_of(phrase.owner) if phrase.owner is not None else _coordinate(phrase)
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


def _coordinate(phrase: NounPhrase) -> str:
    between = phrase.head.doc[phrase.start : phrase.head.i]
    joined = len(phrase.regional) == 2 and any(token.dep_ == "cc" for token in between)
    return (" and " if joined else " ").join(phrase.regional)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("s"):
        return noun + "es"
    return noun if noun.endswith("men") else noun[:-3] + "men" if noun.endswith("man") else noun + "s"


def _opposition(reader: PhraseReader, phrase: NounPhrase) -> Mention | None:
    if phrase.owner is None and not phrase.regional:
        return mention_of(reader, phrase, "Opposition", "coalition", "group")
    adjective = adjective_of(phrase.owner) if phrase.owner is not None else " ".join(phrase.regional)
    name = f"Moderate {adjective} opposition" if "moderate" in phrase.telling else f"{adjective} opposition"
    return mention_of(reader, phrase, name, "coalition", "group")


def _allies(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    """ "its European allies" → "European allies of the United States", where the owner can be told."""
    poss = grammar.first(grammar.children(phrase.head, "nmod:poss"))
    owner = phrase.owner if poss is None or poss.tag_ != "PRP$" else None
    if poss is not None and poss.lower_ in ("its", "their"):
        owner = _named_before(reader, poss)
    if owner is None and phrase.regional:
        name = " ".join([*phrase.regional, _plural(lemma)])
        return mention_of(reader, phrase, name[:1].upper() + name[1:], "coalition", "group")
    if owner is None or any(t.lower_ == "respective" for t in phrase.head.children):
        return None
    whose = f"the {owner.name}" if owner.name.startswith(("United", "European")) else owner.name
    start = " ".join([*phrase.regional, _plural(lemma)])
    return mention_of(reader, phrase, f"{start[:1].upper()}{start[1:]} of {whose}", "coalition", "group")


def _named_before(reader: PhraseReader, pronoun: Token) -> Entry | None:
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


def _coalition(reader: PhraseReader, phrase: NounPhrase) -> Mention | None:
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
    return mention_of(reader, phrase, name, "coalition", "group")
