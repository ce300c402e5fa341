"""Arguments of a predicate by role: who, whom, about what, shared and displaced ones included.

In: the word that predicates, the verb that carries tense, and what kind of predicate it is. Out: the heads of the
phrases that fill each role: `agent` (the subject of the active), `theme`, `recipient`, `content` (a clause),
`purpose` and prepositions. Where parsers are known to attach a phrase to the wrong word, it is put where English
grammar wants it.
"""

from __future__ import annotations

from typing import Literal

from kg.extraction import grammar
from kg.extraction.lexicons.reading import word_set
from kg.extraction.sentences import subjects
from kg.extraction.tokens import Token

_NAMING = frozenset("call name label brand dub deem consider declare term pronounce think".split())
Kind = Literal["verb", "noun", "adjective"]


def read_arguments(token: Token, verb: Token, kind: Kind) -> dict[str, tuple[Token, ...]]:
    """The fillers of each role, conjuncts included."""
    roles: dict[str, list[Token]] = {}
    _add_subject(token, verb, kind, roles)
    for word in dict.fromkeys((token, verb)):
        for child in word.children:
            if child not in (token, verb) and (role := _role(child, word, kind)):
                roles.setdefault(role, []).append(_under_modal(grammar.resolve_relative(child)))
    if kind == "noun":
        _add_owner(token, roles)
        _add_near_phrase(token, roles)
    else:
        _add_shared_object(token, roles)
        _add_gap(token, roles)
        _add_clause_of_name(token, roles)
        _add_label(roles)
        _turn_inversion(token, roles)
        if grammar.displaced_subject(token) is not None:
            roles.setdefault("theme", []).append(token.head)
    _lift_phrases(roles, kind)
    return {role: _with_conjuncts(fillers) for role, fillers in roles.items()}


def _lift_phrases(roles: dict[str, list[Token]], kind: Kind) -> None:
    """Phrases that hang on a name belong to the predicate, for names take none ("argued with Chad over oil").

    So do "from" and "to" after the object of a verb ("withdrew its troops from Chad").
    """
    for fillers in list(roles.values()):
        for filler in [token for token in fillers if grammar.is_noun(token)]:
            if kind == "verb" and filler.dep_ in ("obj", "obl") and (charge := subjects.charge(filler)) is not None:
                roles.setdefault(grammar.preposition(charge), []).append(charge)
            for phrase in grammar.children(filler, "nmod"):
                marker = grammar.preposition(phrase)
                name = filler.tag_.startswith("NNP") and marker not in ("", "of", "in", "at", "near", "like")
                if name or (kind == "verb" and filler.dep_ == "obj" and marker in ("from", "to")):
                    roles.setdefault(marker, []).append(phrase)


def _under_modal(clause: Token) -> Token:
    """The verb below a modal that heads its clause ("we ought to listen"); any other word is returned as it is."""
    verb = grammar.first(grammar.children(clause, "xcomp")) if clause.tag_ == "MD" else None
    return verb if verb is not None else clause


def _with_conjuncts(fillers: list[Token]) -> tuple[Token, ...]:
    alike = [other for filler in fillers for other in grammar.children(filler, "nmod") if _is_companion(other)]
    return tuple(dict.fromkeys(item for filler in (*fillers, *alike) for item in grammar.conjuncts(filler)))


def _is_companion(phrase: Token) -> bool:
    """Whether a phrase adds another party: "Russia, like China, …", "Iran as well as Iraq"."""
    marker = grammar.preposition(phrase)
    case = grammar.first(grammar.children(phrase, "case"))
    set_off = case is not None and case.i > 0 and case.nbor(-1).text == ","
    return marker in ("as well as", "along with", "together with", "alongside") or (marker == "like" and set_off)


def _add_subject(token: Token, verb: Token, kind: Kind, roles: dict[str, list[Token]]) -> None:
    if kind == "noun" and verb == token and token.dep_ != "advcl" and not grammar.children(token, "cop"):
        return
    subject = subjects.subject(verb)
    if subject is None or subject == token:
        return
    if verb != token and verb.lemma_ in word_set("modality", "receiving_verbs"):
        roles.setdefault("theme", []).append(subject)
        return
    role = "theme" if kind == "verb" and grammar.is_passive(verb) else "agent"
    roles.setdefault(role, []).append(subject)


