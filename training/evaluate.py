"""Scores of a pipeline on the treebanks' test files: `python training/evaluate.py MODEL DATA` (DATA as convert.py wrote
it).

Everything is predicted from the raw text of the paragraphs: words that the tokenizer cuts differently count as errors
of every layer that is built on them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from spacy.tokens import DocBin
from spacy.training import Example

COLUMNS = ("token_acc", "tag_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f", "ents_p", "ents_r", "ents_f")


def main() -> None:
    """Print a table with one row for each test file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, metavar="MODEL")
    parser.add_argument("data", type=Path, metavar="DATA")
    args = parser.parse_args()
    nlp = spacy.load(args.model)
    print("| test set | " + " | ".join(COLUMNS) + " |")
    print("|" + "---|" * (len(COLUMNS) + 1))
    for path in sorted(args.data.glob("*-test.spacy")):
        gold = DocBin().from_disk(path).get_docs(nlp.vocab)
        scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
        cells = [f"{100 * value:.1f}" if (value := scores.get(name)) else "–" for name in COLUMNS]
        print(f"| {path.stem} | " + " | ".join(cells) + " |")
        types = scores.get("ents_per_type") or {}
        print("".join(f"  {name} {100 * score['f']:.1f}" for name, score in sorted(types.items())))


if __name__ == "__main__":
    main()
