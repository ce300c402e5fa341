"""Governments and what serves them: "the Assad regime", "the Malian army", "the Syrian president", "Russian troops".

In: noun phrases with their owners. Out: mentions: the government or body under one common name, the holder of an
office, or the state itself for what acts on its behalf. Other groups are read elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.mentions import Mention, takes_part
from kg.extraction.phrases import NounPhrase, PhraseReader, adjective_of, mention_of
from kg.registry import Entry

if TYPE_CHECKING:
    from spacy.tokens import Token


def read_government(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    """The government, body, office or state that a noun phrase describes, if it describes one."""
    government, head = reader.words.government, phrase.head
    if lemma in government["separate"]:
        return _government(reader, phrase)
    many = head.tag_ in ("NNS", "NNPS") or lemma in reader.words.lists["collective"]
    if lemma in government["whole"] and many and _acts_for_state(phrase, lemma):
        return whole_of(reader, phrase)
    if (body := _body(reader, phrase, lemma)) is not None:
        return body
    if lemma in government["office"] and head.tag_ in ("NN", "NNP"):
        return _office(reader, phrase)
    return None


def _acts_for_state(phrase: NounPhrase, lemma: str) -> bool:
    """Whether what the noun names acts for its owner; troops "in Syria" need not be Syria's."""
    if lemma == "side" and phrase.owner is not None and phrase.owner_word in phrase.owner.name.split():
        return False
    placed = phrase.owner_word == "in" and lemma not in ("leader", "leadership", "ruler")
    return phrase.owner is not None and phrase.owner.type in ("state", "igo") and not placed


def whole_of(reader: PhraseReader, phrase: NounPhrase) -> Mention | None:
    """What acts for the whole state: "the Russian leadership", "US troops"."""
    owner = phrase.owner
    return None if owner is None else mention_of(reader, phrase, owner.name, owner.type, "government", owner)


def _government(reader: PhraseReader, phrase: NounPhrase) -> Mention | None:
    owner = phrase.owner or _seat_after(reader, phrase.head)
    if owner is None or owner.type != "state":
        return None
    return mention_of(
        reader, phrase, f"{adjective_of(owner)} government", "government_body", "government", None, owner.name
    )


def _seat_after(reader: PhraseReader, head: Token) -> Entry | None:
    """The state of "the regime in Damascus"."""
    for child in grammar.children(head, "nmod", "obl"):
        found = reader.registry.find_by_metonym(child.text) if grammar.preposition(child) == "in" else ()
        if len(found) == 1:
            return found[0]
    return None


def _body(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    if phrase.owner is None or phrase.owner.type != "state":
        return None
    before = reader.doc[phrase.head.i - 1].lower_ if phrase.head.i else ""
    known = reader.words.government["body"]
    compound = f"{before} {lemma}"
    noun = compound if compound in known or (lemma == "ministry" and before not in ("the", "'s")) else lemma
    if compound not in known and lemma not in known:
        return _forces(reader, phrase, lemma, before)
    name = f"{adjective_of(phrase.owner)} {noun}"
    found = [entry for entry in reader.registry.find_by_name(name) if entry.type == "government_body"]
    entry = found[0] if len(found) == 1 else None
    return mention_of(
        reader, phrase, entry.name if entry else name, "government_body", "government", entry, phrase.owner.name
    )


def _forces(reader: PhraseReader, phrase: NounPhrase, lemma: str, before: str) -> Mention | None:
    """ "Syrian government forces", "Malian armed forces": the army; other forces are the state's."""
    if lemma != "force" or before not in ("government", "armed", "special") or phrase.owner is None:
        return None
    owner = phrase.owner
    name = f"{adjective_of(owner)} special forces" if before == "special" else f"{adjective_of(owner)} army"
    return mention_of(reader, phrase, name, "government_body", "government", None, owner.name)


def _office(reader: PhraseReader, phrase: NounPhrase) -> Mention | None:
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
    return mention_of(
        reader, phrase, f"{adjective_of(owner)} {role.lower()}", "person", "office", None, owner.name, role
    )


def _is_title(reader: PhraseReader, head: Token) -> bool:
    """Whether a name stands beside it ("the Syrian president, Bashar al-Assad"): then the name is the actor."""
    before = reader.named.get(head.head.i)
    if head.dep_ in ("appos", "flat") and before is not None and before.type == "person":
        return True
    for at in range(head.i + 1, min(head.i + 6, len(reader.doc))):
        named = reader.named.get(at)
        if named is not None and named.type == "person":
            return True
        word = reader.doc[at]
        if not (word.text[:1].isupper() or word.lower_ in ("of", "for", "and", "the", "in", "to") or word.text == ","):
            return False
    return False