def _role(child: Token, word: Token, kind: Kind) -> str | None:
    """The role that a dependent fills; subjects are found elsewhere."""
    label, marker = child.dep_, grammar.preposition(child)
    if marker in ("in", "to") and child.lemma_ in ("view", "opinion", "eye", "judgement", "judgment", "mind"):
        return "view"  # "in its view": whose words these are, nothing that is lost or believed in
    if child.tag_ == "PRP$" or (marker in ("on", "in", "since") and child.text in grammar.CALENDAR):
        return None  # "called the raid on Wednesday a provocation": no calling on anybody
    if label == "obj":
        return "theme"
    if label == "iobj":
        return "recipient"
    if label == "obl:agent":
        return "agent" if grammar.is_passive(word) and kind == "verb" else marker or None
    if label in ("obl", "nmod"):
        passive_agent = marker == "by" and kind == "verb" and grammar.is_passive(word)
        if passive_agent and grammar.is_excepted(child):
            return None
        return "agent" if passive_agent else marker or None
    if label == "xcomp" and grammar.is_noun(child) and not grammar.is_verb(child) and subjects.is_object_control(word):
        return "content" if grammar.children(child, "cop") else "theme"
    if label in ("ccomp", "xcomp"):
        return None if child.tag_.startswith("RB") else "content"
    if label in ("csubj", "csubj:pass"):
        extraposed = child.i > word.i and any(c.tag_ == "TO" for c in child.children)
        return "content" if extraposed or any(c.dep_ == "expl" or c.lower_ == "it" for c in word.children) else "agent"
    return _role_of_clause(child, word, kind)


def _role_of_clause(child: Token, word: Token, kind: Kind) -> str | None:
    """The role of an adverbial or attributive clause that belongs to the predicate."""
    label, marker = child.dep_, grammar.preposition(child)
    if label == "acl" and kind == "noun":
        return _clause_of_noun(child, marker)
    if label == "acl" and kind != "noun" and marker in ("that", "to"):
        return "content"
    if label == "acl:relcl" and kind == "verb" and child.i > word.i and grammar.opening(child) == "that":
        return "content"
    if label == "advcl" and marker == "whether" and kind == "verb" and child.i < word.i:
        return "content"
    if label == "advcl" and (child.tag_ == "VBG" or marker in ("whether", "how")) and marker:
        return _governing_preposition(child) or marker
    if (
        label == "advcl"
        and child.tag_ == "VBG"
        and not marker
        and child.i == word.i + 1 + (grammar.particle(word) is not None)
    ):
        return "content" if kind == "verb" and not grammar.has_object(word) else None
    if label == "advcl" and marker == "to" and kind == "verb":
        return "purpose"
    if label == "advcl" and kind == "adjective" and marker in ("to", "that", "for"):
        return "content"
    return None


def _governing_preposition(clause: Token) -> str:
    """The preposition before an embedded question: "about whether they should go"."""
    marks = [c for c in clause.children if c.dep_ in ("case", "mark") and c.i < clause.i]
    return str(marks[0].lower_) if len(marks) > 1 else ""


def _clause_of_noun(clause: Token, marker: str) -> str | None:
    """The role of a clause after a noun: "the plan to leave", "the idea that he may fall", "the aim of ending"."""
    if marker in ("to", "that") or (marker == "for" and not grammar.is_finite(clause)):
        return "content"
    return marker or None


def _add_owner(noun: Token, roles: dict[str, list[Token]]) -> None:
    """Whose support, attack or aim: a possessor, a national adjective or a name before the noun."""
    if roles.get("agent"):
        roles.setdefault("owner", grammar.children(noun, "nmod:poss"))
        return
    by = roles.get("by") or [
        c for t in roles.get("of", ()) for c in grammar.children(t, "nmod") if grammar.preposition(c) == "by"
    ]
    if by:
        roles["agent"] = list(by)
        return
    for label in ("nmod:poss", "amod", "compound", "nmod:desc"):
        owners = [
            c
            for c in grammar.children(noun, label)
            if c.tag_.startswith("NNP") or label == "nmod:poss" or c.text[:1].isupper()
        ]
        if owners:
            roles.setdefault("agent", []).append(owners[0])
            return


