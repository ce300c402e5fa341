"""What a spaCy pipeline says of a text, as tokens of our own.

In: the text of a block and a pipeline. Out: a Doc with the words of the text, parsed and repaired. The pipeline never
sees superfluous white space, and reads plain quotation marks and spaces in place of typographic ones; what it can
read is made of the text here, and its answer is brought back. How a text is cut into blocks is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.extraction.text.capitals import without_capitals
from kg.extraction.text.clearnlp import is_clearnlp, to_universal
from kg.extraction.text.repairs import repair
from kg.extraction.tokens import Doc, Token
from kg.passages import fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as Parse
    from spacy.vocab import Vocab

# A sentence may begin after one of these; elsewhere the parser may not cut.
_MAY_END = frozenset(".?!…:;)]\"'-–—") | {"...", "--", "''"}
# The pipeline holds some 15 kB for every word of a batch, by measurement, while it reads it.
_LONGEST_BATCH = 30_000
_SPACE = "_SP"
_SPACES = str.maketrans(dict.fromkeys("\u200b\ufeff\u2028\f", " "))


def parse(texts: Iterable[str], nlp: Language) -> Iterator[Doc]:
    """Parse blocks of text, in order; a token's `idx` is its offset in its block."""
    for batch in _batches(texts):
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
    pairs = ((_without_white_space(whole), (text, whole)) for text, whole in wholes)
    foreign = is_clearnlp(nlp.pipe_labels.get("parser", ()))
    for parsed, (text, whole) in nlp.pipe(pairs, as_tuples=True):
        tokens = _read_tokens(parsed)
        tree = Doc(tokens)
        if foreign:
            to_universal(tree)
        repair(tree, _lemmatizer(parsed, nlp))
        yield _with_white_space(tokens, whole, text)


def plain_text(text: str) -> str:
    """The text as the pipeline reads it: of the same length, quotation marks and spaces plain, dashes kept."""
    folded = fold(text)
    if "–" in text or "—" in text:
        folded = "".join(old if old in "–—" else new for old, new in zip(text, folded, strict=True))
    return without_capitals(folded).translate(_SPACES)


def _without_white_space(whole: Parse) -> Parse:
    """The same words with single spaces, and with the places marked where no sentence can begin."""
    from spacy.tokens import Doc as Parse

    words = [token for token in whole if not token.is_space]
    texts = [token.text for token in words]
    starts: list[bool | int | None] = [True]
    starts.extend(None if before in _MAY_END else False for before in texts[:-1])
    return Parse(
        whole.vocab,
        words=texts,
        spaces=[
            bool(token.whitespace_) or (token.i + 1 < len(whole) and whole[token.i + 1].is_space) for token in words
        ],
        sent_starts=starts[: len(texts)],
    )


def _read_tokens(parsed: Parse) -> list[Token]:
    """Tokens with all that the pipeline says of them, with the words that it read."""
    made = [Token(t.i, t.idx, t.whitespace_, t.tag_, t.pos_, t.lemma_ or t.lower_, t.dep_, t.ent_type_) for t in parsed]
    for token, read in zip(made, parsed, strict=True):
        _set_word(token, read.text, parsed.vocab)
        token.head = made[read.head.i]
        if token.head is not token:
            token.head.children.append(token)
    return made


def _set_word(token: Token, word: str, vocab: Vocab) -> None:
    """Give a token its word with what the vocabulary says of how it is written."""
    lexeme = vocab[word]
    token.text, token.lower_, token.like_num = word, lexeme.lower_, lexeme.like_num
    token.is_alpha, token.is_punct, token.is_space = lexeme.is_alpha, lexeme.is_punct, lexeme.is_space
    token.is_lower, token.is_title, token.is_upper = lexeme.is_lower, lexeme.is_title, lexeme.is_upper


def _lemmatizer(parsed: Parse, nlp: Language) -> Callable[[Token], str]:
    """What finds the lemma of a token that is a verb after all; the one that it has, in pipelines without rules."""
    rules: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None

    def lemma(token: Token) -> str:
        if not hasattr(rules, "lemmatize"):
            return token.lemma_
        read = parsed[token.i]
        read.tag_, read.pos_ = token.tag_, token.pos_
        return str(rules.lemmatize(read)[0])

    return lemma


def _with_white_space(tokens: Sequence[Token], whole: Parse, text: str) -> Doc:
    """The tokens with the words of the text, and those of white space, which hang on the word before them."""
    words = iter(tokens)
    placed = [Token(0, 0, "", _SPACE, "SPACE", " ", "dep", "") if read.is_space else next(words) for read in whole]
    for token, read in zip(placed, whole, strict=True):
        token.i, token.idx, token.whitespace_ = read.i, read.idx, read.whitespace_
        word = text[read.idx : read.idx + len(read)]
        if word != token.text:
            _set_word(token, word, whole.vocab)
    doc = Doc(placed)
    for before, token in pairwise(placed):
        if token.tag_ == _SPACE and token.head is token:
            token.hang_on(before)
    for token in placed:
        token.memory = {}
    return doc
