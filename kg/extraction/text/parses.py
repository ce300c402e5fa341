"""What a spaCy pipeline says of a text, as tokens of our own.

In: the text of a block and a pipeline. Out: a Doc with the words of the text, parsed and repaired. The pipeline never
sees superfluous white space, and reads plain quotation marks and spaces in place of typographic ones; what it can
read is made of the text here, and its answer is brought back. How a text is cut into blocks is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.extraction.text.capitals import without_capitals, without_shouted_label
from kg.extraction.text.clearnlp import is_clearnlp, to_universal
from kg.extraction.text.repairs import repair
from kg.extraction.text.spelling import name_of, spell
from kg.extraction.text.stand_ins import with_stand_ins
from kg.extraction.text.word_classes import WordClass, WordClasses, word_classes
from kg.extraction.tokens import Doc, Token, fresh_memory
from kg.passages import fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as Parse

# A sentence may begin after one of these; elsewhere the parser may not cut.
_MAY_END = frozenset(".?!…:;)]\"'-–—") | {"...", "--", "''"}
# The pipeline holds some 15 kB for every word of a batch, by measurement, while it reads it.
_LONGEST_BATCH = 30_000
_SPACE = "_SP"
_COLUMNS: list[int | str] = ["ORTH", "IDX", "SPACY", "TAG", "DEP", "ENT_TYPE"]
# A pipeline's marks for where sentences may begin.
_BEGINS, _MAY_BEGIN, _CANNOT_BEGIN = 1, 0, -1
_SPACES = str.maketrans(dict.fromkeys("\u200b\ufeff\u2028\f", " "))


def parse(texts: Iterable[str], nlp: Language) -> Iterator[Doc]:
    """Parse blocks of text, in order; a token's `idx` is its offset in its block."""
    for batch in _batches(map(without_shouted_label, texts)):
        yield from _parse_batch(batch, nlp)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    length = 0
    for text in texts:
        if batch and length + len(text) > _LONGEST_BATCH:
            yield batch
            batch, length = [], 0
        batch.append(text)
        length += len(text)
    if batch:
        yield batch


def _parse_batch(texts: Sequence[str], nlp: Language) -> Iterator[Doc]:
    wholes = [(text, nlp.make_doc(plain_text(text))) for text in texts]
    foreign, classes = is_clearnlp(nlp.pipe_labels.get("parser", ())), word_classes(nlp)
    pairs = ((_without_white_space(whole, known=classes is not None), (text, whole)) for text, whole in wholes)
    for parsed, (text, whole) in nlp.pipe(pairs, as_tuples=True, disable=classes.replaced if classes else ()):
        tree = Doc(_read_tokens(parsed, classes, whole))
        if foreign:
            to_universal(tree)
        repair(tree, _lemmatizer(parsed, nlp, classes))
        yield _with_white_space(tree, whole, text)


def plain_text(text: str) -> str:
    """The text as the pipeline reads it: of the same length, quotation marks and spaces plain, dashes kept."""
    folded = fold(text)
    if "–" in text or "—" in text:
        folded = "".join(old if old in "–—" else new for old, new in zip(text, folded, strict=True))
    return without_capitals(folded).translate(_SPACES)


def _without_white_space(whole: Parse, known: bool) -> Parse:
    """The same words with single spaces, and with the places marked where no sentence can begin.

    Where the pipeline's vocabulary is `known`, others stand in for names that it was never taught.
    """
    from spacy.tokens import Doc as Parse

    tokens = [spell(number, whole.vocab) for number in whole.to_array(["ORTH"]).tolist()]
    words = [token.text for token in tokens if not token.is_space]
    starts: list[int] = [_BEGINS, *(_MAY_BEGIN if before in _MAY_END else _CANNOT_BEGIN for before in words[:-1])]
    spaced, followed = whole.to_array(["SPACY"]).tolist(), [*(token.is_space for token in tokens[1:]), False]
    spaces = [bool(spaced[i]) or followed[i] for i, token in enumerate(tokens) if not token.is_space]
    bare = Parse(whole.vocab, words=with_stand_ins(words) if known else words, spaces=spaces)
    if words:
        marks: Any = bare.to_array(["SENT_START"]).astype("int64")
        marks[:] = starts
        bare.from_array(["SENT_START"], marks.astype("uint64"))
    return bare


def _read_tokens(parsed: Parse, classes: WordClasses | None = None, whole: Parse | None = None) -> list[Token]:
    """Tokens with all that the pipeline says of them, with the words of the text that it read."""
    vocab = parsed.vocab
    numbers = [number for number in (whole or parsed).to_array(["ORTH"]).tolist() if not spell(number, vocab).is_space]
    _, at, spaced, tags, labels, entities = parsed.to_array(_COLUMNS).T.tolist()
    if classes is not None:
        kinds = classes.of(list(zip(numbers, tags, labels, strict=True)))
    else:
        kinds = [WordClass(token.pos_, token.lemma_ or token.lower_) for token in parsed]
    made = [
        Token(
            i, at[i], " " if spaced[i] else "", name_of(tags[i], vocab), kinds[i].pos, kinds[i].lemma,
            name_of(labels[i], vocab), name_of(entities[i], vocab), *spell(number, vocab),
        )
        for i, number in enumerate(numbers)
    ]  # fmt: skip
    for token, distance in zip(made, parsed.to_array(["HEAD"]).astype("int64").tolist(), strict=True):
        if distance:
            token.head = made[token.i + distance]
            token.head.children.append(token)
    return made


def _lemmatizer(parsed: Parse, nlp: Language, classes: WordClasses | None) -> Callable[[Token], str]:
    """What finds the lemma of a token that is a verb after all; the one that it has, in pipelines without rules."""
    rules: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None

    def lemma(token: Token) -> str:
        if not hasattr(rules, "lemmatize"):
            return token.lemma_
        if classes is not None and not parsed.has_annotation("POS"):
            classes.annotate(parsed)
        read = parsed[token.i]
        if read.text != token.text:
            return token.lower_
        read.tag_, read.pos_ = token.tag_, token.pos_
        return str(rules.lemmatize(read)[0])

    return lemma


def _with_white_space(tree: Doc, whole: Parse, text: str) -> Doc:
    """The tokens with the words of the text, and those of white space, which hang on the word before them."""
    words = iter(tree)
    numbers, at, spaced = whole.to_array(_COLUMNS[:3]).T.tolist()
    placed: list[Token] = []
    for i, number in enumerate(numbers):
        read = spell(number, whole.vocab)
        token = Token(0, 0, "", _SPACE, "SPACE", " ", "dep", "", *read) if read.is_space else next(words)
        token.i, token.idx, token.whitespace_ = i, at[i], " " if spaced[i] else ""
        if (word := text[at[i] : at[i] + len(read.text)]) != token.text:
            token.spell(spell(word, whole.vocab))
        token.memory = fresh_memory()
        placed.append(token)
    if len(placed) == len(tree):
        tree.respell()
        return tree
    doc = Doc(placed)
    for before, token in pairwise(placed):
        if token.tag_ == _SPACE and token.head is token:
            token.hang_on(before)
    return doc
