"""The arithmetic of a pipeline: numpy's, on one core.

In: a loaded pipeline, or a stretch of work with one. Out: the pipeline with networks that multiply by numpy's linear
algebra in place of spaCy's own, which takes about half as long again for all that a pipeline does; and the work with
that linear algebra kept to one core. Left alone it shares out matrices as small as a paragraph's over all cores, which
then mostly wait for each other. Sums may differ in the last digit of a score, and nothing else.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


def use_numpy(nlp: Language) -> None:
    """Let the networks of a pipeline multiply by numpy; those that count on other hardware are left alone."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


def on_one_core() -> AbstractContextManager[object]:
    """Keep linear algebra to one core, in this whole process, for as long as the work goes on."""
    limited: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return limited


@lru_cache(maxsize=1)
def _pools() -> Any:
    """The linear algebra that is loaded; finding it takes some milliseconds."""
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    return ThreadpoolController()
