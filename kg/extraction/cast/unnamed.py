"""Sources whom a text doesn't name: "a senior Western diplomat said", "two officials said".

In: a noun phrase of a block. Out: a mention of a person nobody in particular beyond the document, called by what the
text tells ("Western diplomat"). Officials of somebody in the plural ("Ugandan officials") are for `groups`; whoever has
a name or a known office is for others. Only who says something is a source.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction import grammar
from kg.extraction.cast.mentions import Mention
from kg.extraction.cast.phrases import NounPhrase, PhraseReader, adjective_of, mention_of
from kg.extraction.lexicons.reading import word_set
from kg.extraction.tokens import Token

_NAMES = ("NNP", "NNPS")
_WORDS = ("JJ", "NN", "NNP")


def read_unnamed(reader: PhraseReader, phrase: NounPhrase, lemma: str) -> Mention | None:
    """The source that a phrase tells of without a name, where it says something."""
    head = phrase.head
    if lemma not in reader.words.lists["unnamed_sources"] or not _speaks(head) or not _is_unnamed(head):
        return None
    owner = phrase.owner if phrase.owner is not None and phrase.owner.type in ("state", "igo") else None
    ranks = reader.words.lists["source_ranks"]
    left = [t for t in head.doc[phrase.start : head.i] if t.tag_ in _WORDS and t.lower_ not in ranks]
    telling = [t.text for t in left if t.head == head and not (owner is not None and t.i in reader.named)]
    words = " ".join([*([adjective_of(owner)] if owner is not None else []), *telling, head.text])
    name = words[:1].upper() + words[1:]
    found = mention_of(reader, phrase, name, "person", "group", None, owner.name if owner is not None else None)
    return replace(found, unnamed=True)


def _speaks(head: Token) -> bool:
    """Whether it is the subject of a verb of saying: of "said", not of "met"."""
    verb = head.head
    return head.dep_ == "nsubj" and verb.lemma_.lower() in word_set("language", "quoting", "verbs")


def _is_unnamed(head: Token) -> bool:
    """Whether somebody new is told of, and no name follows: not "the official", not "an envoy, Ada Hill"."""
    articles = [c.lower_ for c in head.children if c.dep_ == "det" and c.i < head.i]
    counted = bool(grammar.children(head, "nummod")) or any(c.lower_ == "several" for c in head.children)
    new = any(word in ("a", "an", "another", "one", "some") for word in articles) or (counted and not articles)
    at = head.i + 2 if head.i + 1 < len(head.doc) and head.nbor().text == "," else head.i + 1
    return new and not (at < len(head.doc) and head.doc[at].tag_ in _NAMES)
