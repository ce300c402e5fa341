"""Owners: whose it is in "its", "their", "his" and "her", where the sentence itself says so.

In: a possessive and the mentions of its document. Out: names: of what stands before the "and", of whose decision it is,
of whom somebody tells to do it, charges or thanks; none where only the sentences before can tell, which `references`
asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kg.extraction import grammar
from kg.extraction.cast.memory import Names
from kg.extraction.cast.mentions import Mention
from kg.extraction.sentences.subjects import subject
from kg.extraction.tokens import Token

Named = Mapping[tuple[int, int], Mention]

_OWNING: Final = frozenset({"its", "their", "his", "her"})
# Verbs whose object is charged with, or thanked for, what stands behind "for".
_CHARGING: Final = frozenset(
    """accuse blame condemn criticise criticize denounce praise thank commend rebuke censure fault applaud attack hail
    mock admonish reproach congratulate reprimand slam castigate chide salute punish sanction""".split()
)
# What is asked for oneself: in "asked Chad to back its bid" it may be the bid of whoever asks.
_TAKING_SIDES: Final = frozenset(
    """support back endorse accept recognise recognize join respect honour honor adopt help approve assist sign heed
    consider meet answer review reconsider""".split()
)
_FOR: Final = ("for", "over", "of", "on")


def owners_of(number: int, token: Token, named: Named) -> Names:
    """Whose it is, by the sentence; `number` is that of the block."""
    if token.lower_ not in _OWNING:
        return ()
    owner = _joined(number, token, named) or _decider(number, token, named)
    return (owner.name,) if owner is not None else _told_to(number, token, named) or _charged(number, token, named)


def _told_to(number: int, token: Token, named: Named) -> Names:
    """Whose it is in "urged Chad to stop its raids": of whom the verb tells to do it; "to back its bid" leaves it open.

    "Their" is of several or of a group, "his" and "her" of a person.
    """
    verb = token.head
    while grammar.is_noun(verb) and not grammar.is_verb(verb) and verb.dep_ in ("obj", "obl", "nmod", "conj"):
        verb = verb.head
    infinitive = verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children)
    if not infinitive or grammar.verb_lemma(verb) in _TAKING_SIDES:
        return ()
    doer = subject(verb)
    if doer is None or doer.dep_ not in ("obj", "iobj", "obl") or doer.i > verb.i:
        return ()
    told = [mention for t in grammar.conjuncts(doer) if (mention := named.get((number, t.i))) is not None]
    return tuple(dict.fromkeys(mention.name for mention in told)) if _agrees(token, told) else ()


def _agrees(token: Token, owners: Sequence[Mention]) -> bool:
    """Whether a possessive can stand for these: "its" for one, "his" for a person, "their" for several or a group."""
    if token.lower_ == "their":
        return len(owners) > 1 or any(owner.type not in ("state", "person") for owner in owners)
    personal = token.lower_ != "its"
    return len(owners) == 1 and (owners[0].type == "person") == personal


def _joined(number: int, token: Token, named: Named) -> Mention | None:
    """Whose it is in "the army and its allies": what stands before the "and"."""
    if token.head.dep_ != "conj":
        return None
    mention = named.get((number, token.head.head.i))
    return mention if mention is not None and mention.end <= token.i else None


def _decider(number: int, token: Token, named: Named) -> Mention | None:
    """Whose it is in "the decision of Chad to withdraw its staff": of whom the decision is."""
    clause = next((n for n in token.ancestors if n.dep_ == "acl" and n.tag_ == "VB"), None)
    if clause is None:
        return None
    owners = [c for c in grammar.children(clause.head, "nmod", "nmod:poss") if c.i < clause.i]
    inside = (named.get((number, t.i)) for owner in owners for t in owner.subtree)
    return next((mention for mention in inside if mention is not None and mention.how != "adjective"), None)


def _charged(number: int, token: Token, named: Named) -> Names:
    """Whose it is in "criticised Chad for its support": of whom the verb charges or thanks."""
    noun = token.head
    phrase = token.dep_ == "nmod:poss" and noun.dep_ in ("obl", "nmod") and grammar.preposition(noun) in _FOR
    verb = noun.head if noun.dep_ == "obl" else noun.head.head
    if not phrase or grammar.verb_lemma(verb) not in _CHARGING:
        return ()
    heads = [t for o in grammar.children(verb, "obj") for t in grammar.conjuncts(o) if t.i < noun.i]
    charged = [mention for t in heads if (mention := named.get((number, t.i))) is not None]
    return tuple(dict.fromkeys(mention.name for mention in charged))
