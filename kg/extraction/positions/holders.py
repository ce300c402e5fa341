"""Holders: whom the phrase before an attitude or a report stands for.

In: the words that fill the holder's slot. Out: holder strings: each actor by itself, but those who speak together as
"A; B". Members stand for their group, a communiqué, a text or a resolution for the body that adopted it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.cast.mentions import actor_words
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.voices.quotations import is_first_person

_REACH = 8  # paragraphs back to where a text is said to have been adopted


def is_body(name: str) -> bool:
    """Whether an actor's name is that of a body that decides: a council, an assembly, a parliament."""
    return any(word.strip("s,") in word_set("frames", "bodies") for word in name.lower().split())


def is_somebodys(attitude: Predication, reading: Reading) -> bool:
    """Whether an attitude is somebody's: an actor's, or that of people or a body that are no actors of the text.

    "Kenya said the board rejected the plan" tells of the board, "Kenya said the facts support the plan" of Kenya.
    """
    agents = attitude.get("agent")
    nouns = [t.lemma_.lower() for t in agents if t.tag_ in ("NN", "NNS")]
    unnamed = any(noun in word_set("frames", "bodies") or actor_words().knows(noun) for noun in nouns)
    return unnamed or bool(reading.names(agents, attitude))


def read_holders(tokens: Sequence[Token], reading: Reading, near: Predication) -> tuple[str, ...]:
    """Holder strings: each actor by itself, but those who speak together as "A; B"."""
    found: list[str] = []
    for token in tokens:
        names = (
            reading.voices.who(token, near) or _of_group(token, reading, near) or _issuers(token, reading, near)
            or _ahead(token, reading, near) or _by_name(token, reading, near) or _one_of_them(token, reading, near)
            or _called(token, reading, near)
        )  # fmt: skip
        if _are_some_people(token):
            named = {actor.name for actor in reading.cast.actors if actor.type != "state"}
            names = tuple(name for name in names if name in named)
        found.extend(["; ".join(names)] if is_first_person(token) and names else names)
    if found:
        found.extend(_companions(tokens, reading, near))
    return tuple(dict.fromkeys(found))


def _companions(tokens: Sequence[Token], reading: Reading, near: Predication) -> Iterator[str]:
    """Who is said to do it too: "together with Chad and Mali", "alongside Niger", "joined by Togo"."""
    if (joined := _joined(near)) is not None:
        yield from (name for other in grammar.conjuncts(joined) for name in reading.voices.who(other, near))
    if tokens[0].dep_ not in grammar.SUBJECTS:
        return
    together = [c for c in near.verb.children if c.dep_ == "advmod" and c.lower_ in ("together", "along", "jointly")]
    for word in (tokens[0], near.verb, *together):
        for child in word.children:
            found = _joining(child) if child.dep_ in ("acl", "advcl") else child if _is_beside(child) else None
            for other in grammar.conjuncts(found) if found is not None else ():
                yield from reading.voices.who(other, near)


def _joined(near: Predication) -> Token | None:
    """Whom somebody joins in doing it: "joined [Chad] in rejecting the plan"."""
    verb = near.verb
    joins = verb.tag_ == "VBG" and grammar.verb_lemma(verb.head) == "join" and grammar.preposition(verb) == "in"
    return grammar.first(grammar.children(verb.head, "obj")) if joins else None


def _is_beside(phrase: Token) -> bool:
    """Whether a phrase adds others to the subject: "together with Chad", "along with Chad", "alongside Chad"."""
    if phrase.dep_ not in ("obl", "nmod"):
        return False
    marker = grammar.preposition(phrase)
    beside = (phrase.head, *phrase.children)
    together = any(c.lower_ in ("together", "along", "jointly") and c.i < phrase.i for c in beside)
    return marker in ("together with", "along with", "alongside", "as well as") or (marker == "with" and together)


def _joining(clause: Token) -> Token | None:
    """Who joins the subject: "joined by Chad"."""
    if clause.tag_ != "VBN" or clause.lemma_ not in ("join", "second"):
        return None
    return grammar.first(grammar.children(clause, "obl:agent"))


def _are_some_people(token: Token) -> bool:
    """Whether only part of a people is meant, which is not its state: "most Greenlanders", "many young Thais"."""
    beside = grammar.children(token, "amod", "det")
    if token.lower_ in word_set("frames", "parts_of_people"):
        return True  # "some in Astana"
    return token.tag_ == "NNPS" and any(c.lower_ in word_set("frames", "parts_of_people") for c in beside)


def _of_group(token: Token, reading: Reading, near: Predication) -> tuple[str, ...]:
    """Whom members stand for who have no name: "my friends in the alliance", "members of the party"."""
    if token.lemma_.lower() not in word_set("frames", "members"):
        return ()
    groups = [c for c in grammar.children(token, "nmod") if grammar.preposition(c) in ("of", "in", "from", "within")]
    return tuple(dict.fromkeys(name for group in groups for name in reading.voices.who(group, near)))


