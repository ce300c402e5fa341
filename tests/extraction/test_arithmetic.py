"""The arithmetic of a pipeline: which networks get which, and how many cores it takes."""

from __future__ import annotations

from typing import Any

import spacy
from thinc.api import NumpyOps
from threadpoolctl import threadpool_info  # type: ignore[import-untyped]

from kg.extraction.text.arithmetic import on_one_core, use_numpy
from kg.extraction.text.english import PACKAGED, load_pipeline

TEXT = "On 3 May 2011 Kenya urged Chad to open the border, but the minister said that his country would not give in."


class OtherHardware(NumpyOps):  # type: ignore[misc]
    """Arithmetic of a kind of its own."""


def cores() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_the_pipeline_says_the_same_with_either_arithmetic() -> None:
    ours, theirs = load_pipeline()(TEXT), spacy.load(PACKAGED)(TEXT)
    assert [(t.tag_, t.dep_, t.head.i) for t in ours] == [(t.tag_, t.dep_, t.head.i) for t in theirs]


def test_networks_on_other_hardware_keep_their_arithmetic() -> None:
    nlp = spacy.load(PACKAGED, disable=["parser", "ner", "lemmatizer", "attribute_ruler"])
    tok2vec: Any = nlp.get_pipe("tok2vec")
    tagger: Any = nlp.get_pipe("tagger")
    other = OtherHardware()
    tok2vec.model.ops = other
    use_numpy(nlp)
    assert tok2vec.model.ops is other
    assert not tagger.model.ops.use_blis


def test_work_on_one_core_gives_the_others_back() -> None:
    before = cores()
    with on_one_core():
        assert cores() == {1}
    assert cores() == before
