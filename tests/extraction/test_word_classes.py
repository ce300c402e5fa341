from __future__ import annotations

import spacy
from spacy.language import Language

from kg.extraction.text.english import load_pipeline
from kg.extraction.text.word_classes import word_classes

TEXT = "Niger's ministers have been meeting rebels, who'd flown in; 3 of them mightn't have wanted better terms."


def numbers(nlp: Language, text: str) -> list[tuple[int, int, int]]:
    return [(token.orth, token.tag, token.dep) for token in nlp(text)]


def test_words_are_classed_as_the_pipeline_classes_them() -> None:
    nlp = load_pipeline()
    classes = word_classes(nlp)
    assert classes is not None
    for _ in range(2):
        assert classes.of(numbers(nlp, TEXT)) == [(token.pos_, token.lemma_) for token in nlp(TEXT)]


def test_a_word_has_another_class_with_another_label() -> None:
    nlp = load_pipeline()
    classes = word_classes(nlp)
    assert classes is not None
    verb, helper = classes.of([(nlp.vocab.strings[word], nlp.vocab.strings["VBZ"], nlp.vocab.strings[label])
                               for word, label in (("has", "ROOT"), ("has", "aux"))])  # fmt: skip
    assert (verb, helper) == (("VERB", "have"), ("AUX", "have"))


def test_pipelines_whose_rules_look_at_neighbours_run_as_they_are() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("lemmatizer")
    assert word_classes(nlp) is not None
    ruler.add([[{"LOWER": "new"}, {"TAG": "NNP"}]], {"POS": "PROPN"})  # type: ignore[attr-defined]
    word_classes.cache_clear()
    assert word_classes(nlp) is None
    assert word_classes(spacy.blank("en")) is None
