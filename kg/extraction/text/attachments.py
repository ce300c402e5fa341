"""Phrases and verbs that hang on the wrong word: whom a text is with, what a decision is, what somebody voiced.

In: a parsed Doc. Out: the same Doc, those words hung where English grammar wants them. Clauses that the parser lost
are found by `rerooting`.
"""

from __future__ import annotations

from kg.extraction.grammar import FINITE
from kg.extraction.lexicons.reading import word_set
from kg.extraction.text.rerooting import verb_of
from kg.extraction.tokens import Doc, Token

_QUOTES = ("“", "‘", '"', "``", "''")


def attach(doc: Doc) -> None:
    """Hang such words on the right one, in place."""
    quoted = not doc.words.isdisjoint(_QUOTES)
    for token in list(doc):
        if _is_with_whom(token):
            token.hang_on(token.head.head, "nmod")
        elif _is_hidden_report(token):
            _uncover(token)
        elif (subject := _behind_label(token)) is not None:
            _part(token, subject)
        elif (plan := _whose_plan(token)) is not None:
            token.hang_on(plan, "acl")
        elif (verb := _verb_before_relative(token)) is not None:
            token.hang_on(verb, "conj")
            token.tag_, token.pos_, token.lemma_ = verb.tag_, "VERB", verb_of(token) or token.lemma_
        elif quoted and (named := _named_in_quotes(token)) is not None:
            token.hang_on(named, "xcomp")
        elif (described := _described_by(token)) is not None:
            _name_subject(token, described)
        elif _is_it_that_asks(token):
            token.dep_ = "nsubj"
        elif _is_no_longer(token):
            token.hang_on(token.nbor(), "advmod")


def _is_with_whom(name: Token) -> bool:
    """Whom a text is with, hung on what kind of text it is: "a memorandum of understanding [with Chad]"."""
    kind = name.head
    text = kind.head
    if name.dep_ not in ("nmod", "obl") or kind.dep_ != "nmod":
        return False
    with_whom = any(c.lower_ in ("with", "between") for c in name.children)
    named = any(c.lower_ == "of" and c.dep_ == "case" for c in kind.children)
    return with_whom and named and text.i < kind.i < name.i and text.lemma_.lower() in word_set("event_words", "texts")


def _is_no_longer(adverb: Token) -> bool:
    """ "No longer" before a finite verb, hung on the subject: "Chad [no longer] insists on it"."""
    if (
        adverb.lower_ != "longer"
        or adverb.i + 1 >= len(adverb.doc)
        or not any(c.lower_ == "no" for c in adverb.children)
    ):
        return False
    return adverb.nbor().tag_ in FINITE and adverb.head.i < adverb.i and adverb.head.dep_.startswith("nsubj")


def _is_hidden_report(verb: Token) -> bool:
    """A past tense taken for an attribute of its object behind a subject: "who [voiced] concern over the raid"."""
    noun = verb.head
    if verb.dep_ != "amod" or noun.i < verb.i:
        return False
    past = verb.tag_ in ("VBD", "VBN") or (verb.tag_ == "JJ" and verb.lower_.endswith("ed") and bool(verb_of(verb)))
    if not past:
        return False
    if any(c.dep_ in ("cop", "obj") for c in (*noun.children, *verb.children)):
        return False
    subject = next((c for c in (*verb.children, *noun.children) if c.dep_ == "nsubj" and c.i < verb.i), None)
    return subject is not None and all(t.tag_ == "RB" for t in noun.doc[subject.right_edge.i + 1 : verb.i])


def _uncover(verb: Token) -> None:
    """Put the verb where its object stood, with the subject; what stands behind stays with the object."""
    noun = verb.head
    above, label = noun.head, noun.dep_
    left = [c for c in noun.children if c.i < verb.i or c.is_punct]
    verb.hang_on(*((verb, "ROOT") if above == noun else (above, label)))
    for word in left:
        word.hang_on(verb)
    noun.hang_on(verb, "obj")
    verb.tag_, verb.pos_, verb.lemma_ = "VBD", "VERB", verb_of(verb) or verb.lemma_


def _whose_plan(verb: Token) -> Token | None:
    """The decision that an infinitive tells, where it was hung on the verb above: "praised [its decision to] leave"."""
    above = verb.head
    if verb.dep_ not in ("advcl", "xcomp") or verb.tag_ != "VB" or not any(c.tag_ == "TO" for c in verb.children):
        return None
    nouns = [c for c in above.children if c.dep_ in ("obj", "obl") and c.i < verb.i]
    if not nouns or nouns[-1].lemma_.lower() not in word_set("event_words", "resolves"):
        return None
    between = verb.doc[nouns[-1].i : verb.left_edge.i]
    return nouns[-1] if not any(t.text == "," or t.tag_ in FINITE for t in between) else None


