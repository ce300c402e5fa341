"""Wording of phrases: the words of a parse as a neutral, nominal phrase.

In: tokens, and whom they stand for. Out: words with actors under their canonical names, without determiners,
relative clauses and asides; gerunds of verbs. What a phrase means for the debate is for `issues`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.codebook.normal import ARTICLES
from kg.extraction import grammar
from kg.extraction.cast.mentions import actor_words
from kg.extraction.lexicons.reading import word_set
from kg.extraction.tokens import Token

Who = Callable[["Token"], tuple[str, ...]]
_DROPPED = frozenset(
    {
        "acl:relcl",
        "advcl",
        "parataxis",
        "appos",
        "punct",
        "discourse",
        "cc:preconj",
        "det:predet",
        "advcl:relcl",
        "dislocated",
    }
)
_DROPPED_WORDS = frozenset("this that these those its their his her our my your both some any no".split())
_REASONS = ("according", "because", "due", "owing", "thanks", "despite", "amid", "in light", "given")
_LONGEST = 14
_TIGHT = frozenset({"on", "in", "at", "of", "for", "from", "with", "about"})
_LONGEST_NAME = 8
_HEAVY = frozenset(
    {"ccomp", "conj", "cc", "advmod", "mark", "aux", "aux:pass", "cop", "expl", "nsubj", "nsubj:pass", "csubj"}
)
_DOUBLING = frozenset(
    """stop put let get cut run sit set win begin plan ban bar quit hit shut split step drop permit refer control
    compel expel     propel rebel patrol commit admit submit equip dig beg""".split()
)


def render(tokens: Sequence[Token], who: Who) -> str:
    """The words with actors under their canonical names, without punctuation and determiners but articles."""
    words: list[str] = []
    named = _named(tokens, who)
    told = _told(tokens, named, who)
    for token in tokens:
        if token.i in told:
            continue
        if token.i in named:
            words.append(named[token.i])
        elif token.tag_ in ("PRP", "PRP$") and (names := who(token)):
            words.append(" and ".join(names) + ("'s" if token.tag_ == "PRP$" else ""))
        elif token.text == "," and words and token.head.dep_ == "conj":
            words[-1] += "," if words[-1] and not words[-1].endswith(",") else ""
        elif token.text == "-" or _is_worded(token, who):
            words.append(_glued(token, words))
    return " ".join(word for word in words[: 2 * _LONGEST] if word).replace(" 's", "'s")


def _is_worded(token: Token, who: Who) -> bool:
    """Whether a word that names nobody is kept; "both" tells who two are whom nothing else tells ("both sides")."""
    if token.lower_ == "both" and token.dep_ == "det" and token.head.tag_ == "NNS":
        return not who(token.head)
    return token.lower_ not in _DROPPED_WORDS and not token.is_punct and not token.is_space


def _named(tokens: Sequence[Token], who: Who) -> dict[int, str]:
    """The canonical name at the first token of each name, "" at the others; an adjective alone is no name."""
    runs: list[tuple[tuple[str, ...], list[Token]]] = []
    for token in tokens:
        names = () if token.tag_.startswith("PRP") else who(token)
        if runs and names and runs[-1][0] == names and runs[-1][1][-1].i == token.i - 1:
            runs[-1][1].append(token)
        else:
            runs.append((names, [token]))
    found: dict[int, str] = {}
    for names, run in runs:
        proper = [token for token in run if token.tag_.startswith("NNP")]
        if len(names) == 1 and proper and len(run) <= _LONGEST_NAME:
            found |= {token.i: "" for token in run} | {run[0].i: names[0]}
    return found


def _told(tokens: Sequence[Token], named: dict[int, str], who: Who) -> set[int]:
    """The words that a name makes needless where it stands for a description: "the President of Peru"."""
    found: set[int] = set()
    for token in tokens:
        name = " ".join(who(token)) if token.i in named else ""
        if not name:
            continue
        for child in token.children:
            if child.dep_ == "nmod" and child.i > token.i and grammar.preposition(child) == "of" and who(child):
                found |= {t.i for t in child.subtree}
            if child.dep_ == "det" and token.lower_ not in name.lower() and _is_office(token):
                found.add(child.i)
    return found


def _is_office(token: Token) -> bool:
    """Whether a noun tells what a person is, whose name has no article: "the president" is "Ana Ruiz"."""
    words, noun = actor_words(), token.lemma_.lower()
    offices = (words.lists["state_offices"], words.lists["roles"], words.government["office"])
    return any(noun in listed for listed in offices)


def _glued(token: Token, words: list[str]) -> str:
    """The word, joined to the one before where the text joins them ("anti-Assad")."""
    before = token.doc[token.i - 1] if token.i else None
    joined = before is not None and not before.whitespace_ and words and "-" in (token.text, before.text)
    # The capital of a sentence's first word says nothing.
    text = token.lower_ if token.is_sent_start and token.is_title and not token.tag_.startswith("NNP") else token.text
    if joined:
        return (words.pop() if words else "") + text
    return "'s" if token.tag_ == "POS" else text


def phrase_tokens(noun: Token, without: Token | None = None) -> list[Token]:
    """A noun phrase without relative clauses, appositions, negations, coordinated phrases and what `without` is in."""
    kept = [noun]
    verbs = [c for c in grammar.children(noun, "amod") if grammar.displaced_subject(c) is not None]
    displaced = {*verbs, *(grammar.displaced_subject(verb) for verb in verbs)}
    for child in noun.children:
        if child in displaced:
            continue
        if without is not None and without in child.subtree:
            continue
        if child.dep_ == "nmod" and (grammar.preposition(child) == "as" or _is_vote(child)):
            continue  # what somebody calls it, or how it was adopted
        if child.dep_ == "nmod" and child.i > noun.i and _is_aside(child):
            continue
        if child.dep_ == "acl" and child.tag_ == "VBN" and _is_numbered(noun):
            continue  # "Resolution 598, adopted on …": the number says which
        if child.dep_ in _DROPPED or child.dep_ in (
            "conj",
            "cc",
            "case",
            "cop",
            "nsubj",
            "nsubj:pass",
            "advmod",
            "mark",
            "aux",
            "aux:pass",
            "ccomp",
            "csubj",
            "nsubj:outer",
            "expl",
        ):
            continue
        inner = (
            t for t in child.subtree if not _below(t, noun, ("acl:relcl", "parataxis", "appos", "advcl", "advcl:relcl"))
        )
        kept.extend(
            t for t in inner if (t.dep_ not in ("punct", "discourse") or t.text in ("-", ",")) and not _is_year(t)
        )
    after = noun.doc[noun.i + 1 : noun.i + 2]
    if after and after[0].tag_ == "CD" and noun.tag_ == "NN" and after[0] not in kept:
        kept.append(after[0])  # "resolution 2894": the number is part of the name, wherever the parse hangs it
    return sorted(kept, key=lambda item: item.i)


def _is_vote(phrase: Token) -> bool:
    return phrase.lemma_.lower() == "vote" and grammar.preposition(phrase) == "by"


def _is_year(token: Token) -> bool:
    """Whether a number in brackets tells the year of what is named: "resolution 7 (2024)"."""
    return token.tag_ == "CD" and token.i > 0 and token.nbor(-1).text == "("


def _is_numbered(noun: Token) -> bool:
    return any(child.tag_ == "CD" and child.i > noun.i for child in noun.children)


def _is_aside(phrase: Token) -> bool:
    """Whether a phrase tells the day or the reason of what is wanted, not what is wanted; a deadline belongs to it."""
    case = grammar.preposition(phrase)
    if case.startswith(_REASONS):
        return True
    dated = phrase.lemma_.lower() in word_set("issues", "calendar") and phrase.dep_.startswith(("obl", "nmod"))
    return dated and case not in ("by", "until", "till", "before", "after", "since", "for", "within", "of")


def rest_tokens(verb: Token, skip: Sequence[Token]) -> list[Token]:
    """What follows a verb in its own clause: objects, obliques and the non-finite complement."""
    kept: list[Token] = []
    for child in verb.children:
        if child.tag_ == "RBR" and child.i > verb.i:
            kept.append(child)
        gerund_phrase = child.dep_ == "advcl" and child.tag_ == "VBG" and grammar.preposition(child) in _TIGHT
        if grammar.preposition(child).startswith("according") or grammar.opening(child) in ("only", "until", "unless"):
            continue  # a source or a condition, which the records tell apart
        if _is_aside(child):
            continue
        if child in skip or child.dep_ in _HEAVY or child.i < verb.i or (child.dep_ in _DROPPED and not gerund_phrase):
            continue
        kept.extend(t for t in child.subtree if not _below(t, child, ("acl:relcl", "parataxis", "appos", "advcl")))
    return sorted(kept, key=lambda item: item.i)


def _below(token: Token, top: Token, labels: tuple[str, ...]) -> bool:
    """Whether a dependent with one of the labels stands between the token and the top."""
    node = token
    while node != top:
        if node.dep_ in labels:
            return True
        node = node.head
    return False


def gerund(lemma: str) -> str:
    """The -ing form of a verb lemma, particle included.

    >>> gerund("give up")
    'giving up'
    """
    verb, _, rest = lemma.partition(" ")
    if verb == "be":
        form = "being"
    elif verb.endswith("ie"):
        form = verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        form = verb[:-1] + "ing"
    else:
        form = (verb + verb[-1] if verb in _DOUBLING else verb) + "ing"
    return f"{form} {rest}" if rest else form


def without_article(text: str) -> str:
    """The wording without the article that it opens with, as titles go; articles inside it stay.

    >>> without_article("the end of the war")
    'end of the war'
    """
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ARTICLES and rest else text


def capitalised(text: str) -> str:
    """The wording as a title: no article first, its first letter a capital, at most so many words."""
    text = " ".join(without_article(text).split()[: 2 * _LONGEST])
    return text[:1].upper() + text[1:]
