from __future__ import annotations

import gc
from threading import Thread

import pytest

from kg.extraction import Extractor
from kg.extraction.tokens.collection import without_collection
from kg.pipeline.shipped import get_registry
from kg.records import Document


def test_the_collector_rests_while_work_is_done_and_runs_again_after_it() -> None:
    with without_collection():
        with without_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_runs_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), without_collection():
        raise ValueError("broken")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with without_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_collector_runs_again_after_work_in_several_threads() -> None:
    def work() -> None:
        for _ in range(200):
            with without_collection():
                pass

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gc.isenabled()


def test_what_a_document_was_read_into_is_let_go() -> None:
    extractor = Extractor(get_registry())
    extractor.extract(Document(id="first", text="Chad accused Niger of arming rebels."))
    gc.collect()
    before = len(gc.get_objects())
    for number in range(20):
        extractor.extract(Document(id=str(number), text="Chad accused Niger of arming rebels."))
    gc.collect()
    assert len(gc.get_objects()) < before + 200