def _verb_before_relative(verb: Token) -> Token | None:
    """The verb that one behind a relative clause goes on with: "thanks those [, which have voted, and urges] Chad".

    Its form must be that of the main verb and can't be that of the relative clause.
    """
    told, form = verb.head, _form(verb)
    if verb.dep_ != "conj" or told.dep_ != "acl:relcl" or form not in ("VBZ", "VBD"):
        return None
    opens = [c.i for c in told.children if c.tag_ in ("WDT", "WP")]
    links = [c.i for c in verb.children if c.dep_ == "cc" and c.i < verb.i]
    if not opens or not links or any(verb.doc[at - 1].text != "," for at in (opens[0], links[0])):
        return None
    forms = {told.tag_, *(c.tag_ for c in told.children if c.dep_ in ("aux", "aux:pass", "cop"))}
    main = next((t for t in told.ancestors if t.tag_ in FINITE), None)
    return main if main is not None and main.tag_ == form and form not in forms else None


def _form(verb: Token) -> str:
    """The form of a verb, also of one that was taken for a plural: ", and [calls] on them"."""
    bare = verb.tag_ == "NNS" and all(c.dep_ in ("cc", "punct") for c in verb.children if c.i < verb.i)
    return "VBZ" if bare and verb.is_lower and verb_of(verb) else verb.tag_


def _named_in_quotes(label: Token) -> Token | None:
    """The verb that gives a thing a name in quotation marks: "calls the sanctions “a shot in the foot”"."""
    if not label.tag_.startswith("NN"):
        return None
    start = label.left_edge.i
    while start < label.i and label.doc[start].text in _QUOTES:
        start += 1
    opens = label.doc[start - 1] if start else None
    if opens is None or opens.text not in _QUOTES or start < 2:
        return None
    thing = label.doc[start - 2]
    while thing.dep_ in ("nmod", "flat", "compound", "case") and thing.head.i < thing.i:
        thing = thing.head
    verb = thing.head
    named = thing.dep_ == "obj" and verb.lemma_ in ("call", "term", "dub", "brand", "label")
    return verb if named and (label.head in (thing, label)) else None


def _described_by(name: Token) -> Token | None:
    """The noun before a name that was hung on the verb: "Her colleague [Tom Berg] doubts it"."""
    if name.tag_ != "NNP" or name.dep_ not in ("compound", "flat", "appos") or not name.i or name.head.i < name.i:
        return None
    before = name.doc[name.i - 1]
    verb = name.head.tag_ in FINITE or (name.head.tag_ == "NNS" and bool(verb_of(name.head)))
    if not verb or before.head is not name.head:
        return None
    return before if before.dep_ == "nsubj" and before.tag_ == "NN" and before.is_lower else None


def _name_subject(name: Token, noun: Token) -> None:
    """Make a name the subject, with the noun before it as its description, and what it stands before a verb."""
    verb = noun.head
    name.hang_on(verb, noun.dep_)
    noun.hang_on(name, "nmod:desc")
    if verb.tag_ == "NNS":
        verb.tag_, verb.pos_, verb.lemma_ = "VBZ", "VERB", verb_of(verb)
        for word in [c for c in verb.children if c.dep_ == "nmod:unmarked" and c.i > verb.i]:
            word.dep_ = "obj"


def _is_it_that_asks(it: Token) -> bool:
    """Whether "it" was taken for nobody before a verb that somebody must do: "It urges Chad to follow"."""
    if it.dep_ != "expl" or it.lower_ != "it" or it.i > it.head.i:
        return False
    return it.head.lemma_ in ("urge", "ask", "invite", "advise", "encourage", "implore")


def _behind_label(label: Token) -> Token | None:
    """The subject behind the label of a turn that was taken for the subject: "Q: [The minister], X, wants …"."""
    if not label.dep_.startswith("nsubj") or label.i + 1 == len(label.doc):
        return None
    if label.nbor().text != ":" or label.i != label.sent.start:
        return None
    nouns = [c for c in label.children if c.i > label.i + 1 and c.tag_.startswith("NN")]
    return nouns[0] if nouns and nouns[0].dep_ in ("appos", "parataxis", "conj", "nmod", "flat") else None


def _part(label: Token, subject: Token) -> None:
    """Make the noun behind a label the subject, with all that stands behind the colon."""
    verb, role = label.head, label.dep_
    for word in [c for c in label.children if c.i > label.i + 1 and c != subject]:
        word.hang_on(subject)
    subject.hang_on(verb, role)
    label.hang_on(verb, "discourse")
