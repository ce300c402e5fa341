"""Subjects that a clause doesn't name: shared by coordination, control and raising, participles and relative
clauses.

In: a verb. Out: the word that the clause is said of. Which verbs hand on their object ("urge") or the phrase after
them ("call on") is a fact about those verbs and listed here.
"""

from __future__ import annotations

from kg.extraction.grammar import (
    children,
    displaced_subject,
    first,
    has_object,
    is_finite,
    is_noun,
    is_passive,
    is_verb,
    own_subject,
    preposition,
    verb_lemma,
)
from kg.extraction.tokens import Token, once

# Verbs whose object is to do what the infinitive says; parsers hang it on the object ("urged both to stop").
_CONTROL_BY_OBJECT = frozenset(
    """want urge ask tell press pressure encourage expect invite order persuade convince force help allow enable require
    exhort implore beg advise instruct push compel summon challenge lobby permit get cause lead oblige warn""".split()
)

# Verbs that say of their object what it did: "accused the junta of killing", "thanked the hosts for helping".
_CHARGING = frozenset(
    """accuse suspect convict blame thank condemn denounce praise reproach fault commend censure criticise
    criticize""".split()
)

_CONTROL_BY_PHRASE = frozenset(
    {"call", "appeal", "rely", "depend", "count", "plead", "wait", "press", "push", "prevail"}
)


@once
def subject(verb: Token) -> Token | None:
    """Who or what the verb is said of: its own subject, or one shared by coordination, control or raising."""
    seen: set[int] = set()
    node: Token | None = verb
    while node is not None and node.i not in seen:
        seen.add(node.i)
        if (found := own_subject(node)) is not None and found.lower_ not in ("it", "there"):
            return found
        if found is not None and found.dep_ != "expl":
            return found
        answer = _shared_subject(node)
        if answer is None:
            return None
        kind, token = answer
        if kind == "noun":
            return token
        node = token
    return None


def _shared_subject(verb: Token) -> tuple[str, Token] | None:
    """Where a clause without a subject finds it: ("noun", the subject) or ("verb", the clause to ask next)."""
    head = verb.head
    if (name := displaced_subject(verb)) is not None:
        return "noun", name
    if verb.dep_ == "conj":
        displaced = [c for c in children(head, "amod") if displaced_subject(c) is not None]
        return "verb", displaced[0] if displaced else head
    if verb.dep_ == "xcomp":
        objects = children(head, "obj", "iobj")
        before = [item for item in objects if item.i < verb.i]
        return ("noun", before[-1]) if before and not is_passive(head) else ("verb", head)
    if verb.dep_ == "acl" and is_noun(head):
        infinitive = any(child.tag_ == "TO" for child in verb.children)
        if infinitive and head.dep_ == "obj" and takes_clause(head):
            return "noun", head
        if charge(head) == verb:
            return "noun", first(children(head.head, "obj")) or head
        owned = verb.tag_ == "VBG" and head.dep_ == "obj" and head.head.lemma_ == "have"
        return _subject_of_noun(head) if infinitive or owned or preposition(verb) else ("noun", head)
    if verb.dep_ == "acl:relcl":
        return None if has_object(verb) is False and own_subject(verb) else ("noun", head)
    if verb.dep_ == "advcl" and not is_finite(verb):
        if verb.tag_ == "VBG" and preposition(verb) in ("of", "for", "from") and (objects := children(head, "obj")):
            return "noun", objects[-1]
        wanted = [c for c in children(head, "obj", "xcomp") if is_noun(c) and c.i < verb.i]
        if wanted and verb_lemma(head) in _CONTROL_BY_OBJECT:
            return "noun", wanted[-1]
        addressed = _addressed(verb)
        return ("noun", addressed) if addressed is not None else ("verb", head)
    if verb.dep_ in ("ccomp", "csubj") and not is_finite(verb) and (is_verb(head) or children(head, "nsubj")):
        return "verb", head
    return None


def is_object_control(verb: Token) -> bool:
    """Whether the object of the verb is to do what its infinitive says."""
    return verb_lemma(verb) in _CONTROL_BY_OBJECT


def charge(name: Token) -> Token | None:
    """What a name is accused of or thanked for: "accuses [Chad] of arming rebels"; also behind another phrase."""
    if not name.tag_.startswith("NNP") and verb_lemma(name.head) not in _CHARGING:
        return None
    gerunds = [c for c in children(name, "acl") if c.tag_ == "VBG" and preposition(c) in ("of", "for")]
    return first(gerunds)


def takes_clause(noun: Token) -> bool:
    """Whether an infinitive after an object belongs to the verb: after a name, or a verb such as "urge"."""
    return noun.tag_.startswith("NNP") or verb_lemma(noun.head) in _CONTROL_BY_OBJECT


def _addressed(clause: Token) -> Token | None:
    """Who is to do it in "calls on China to act", "appeals to both to talk"."""
    if verb_lemma(clause.head) not in _CONTROL_BY_PHRASE or not any(c.tag_ == "TO" for c in clause.children):
        return None
    phrases = [c for c in children(clause.head, "obl", "nmod", "obj") if c.i < clause.i]
    return phrases[-1] if phrases and preposition(phrases[-1]) in ("on", "upon", "to", "for", "with") else None


def _subject_of_noun(noun: Token) -> tuple[str, Token] | None:
    """Whose plan, will or effort it is ("Russia's plan to bomb", "the US has a plan to bomb")."""
    if (owner := first(children(noun, "nmod:poss"))) is not None:
        return "noun", owner
    if (owner := first(c for c in children(noun, "nmod") if preposition(c) in ("of", "by"))) is not None:
        return "noun", owner
    if noun.dep_ in ("obj", "obl") and noun.head != noun:
        return "verb", noun.head
    return None
