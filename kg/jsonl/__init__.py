"""Records in JSON Lines: reading them, grounding them in their texts, and grouping them by document.

In: lines of UTF-8 (a byte order mark, CRLF and blank lines are fine). Out: batches of one document and the records that
hold of it, and every refused line with its reason. No RDF and no judgement about names.
"""

from kg.jsonl.batches import Batch, read_batches, stream_batches
from kg.jsonl.grounding import ground
from kg.jsonl.lines import read_records
from kg.rows import Reject

__all__ = ["Batch", "Reject", "ground", "read_batches", "read_records", "stream_batches"]
