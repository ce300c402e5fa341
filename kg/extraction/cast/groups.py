"""Groups that are described, not named: opposition groups, allies, coalitions, peoples, rebels, companies.

In: a block with its parse and the mentions of names in it. Out: mentions under one common name for each group ("Syrian
opposition groups", "opposition parties in Syria" → "Syrian opposition"). A noun becomes an actor only with somebody or
some place that it belongs to, or where the lexicon says that it stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction import grammar
from kg.extraction.cast.alliances import ALLIANCES, group_name, read_alliance
from kg.extraction.cast.governments import read_government, whole_of
from kg.extraction.cast.mentions import Mention, singular, takes_part
from kg.extraction.cast.phrases import NounPhrase, PhraseReader, mention_of, phrase_text, read_phrase
from kg.extraction.cast.unnamed import read_unnamed
from kg.extraction.tokens import Token
from kg.records import ActorType

# Of an international organisation: its member states.
_MEMBERS = frozenset("member country nation state ally partner capital".split())
_NOBODY_IN_PARTICULAR = frozenset("other such any certain another".split())
_STATES = frozenset("country nation state power capital neighbor neighbour side".split())
_CONCERNED = frozenset("victim survivor relative supporter opponent critic".split())
_LONGEST_COMPLEMENT = 6


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
    group = read_government(reader, phrase, lemma) or _group(reader, phrase, lemma) or _tribunal(reader, phrase, lemma)
    return group or read_unnamed(reader, phrase, lemma)


def _tribunal(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    """A court that is known by its seat: "an arbitral tribunal in The Hague"."""
    head = phrase.head
    owned = phrase.owner is not None and phrase.owner_word != "in"
    if lemma not in ("court", "tribunal") or owned or head.tag_ != "NN":
        return None
    seat = next((c for c in grammar.children(head, "nmod") if grammar.preposition(c) == "in" and c.tag_ == "NNP"), None)
    if seat is None or seat.left_edge.i < head.i:
        return None
    text = phrase_text(reader, phrase.start, seat.i + 1)
    return mention_of(reader, phrase, text[:1].upper() + text[1:], "organisation", "group")


def _group(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    """The group that a noun phrase describes, where it has somebody or some place, or needs none."""
    kind = _kind(reader, phrase, lemma)
    if kind is None or not _is_actor(reader, phrase, lemma):
        return None
    following = reader.doc[phrase.head.i + 1] if phrase.head.i + 1 < len(reader.doc) else None
    if lemma == "opposition" and following is not None and following.tag_.startswith("NNP"):
        return None  # "the opposition Progress Party" is the party
    owner = phrase.owner
    if owner is not None and owner.type == "armed_group":
        return whole_of(reader, phrase) if kind == "armed_group" else None
    if owner is not None and owner.type == "igo" and lemma in _MEMBERS:
        counted = grammar.children(phrase.head, "nummod")
        return None if counted else mention_of(reader, phrase, f"{owner.name} member states", "coalition", "group")
    if lemma in ALLIANCES or "opposition" in phrase.telling:
        return read_alliance(reader, phrase, lemma)
    if lemma in _CONCERNED and (mention := _concerned(reader, phrase, kind)) is not None:
        return mention
    if not _may_stand(reader, phrase, lemma, kind):
        return None
    affiliation = owner.name if owner and kind in ("government_body", "organisation") else None
    if owner is not None and owner.type == "igo" and kind == "government_body":
        kind, affiliation = "coalition", None
    return mention_of(reader, phrase, group_name(reader, phrase, lemma, kind), kind, "group", None, affiliation)


def _kind(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> ActorType | None:
    """What kind of group the noun means; a vague one means armed men beside a word of violence, else nothing."""
    lists = reader.words.lists
    if lemma in lists["vague"] and lemma != "party":
        return "armed_group" if any(word in lists["violent"] for word in phrase.telling) else None
    if lemma == "party" and any(word in lists["violent"] for word in phrase.telling):
        return "armed_group"
    return reader.words.groups.get(lemma)


def _is_actor(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> bool:
    """Whether the noun speaks of many who take part, and not of "other groups" or "people in X"."""
    head = phrase.head
    plural = head.tag_ in ("NNS", "NNPS") or lemma in reader.words.lists["collective"] or head.lower_ == "moderates"
    if not plural or not takes_part(head, reader.words, is_place=False):
        return False
    if lemma == "people" and phrase.owner_word == "in":
        return False
    return not any(child.lower_ in _NOBODY_IN_PARTICULAR for child in head.children)


def _may_stand(reader: PhraseReader, phrase: NounPhrase, lemma: str, kind: ActorType) -> bool:
    """Whether the group has an owner, a place or words that tell it from others, or is one that needs none."""
    head, lists = phrase.head, reader.words.lists
    subject = head.dep_.startswith("nsubj")
    speaks = subject and head.head.lemma_.lower() in lists["speaking"]
    if lemma in _STATES:
        ranked = any(word in lists["ranks"] for word in phrase.telling)
        return bool(phrase.regional) or bool(phrase.place) or (ranked and speaks and phrase.owner is None)
    if phrase.owner is not None or phrase.regional or phrase.place or lemma in reader.words.alone:
        return True
    if _acts_by_kind(head, kind, reader) or (kind == "organisation" and speaks and phrase.telling):
        return True
    if kind == "population" and subject:
        return bool(phrase.telling) or (speaks and head.tag_ == "NNS" and lemma in lists["callings"])
    return kind == "armed_group" and head.dep_ == "obj" and head.head.lemma_.lower() in lists["arming"]


def _acts_by_kind(head: Token, kind: ActorType, reader: PhraseReader) -> bool:
    """Whether men with weapons do violence or a crowd takes the street: they are actors by that, whosever they are."""
    deeds = reader.words.lists.get(f"{kind}_deeds", frozenset())
    verb = grammar.first_conjunct(head).head
    acts = head.dep_ in ("nsubj", "obl:agent") or (head.dep_ == "conj" and grammar.first_conjunct(head).dep_ == "nsubj")
    return acts and verb.lemma_.lower() in deeds and not any(c.lower_ == "no" for c in head.children)


def _concerned(reader: PhraseReader, phrase: NounPhrase, kind: ActorType) -> Mention | None:
    """Those whom something has made a group: "victims of forced labour", "survivors of the flood"."""
    of = next((c for c in grammar.children(phrase.head, "nmod") if grammar.preposition(c) == "of"), None)
    if of is None or of.i in reader.named or grammar.children(phrase.head, "cop"):
        return None
    words = sorted(token.i for token in of.subtree)
    if words[0] != phrase.head.i + 1 or words[-1] - words[0] > _LONGEST_COMPLEMENT:
        return None
    text = phrase_text(reader, phrase.start, of.i + 1)
    return mention_of(reader, phrase, text[:1].upper() + text[1:], kind, "group")
