"""Codebooks: which wordings of issues mean one matter, and which the opposite of it.

In: wordings, a user's codebook. Out: records whose issues are those of the codebook; keys by which wordings of one
matter meet without one. What a text says of an issue is not read here, and no codebook in RDF is.

    normal   the normal form of a wording, in which paraphrases are equal and contraries differ in sign
    book     a codebook: entries, matching, records coded by it
    table    a codebook as a table (CSV)
"""

from kg.codebook.book import Codebook, Entry
from kg.codebook.table import parse_table

__all__ = ["Codebook", "Entry", "parse_table"]