def _add_near_phrase(noun: Token, roles: dict[str, list[Token]]) -> None:
    """A phrase that follows an object immediately but was attached to its verb: "answers the criticism over aid"."""
    if noun.dep_ not in ("obj", "obl", "nsubj:pass"):
        return
    for phrase in grammar.children(noun.head, "obl"):
        case = grammar.first(grammar.children(phrase, "case"))
        if case is not None and case.i == noun.i + 1:
            roles.setdefault(grammar.preposition(phrase), []).append(phrase)


def _add_shared_object(verb: Token, roles: dict[str, list[Token]]) -> None:
    """The object that stands behind two verbs and was hung on one: "welcome and support the plan"."""
    if roles.get("theme") or roles.get("content") or grammar.is_passive(verb):
        return
    joined = verb.dep_ == "conj" and grammar.own_subject(verb) is None and grammar.is_verb(verb.head)
    if joined and (behind := [c for c in grammar.children(verb.head, "obj") if c.i > verb.i]):
        roles["theme"] = behind
    later = [item for item in grammar.children(verb, "conj") if grammar.is_verb(item)]
    for conjunct in later:
        blocked = any(child.i < conjunct.i and child.dep_ in ("obj", "obl", "xcomp") for child in verb.children)
        blocked = blocked or bool(grammar.children(conjunct, *grammar.SUBJECTS))  # "they protested, and he sent men"
        if not blocked and (shared := grammar.children(conjunct, "obj")):
            roles.setdefault("theme", []).extend(shared)


def _add_clause_of_name(verb: Token, roles: dict[str, list[Token]]) -> None:
    """An infinitive that was attached to the object belongs to the verb: "wants ECOWAS to lift them"."""
    if roles.get("content"):
        return
    if roles.get("purpose") and roles.get("theme") and subjects.is_object_control(verb):
        roles["content"] = roles.pop("purpose")
        return
    for name in roles.get("theme", ()):
        clauses = [c for c in grammar.children(name, "acl") if any(m.tag_ == "TO" for m in c.children)]
        if clauses and subjects.takes_clause(name):
            roles["content"] = clauses[:1]
            return


def _turn_inversion(verb: Token, roles: dict[str, list[Token]]) -> None:
    """The name after a verb of speech that follows its words is who says them: "…," insisted Merkel."""
    content, names = roles.get("content", []), roles.get("theme", [])
    if not roles.get("agent") and content and content[0].i < verb.i and names and names[0].i > verb.i:
        roles["agent"] = roles.pop("theme")


def _add_label(roles: dict[str, list[Token]]) -> None:
    """A phrase with "as" that was attached to the object: "sees the sale as a threat"."""
    labels = [c for t in roles.get("theme", ()) for c in grammar.children(t, "nmod") if grammar.preposition(c) == "as"]
    if labels and not roles.get("as"):
        roles["as"] = labels
    for thing in roles.get("theme", ()) if not roles.get("content") else ():
        names = [c for c in grammar.children(thing, "appos") if _is_name_given(c, thing)]
        if names and grammar.verb_lemma(thing.head) in _NAMING:
            roles["content"] = names[:1]


def _is_name_given(label: Token, thing: Token) -> bool:
    """Whether a noun behind an object says what it is called: "called the raid an act of war"."""
    indefinite = any(c.lower_ in ("a", "an") for c in grammar.children(label, "det"))
    return indefinite and not any(t.is_punct for t in thing.doc[thing.i : label.i])


def _add_gap(verb: Token, roles: dict[str, list[Token]]) -> None:
    """The object that a relative clause leaves out: "the groups that the United States supports"."""
    clause = grammar.first_conjunct(verb)
    while clause.dep_ == "xcomp" and not grammar.has_object(clause):
        clause = grammar.first_conjunct(clause.head)
    noun = grammar.antecedent(clause)
    if (
        noun is None
        or grammar.is_verb(noun)
        or not grammar.is_verb(verb)
        or grammar.is_passive(verb)
        or roles.get("theme")
    ):
        return
    subject = grammar.own_subject(clause)
    if subject is not None and subject != noun and all(_is_label(t) for t in roles.get("content", ())):
        roles["theme"] = [noun]


def _is_label(content: Token) -> bool:
    """Whether a complement only names or describes the object: "a plan that he called unrealistic"."""
    return not grammar.is_verb(content) and not grammar.children(content, "nsubj", "cop", "mark")
