"""Alliances: allies, coalitions, neighbours and oppositions under the name of whoever they side with or oppose.

In: noun phrases with their owners. Out: mentions ("European allies of the United States", "Syrian opposition"), and
the common name of any described group. Other groups are read elsewhere.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.cast.mentions import Mention
from kg.extraction.cast.phrases import NounPhrase, PhraseReader, adjective_of, mention_of
from kg.extraction.tokens import Token
from kg.records import ActorType
from kg.registry import Entry

ALLIANCES = frozenset("ally partner neighbour neighbor coalition alliance bloc opposition moderate".split())
# A state calls its partners by its own name only with an article.
_PLACES_WITH_ARTICLE = ("Middle East", "Sahel", "Balkans", "Gulf", "Caucasus")
_WITH_ARTICLE = ("United", "European", "Philippines", "Netherlands", "Democratic Republic", "Central African")


def read_alliance(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    """The alliance that a phrase with one of the nouns `ALLIANCES`, or with "opposition", describes."""
    if phrase.head.lower_ == "moderates":
        return mention_of(reader, phrase, "Moderates", "coalition", "group")
    if lemma in ("ally", "partner", "neighbour", "neighbor"):
        return _allies(reader, phrase, lemma)
    if lemma in ("coalition", "alliance"):
        return _coalition(reader, phrase)
    if lemma == "bloc":
        return _bloc(reader, phrase)
    if lemma == "opposition" or "opposition" in phrase.telling:
        return _opposition(reader, phrase)
    return None


def _bloc(reader: PhraseReader, phrase: NounPhrase) -> Mention | None:
    """ "The Western bloc"; where an organisation was named before, "the West African bloc" takes that up."""
    named = (reader.named.get(at) for at in range(min(phrase.head.i + 2, len(reader.doc))))
    if not phrase.regional or any(m.entry is not None and m.entry.type == "igo" for m in named if m is not None):
        return None
    name = f"{' '.join(phrase.regional)} bloc"
    return mention_of(reader, phrase, name, "coalition", "group")


def group_name(reader: PhraseReader, phrase: NounPhrase, lemma: str, kind: ActorType) -> str:
    """The common name of a group: what tells it apart, its noun in the plural, whose or where it is."""
    noun = lemma if phrase.owner is None and not phrase.regional else reader.words.same.get((kind, lemma), lemma)
    if noun not in ("people", "youth", "media") and (
        noun not in reader.words.lists["collective"] or phrase.head.tag_ in ("NNS", "NNPS")
    ):
        noun = _plural(noun)
    adjective = adjective_of(phrase.owner) if phrase.owner is not None else _coordinate(phrase)
    if kind == "population" and phrase.owner is not None and phrase.owner.adjectives:
        adjective = phrase.owner.adjectives[0]
    if phrase.head.text[:1].isupper() and phrase.head.tag_ == "NNPS":
        noun = noun[:1].upper() + noun[1:]
    telling = [word for word in phrase.telling if word not in adjective.casefold() and word not in noun]
    if phrase.place:
        link = "of" if noun == "people" else "in" if kind == "armed_group" else "from"
        place = f"the {phrase.place}" if phrase.place in _PLACES_WITH_ARTICLE else phrase.place
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
    owner = phrase.owner
    if owner is None and not phrase.regional and (owner := reader.homes.near(reader.block, phrase.head)) is None:
        return mention_of(reader, phrase, "Opposition", "coalition", "group")
    adjective = adjective_of(owner) if owner is not None else " ".join(phrase.regional)
    name = f"Moderate {adjective} opposition" if "moderate" in phrase.telling else f"{adjective} opposition"
    return mention_of(reader, phrase, name, "coalition", "group")


def _allies(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    """ "its European allies" → "European allies of the United States", where the owner can be told."""
    poss = grammar.first(grammar.children(phrase.head, "nmod:poss"))
    owner = phrase.owner if poss is None or poss.tag_ != "PRP$" else None
    if poss is not None and poss.lower_ in ("its", "their"):
        owner = _named_before(reader, poss)
    elif poss is not None and poss.lower_ == "our":
        owner = reader.homes.main()
    if owner is None and phrase.regional:
        name = " ".join([*phrase.regional, _plural(lemma)])
        return mention_of(reader, phrase, name[:1].upper() + name[1:], "coalition", "group")
    if lemma.startswith("neighb") and phrase.head.dep_ == "nmod:poss":
        return None
    if owner is None or any(t.lower_ == "respective" for t in phrase.head.children):
        return None
    whose = f"the {owner.name}" if owner.name.startswith(_WITH_ARTICLE) else owner.name
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
