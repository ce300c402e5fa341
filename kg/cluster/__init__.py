"""Corpora read by many processes, on one machine or on a Ray cluster: batches in, shards of records out.

In: files, folders and addresses of documents. Out: the records that `kg extract` prints, in the same order and to the
same byte, however many workers there were and whichever of them died. How a document is read is decided below; here is
only who reads which, where it is written, and what a failure means: a document that cannot be read is listed and the
others go on, a batch whose worker died is read again by another.

    places.py    files and folders by path or address          corpus.py   what to read, cut into batches of like size
    items.py     the documents of a batch                      work.py     a batch → its records, the one work function
    output.py    the folder of results, and what is done       retrying.py what comes after a failure
    engine.py    the same work on a Ray cluster                run.py      a corpus from the first batch to the manifest
"""
