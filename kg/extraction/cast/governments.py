"""Governments and what serves them: "the Assad regime", "the Malian army", "the Syrian president", "Russian troops".

In: noun phrases with their owners. Out: mentions: the government or body under one common name, the holder of an
office, or the state itself for what acts on its behalf. Other groups are read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction import grammar
from kg.extraction.cast.mentions import Mention, takes_part
from kg.extraction.cast.phrases import NounPhrase, PhraseReader, adjective_of, mention_of
from kg.extraction.tokens import Token
from kg.registry import Entry

_RULED = frozenset({"regime", "junta"})
# Whom somebody else sends or has beside them.
_SENT = frozenset("representative envoy adviser advisor coordinator deputy spokesman spokesperson spokeswoman".split())
_EXPERTS = frozenset("observer expert experts working contact monitoring".split())


def read_government(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    """The government, body, office or state that a noun phrase describes, if it describes one."""
    government, head = reader.words.government, phrase.head
    if lemma in government["separate"]:
        return _government(reader, phrase, lemma)
    many = head.tag_ in ("NNS", "NNPS") or lemma in reader.words.lists["collective"]
    if lemma in government["organ"] and (organ := _organ(reader, phrase)) is not None:
        return organ
    if lemma in reader.words.lists["crews"] and (body := _crew_of(reader, phrase)) is not None:
        return body
    if lemma in government["whole"] and many and _acts_for_state(phrase, lemma):
        return whole_of(reader, phrase)
    if (body := _body(reader, phrase, lemma)) is not None:
        return body
    if lemma in government["office"] and head.tag_ in ("NN", "NNP"):
        return _office(reader, phrase)
    if head.text == "General" or (head.text == "general" and head.i and head.nbor(-1).text == "-"):
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


def _government(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    """A government by whoever owns it; that of a state acts for the state unless its ruler sets it apart."""
    owner = phrase.owner
    if owner is None and lemma in _RULED | {"government"}:
        ruled = lemma in _RULED or bool(_creed(reader, phrase))
        owner = _home(reader, phrase) if ruled else _main(reader, phrase)
    if owner is None or owner.type != "state":
        return None
    noun = "junta" if lemma == "junta" else "government"
    name = f"{adjective_of(owner)} {noun}"
    known = [entry for entry in reader.registry.find_by_name(name) if entry.type == "government_body"]
    apart = phrase.personal or lemma in _RULED or bool(known) or bool(_creed(reader, phrase)) or _is_led(phrase.head)
    if not apart:
        return whole_of(reader, replace(phrase, owner=owner))
    return mention_of(reader, phrase, name, "government_body", "government", None, owner.name)


def _main(reader: PhraseReader, phrase: NounPhrase) -> Entry | None:
    """The state that the document is about, whose "the government" is."""
    singular_the = phrase.head.tag_ in ("NN", "NNP") and any(child.lower_ == "the" for child in phrase.head.children)
    return reader.homes.main() if singular_the else None


def _creed(reader: PhraseReader, phrase: NounPhrase) -> str:
    """The party or creed of a government, a capitalised adjective before it: "the Baathist government"."""
    before = reader.doc[phrase.head.i - 1] if phrase.head.i else None
    if before is None or before.tag_ not in ("JJ", "NNP") or not before.text[:1].isupper() or before.is_sent_start:
        return ""
    return "" if before.i in reader.named or reader.registry.find_by_adjective(before.text) else str(before.text)


def _is_led(head: Token) -> bool:
    return any(token.lower_.endswith("led") for token in head.doc[max(0, head.i - 3) : head.i])


def _home(reader: PhraseReader, phrase: NounPhrase) -> Entry | None:
    """The state that a definite description without an owner belongs to; a regime is not that of who acts on it."""
    if phrase.owner is not None or not any(child.lower_ == "the" for child in phrase.head.children):
        return None
    ruled = phrase.head.lower_ in _RULED or bool(_creed(reader, phrase))
    if ruled and (known := reader.homes.ruled()) is not None:
        return known
    return reader.homes.near(reader.block, phrase.head, set(_subjects(reader, phrase.head)) if ruled else ())


def _subjects(reader: PhraseReader, near: Token) -> Iterator[str]:
    """The states that are, or whose people are, subjects in the sentence."""
    for mention in reader.named.values():
        if mention.entry is not None and mention.head.dep_ == "nsubj" and mention.head.sent == near.sent:
            yield mention.entry.affiliation or mention.entry.id


def _organ(reader: PhraseReader, phrase: NounPhrase) -> Mention | None:
    """What an organisation has sent or set up: "a UN panel of experts", "the EU monitoring mission"."""
    owner, head = phrase.owner, phrase.head
    if owner is None or owner.type != "igo" or phrase.owner_word in ("of", "in"):
        return None
    if head.lower_ in ("group", "team") and not {t.lower_ for t in reader.doc[phrase.start : head.i]} & _EXPERTS:
        return None
    end = _end_of_complement(reader, head)
    words = [t.text for t in reader.doc[phrase.start : end] if t.i not in reader.named and t.tag_ != "POS"]
    name = f"{owner.name} {' '.join(words)}".replace(" - ", "-")
    found = mention_of(reader, replace(phrase, end=end), name, "igo", "group", None, owner.name)
    return found if phrase.start < head.i and head.tag_ in ("NN", "NNP") else None


def _end_of_complement(reader: PhraseReader, head: Token) -> int:
    """Where "of experts" ends after a head; behind the head where nothing of the kind follows."""
    if head.i + 2 < len(reader.doc) and reader.doc[head.i + 1].lower_ == "of":
        noun = reader.doc[head.i + 2]
        if noun.tag_ == "NNS" and not noun.text[:1].isupper():
            return int(noun.i) + 1
    return int(head.i) + 1


def _body(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    noun = _body_noun(reader, phrase, lemma)
    if not noun:
        return None
    owner = phrase.owner
    left_open = noun in reader.words.government["homeless"] or noun.endswith(" ministry")
    if owner is None and left_open and (phrase.head.tag_ in ("NN", "NNP") or noun == "police"):
        owner = reader.homes.near(reader.block, phrase.head) if _is_bare_police(phrase) else _home(reader, phrase)
    if owner is None or owner.type != "state":
        return None
    name = f"{adjective_of(owner)} {noun}"
    found = [entry for entry in reader.registry.find_by_name(name) if entry.type == "government_body"]
    entry = found[0] if len(found) == 1 else None
    return mention_of(reader, phrase, entry.name if entry else name, "government_body", "government", entry, owner.name)


def _is_bare_police(phrase: NounPhrase) -> bool:
    """Whether police act without an article: "police fired on them"."""
    acts = phrase.head.dep_ in ("nsubj", "obl:agent")
    return phrase.owner is None and acts and not grammar.children(phrase.head, "det", "nmod:poss", "amod")


def _crew_of(reader: PhraseReader, phrase: NounPhrase) -> Mention | None:
    """The body before the noun for what it acts with: "Italian coast guard officers"."""
    doc, at = reader.doc, phrase.head.i
    pair = doc[max(0, at - 2) : at].text.lower()
    noun = next((n for n in (pair, doc[at - 1].lower_ if at else "") if n in reader.words.government["crewed"]), "")
    if not noun or phrase.owner is None or phrase.owner.type != "state":
        return None
    name = f"{adjective_of(phrase.owner)} {noun}"
    return mention_of(reader, phrase, name, "government_body", "government", None, phrase.owner.name)


def _body_noun(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> str:
    """What the body is called, the word that belongs to its head included ("electoral council"); "" if it is none."""
    beside = reader.doc[phrase.head.i - 1] if phrase.head.i else None
    told = beside is not None and beside.tag_.startswith(("NN", "JJ", "VB"))  # "authorities and ministry" tells no more
    before = beside.lower_ if beside is not None and told else "the"
    lemma = "police" if lemma in ("policeman", "policewoman") else lemma
    known, compound = reader.words.government["body"], f"{before} {lemma}"
    if compound in known or (lemma == "ministry" and before not in ("the", "'s", "’s", "a", "its", "their", "")):
        return compound
    return lemma if lemma in known else ""


def _office(reader: PhraseReader, phrase: NounPhrase) -> Mention | None:
    """The holder of an office: the person of the registry where role and state leave one, else the description."""
    role = _role(reader, phrase)
    if _is_sender(reader, phrase.head):
        return None
    if role.endswith("Secretary-General") and phrase.owner is None and reader.homes.has("united-nations"):
        united = reader.registry.get("united-nations")
        return mention_of(reader, phrase, f"{united.name} {role}", "person", "office", None, united.name, role)
    if (
        phrase.head.text == "General"
        or "counterpart" in role
        or not takes_part(phrase.head, reader.words)
        or _is_title(reader, phrase.head)
    ):
        return None
    owner = phrase.owner
    if owner is None and phrase.head.text[:1].isupper() and reader.registry.is_title(role):
        owner = _home(reader, phrase)
    if owner is None or owner.type not in ("state", "igo"):
        return None
    name = f"{adjective_of(owner)} {role.lower()}"
    return mention_of(reader, phrase, name, "person", "office", None, owner.name, role)


def _is_sender(reader: PhraseReader, head: Token) -> bool:
    """Whether an office only says whose envoy somebody is: "Special Representative of the Secretary-General"."""
    before = [token.lower_ for token in reader.doc[max(head.i - 5, 0) : head.i]]
    return "of" in before and bool(_SENT & set(before[: before.index("of")]))


def _role(reader: PhraseReader, phrase: NounPhrase) -> str:
    """The words of an office without its owner and without what says when it is held."""
    words = [
        t.text
        for t in reader.doc[phrase.start : phrase.head.i + 1]
        if t.i not in reader.named and t.dep_ not in ("det", "case")
    ]
    kept = (word for word in words if word not in ("'s", "’s", "former", "current", "own", "respective"))
    return " ".join(kept).replace(" - ", "-")


def _is_title(reader: PhraseReader, head: Token) -> bool:
    """Whether a name stands beside it ("the Syrian president, Bashar al-Assad"): then the name is the actor."""
    before = reader.named.get(head.head.i)
    if head.dep_ in ("appos", "flat") and before is not None and before.type == "person":
        return True
    comma = next((at for at in range(head.i, max(head.i - 6, 0), -1) if reader.doc[at].text == ","), 0)
    apposed = reader.named.get(comma - 1) if comma else None
    if apposed is not None and apposed.type == "person" and (head.dep_ == "appos" or comma == head.i - 1):
        return True
    for at in range(head.i + 1, min(head.i + 6, len(reader.doc))):
        named = reader.named.get(at)
        if named is not None and named.type == "person":
            return True
        word = reader.doc[at]
        if not (word.text[:1].isupper() or word.lower_ in ("of", "for", "and", "the", "in", "to") or word.text == ","):
            return False
    return False
