"""A corpus from its first batch to the manifest, read by processes of this machine or by a Ray cluster."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.cluster.corpus import Corpus
from kg.cluster.engine import Cluster, map_on_ray
from kg.cluster.output import Done, Output
from kg.cluster.work import Read, Work, read_batch
from kg.pipeline.parallel import map_in_order
from kg.pipeline.reading import Reader


def read_corpus(corpus: Corpus, reader: Reader, jobs: int = 1) -> Iterator[Read]:
    """What the documents of a corpus say, in order, by several processes if `jobs` says so."""
    return map_in_order(partial(read_batch, reader), corpus.batches(), jobs)


def write_corpus(corpus: Corpus, reader: Reader, output: Output, engine: int | Cluster = 1) -> Iterator[Done]:
    """Read a corpus into shards, by so many processes of this machine or on a cluster; tell of each batch as it ends.

    What was done by an earlier run is not read again. The result is the same whatever the engine is.
    """
    output.check()
    work = Work(reader, output)
    done: list[Done] = []
    batches = corpus.batches()
    results = map_on_ray(work, batches, engine) if isinstance(engine, Cluster) else map_in_order(work, batches, engine)
    for one in results:
        done.append(one)
        yield one
    output.finish(done)