def _by_name(token: Token, reading: Reading, near: Predication) -> tuple[str, ...]:
    """Whom a title stands for whose name is beside it: "the negotiator, Ada Lindt,", "Secretary of State Ada Lindt"."""
    if token.tag_.startswith(("PRP", "W", "NNP")):
        return ()
    titled = [c for c in token.children if c.i > token.i and c.tag_.startswith("NNP")]
    beside = [c for c in titled if c.dep_ in ("appos", "flat", "nmod:desc")]
    beside += [name for c in titled if c.dep_ == "nmod" for name in grammar.children(c, "flat", "appos")]
    people = {actor.name for actor in reading.cast.actors if actor.type == "person"}
    found = (name for word in beside for name in reading.voices.who(word, near) if name in people)
    return tuple(dict.fromkeys(found))[:1]


def _called(token: Token, reading: Reading, near: Predication) -> tuple[str, ...]:
    """Which party it is: "the opposition [Progress] party", "the centre-right Unity movement"."""
    if token.lemma_.lower() not in word_set("frames", "named_groups"):
        return ()
    types = {actor.name: actor.type for actor in reading.cast.actors}
    before = [c for c in token.children if c.i < token.i and c.tag_.startswith("NNP")]
    names = (name for word in before for name in reading.voices.who(word, near))
    return tuple(dict.fromkeys(n for n in names if types.get(n) in ("organisation", "armed_group", "coalition")))[:1]


def _one_of_them(token: Token, reading: Reading, near: Predication) -> tuple[str, ...]:
    """Who is said to be one of those who do it: "Togo was among the countries that condemned the raid"."""
    if not grammar.children(token, "cop") or near.link != "relative":
        return ()
    subject = grammar.own_subject(token)
    return reading.voices.who(subject, near) if subject is not None and subject.i < token.i else ()


def _ahead(token: Token, reading: Reading, near: Predication) -> tuple[str, ...]:
    """Whom a pronoun in a leading clause stands for: "Although it accepts the truce, Chad wants more"."""
    clause = near.verb
    while clause.dep_ not in ("advcl", "ROOT") and clause.head != clause:
        clause = clause.head
    if token.lower_ not in ("it", "they", "he", "she") or clause.dep_ != "advcl" or clause.i > clause.head.i:
        return ()
    subject = grammar.own_subject(clause.head)
    return reading.voices.who(subject, near) if subject is not None and subject.i > clause.i else ()


def _issuers(token: Token, reading: Reading, near: Predication) -> tuple[str, ...]:
    """Whose words a document's are: "the communiqué demands", "Security Council resolution 541 declared"."""
    document = _document(token, reading)
    if document is None or near.lemma in word_set("frames", "undocumented"):
        return ()
    beside = [
        c for c in document.children
        if c.dep_ in ("compound", "nmod:poss", "nmod:desc") or grammar.preposition(c) in ("of", "by", "from")
    ]  # fmt: skip
    own = [
        name
        for c in beside
        for word in (c, *grammar.children(c, "compound"))
        for name in reading.voices.who(word, near)
    ]
    if own:
        return (own[0],)
    for clause in grammar.children(document, "acl:relcl", "acl"):
        inside = reading.at(clause, near)
        if inside is not None and inside.lemma in word_set("frames", "issuing") and (names := _agents(inside, reading)):
            return names
    if document.dep_ in ("obj", "obl", "nsubj:pass", "nmod"):
        above = reading.at(document.head, near)
        if above is not None and above.lemma in word_set("frames", "voting"):
            return ()  # to adopt it is their position already
        issued = above is not None and above.lemma in word_set("frames", "issuing")
        if above is not None and issued and (names := _agents(above, reading)):
            return names
    persons = {actor.name for actor in reading.cast.actors if actor.type == "person"}
    return next((n for p in _before(near, reading) if (n := _adopted(p, reading)) and not persons & set(n)), ())


def _document(token: Token, reading: Reading) -> Token | None:
    """The noun for a document that a word is or takes up."""
    named = token
    if token.lower_ == "it" and token.dep_ in grammar.SUBJECTS:
        spoken_of = reading.issues.antecedent(token)
        subject = grammar.first(t for t in token.doc[: token.i] if t.dep_ in grammar.SUBJECTS and _is_document(t))
        named = spoken_of if spoken_of is not None and _is_document(spoken_of) else subject or token
    return named if _is_document(named) else None


def _is_document(token: Token) -> bool:
    return token.tag_.startswith("NN") and token.lemma_.lower() in word_set("frames", "documents")


def _before(near: Predication, reading: Reading) -> Iterator[Predication]:
    """The predications before one, nearest first, a few paragraphs back."""
    place = next((at for at, (block, _) in enumerate(reading.blocks) if block is near.block), 0)
    for at in range(place, max(place - _REACH, -1), -1):
        for other in reversed(reading.blocks[at][1]):
            if at < place or other.head.i <= near.head.i:
                yield other


def _adopted(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Who adopts, issues or signs a document there, or ends a meeting with one."""
    issued = predication.lemma in word_set("frames", "issuing") and any(
        _is_document(t) for t in predication.get("theme")
    )
    closed = predication.kind == "verb" and any(_is_document(t) for t in predication.get("with", "in"))
    return _agents(predication, reading) if issued or closed else ()


def _agents(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Who does it; leaders act for the body that they lead."""
    for token in predication.get("agent"):
        led = [c for c in grammar.children(token, "nmod") if grammar.preposition(c) == "of"]
        names = reading.names([token], predication) or reading.names(led, predication)
        if names:
            return names
    return ()
