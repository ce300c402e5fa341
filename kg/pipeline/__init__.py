"""The order of the steps: files → documents → records → linked → mapped → validated → stored, and back out.

In come paths and a store, out come reports of what happened. Every step is somebody else's; decided here are only their
order and what a failure means: an input that cannot be read stops the run before anything is stored, a record that
cannot be used is refused and reported, a source is stored whole or not at all.

    inputs.py    which files, and what their bytes are     loading.py   what changed, and drafts → the store
    reading.py   documents → records                       drafting.py  records → linked, mapped, validated drafts
    checking.py  shapes and lint over sources and stores   shipped.py   the ontology and registry that come along
    scoring.py   records against gold                      output.py    the way out
    parallel.py  the same work by several processes        codebooks.py codebooks from CSV and SKOS
    retraction.py  sources out of a store

Nothing is imported here, so that a reload of unchanged files waits for none of the steps that it does not take.
"""
