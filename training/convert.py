"""Training data for the English pipeline: CoNLL-U treebanks to spaCy's binary documents.

`python training/convert.py UD_DIR OUT` reads ewt-*.conllu.gz and gum-*.conllu.gz and writes train.spacy, dev.spacy,
ewt-test.spacy and gum-test.spacy. One document is one paragraph of the treebank (at most eight sentences), since that
is what the reader of documents hands to the pipeline. Tags are the treebanks' XPOS, lemmas and dependencies are
theirs. Names come from GUM's entity mentions; EWT has none, so its entities are left as missing.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

MAX_SENTENCES = 8
LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
INNER = {"PERSON": {"-", "de", "van", "von", "der", "bin", "ibn", "al", "el", "da", "di", "du"},
         "ORG": {"of", "the", "for", "and", "on", "in", "at", "to", "-", "&", "'s", ","},
         "LOC": {"of", "the", "-", "'s", "de", "la", "and"},
         "EVENT": {"of", "the", "on", "for", "in", "-", "'s", "and"}}  # fmt: skip
MARKS = ("-", ".", "'s", ",")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})


@dataclass
class Token:
    """One syntactic word of the treebank; `head` counts inside its sentence, -1 for the root."""

    form: str
    lemma: str
    xpos: str
    head: int
    relation: str
    misc: str
    space: bool = True


@dataclass
class Sentence:
    """The words of one sentence; `opens` says whether a paragraph begins here."""

    tokens: list[Token] = field(default_factory=list)
    opens: bool = False


@dataclass(frozen=True)
class Mention:
    """An entity mention of GUM over token indices, end excluded."""

    start: int
    end: int
    type: str


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Read one CoNLL-U file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        sentence = Sentence()
        inside: dict[int, bool] = {}
        for line in stream:
            if line.startswith(("# newdoc", "# newpar")):
                sentence.opens = True
            elif not line.strip():
                if sentence.tokens:
                    yield sentence
                sentence, inside = Sentence(), {}
            elif not line.startswith("#"):
                _read_line(line.rstrip("\n").split("\t"), sentence, inside)


def _read_line(columns: list[str], sentence: Sentence, inside: dict[int, bool]) -> None:
    """Add one line's word; `inside` holds, for words of multiword tokens, whether a space follows them."""
    number, misc = columns[0], columns[9]
    space = "SpaceAfter=No" not in misc
    if "-" in number:
        first, last = map(int, number.split("-"))
        inside.update(dict.fromkeys(range(first, last), False) | {last: space})
    elif "." not in number:
        form, lemma = columns[1].translate(_QUOTES), columns[2].translate(_QUOTES)
        lemma = lemma if lemma != "_" or form == "_" else form
        follows = inside.get(int(number), space)
        sentence.tokens.append(Token(form, lemma, columns[4], int(columns[6]) - 1, columns[7], misc, follows))


def paragraphs(sentences: Iterator[Sentence]) -> Iterator[list[Sentence]]:
    """Group sentences by the treebank's paragraphs, cut after MAX_SENTENCES."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and (sentence.opens or len(group) == MAX_SENTENCES):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def find_mentions(tokens: list[Token]) -> list[Mention]:
    """GUM's entity mentions of one sentence, outer and inner."""
    found: list[Mention] = []
    opened: list[tuple[str, str, int]] = []
    for index, token in enumerate(tokens):
        match = re.search(r"Entity=([^|]*)", token.misc)
        for part in re.findall(r"\([^()]+|[^()]+\)|\)", match[1]) if match else ():
            name = part.strip("()").split("-")[0]
            if part.startswith("("):
                opened.append((name, part.split("-")[1], index))
                if part.strip("(") and match and re.search(re.escape(part) + r"\)", match[1]):
                    found.append(Mention(index, index + 1, opened.pop()[1]))
            else:
                at = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == name), None)
                if at is not None:
                    _, kind, start = opened.pop(at)
                    found.append(Mention(start, index + 1, kind))
    return found


def name_in(mention: Mention, tokens: list[Token], starts: set[int]) -> tuple[int, int] | None:
    """The proper name that heads a mention, as token indices, or None where it is headed by no name.

    Titles before a person's name and leading articles are left out; `starts` are where other mentions begin, so that
    "France and Germany" is two names and "Health and Human Services" is one.
    """
    label = LABELS.get(mention.type)
    inside = range(mention.start, mention.end)
    head = next((i for i in inside if tokens[i].head not in inside), None)
    if label is None or head is None or not tokens[head].xpos.startswith("NNP") or tokens[head].form.islower():
        return None
    titles = {i for i in inside if tokens[i].relation == "nmod:desc" and i < head}
    start, end = head, head + 1
    while start > mention.start and start - 1 not in titles and _is_name_part(tokens[start - 1]):
        start -= 1
    while end < mention.end:
        step = end
        while step < mention.end and tokens[step].form in INNER[label] and not _begins_another(step, tokens, starts):
            step += 1
        if (
            step == mention.end
            or not _is_name_part(tokens[step])
            or (step > end and label == "PERSON" and step - end > 1)
        ):
            break
        end = step + 1
    while start < head and tokens[start].form in MARKS:
        start += 1
    while end > head + 1 and tokens[end - 1].form in MARKS:
        end -= 1
    return start, end


def _begins_another(index: int, tokens: list[Token], starts: set[int]) -> bool:
    return tokens[index].form in ("and", ",") and index + 1 in starts


def _is_name_part(token: Token) -> bool:
    return (token.form[:1].isupper() and token.xpos not in ("PRP", "PRP$", "DT", "IN", "WP")) or token.form in (
        "-",
        ".",
        "'s",
    )


def make_doc(group: list[Sentence], vocab: Vocab, *, names: bool) -> Doc:
    """One paragraph as a spaCy document with everything that the pipeline learns."""
    tokens = [token for sentence in group for token in sentence.tokens]
    heads, starts, base = [], [], 0
    for sentence in group:
        heads += [base + (i if token.head < 0 else token.head) for i, token in enumerate(sentence.tokens)]
        starts += [i == 0 for i in range(len(sentence.tokens))]
        base += len(sentence.tokens)
    doc = Doc(
        vocab,
        words=[token.form for token in tokens],
        spaces=[token.space for token in tokens],
        tags=[token.xpos for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=heads,
        deps=["ROOT" if token.relation == "root" else token.relation for token in tokens],
    )
    _set_names(doc, group, names=names)
    return doc


def _set_names(doc: Doc, group: list[Sentence], *, names: bool) -> None:
    if not names:
        doc.set_ents([], default="missing")
        return
    spans, base = [], 0
    for sentence in group:
        mentions = find_mentions(sentence.tokens)
        starts = {mention.start for mention in mentions}
        for mention in mentions:
            if place := name_in(mention, sentence.tokens, starts):
                spans.append(Span(doc, base + place[0], base + place[1], label=LABELS[mention.type]))
        base += len(sentence.tokens)
    doc.set_ents(filter_spans(spans))


def convert(folder: Path, names: list[str], out: Path) -> None:
    """Write the treebank files called `names` as one file of documents."""
    vocab = spacy.blank("en").vocab
    binary = DocBin(store_user_data=False)
    count = 0
    for name in names:
        for group in paragraphs(read_sentences(folder / f"{name}.conllu.gz")):
            binary.add(make_doc(group, vocab, names=name.startswith("gum")))
            count += 1
    binary.to_disk(out)
    print(f"{out}: {count} paragraphs")


def main() -> None:
    """Convert all the files that training and evaluation need."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="UD_DIR")
    parser.add_argument("out", type=Path, metavar="OUT")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    convert(args.folder, ["ewt-train", "gum-train"], args.out / "train.spacy")
    convert(args.folder, ["ewt-dev", "gum-dev"], args.out / "dev.spacy")
    for name in ("ewt-test", "gum-test"):
        convert(args.folder, [name], args.out / f"{name}.spacy")


if __name__ == "__main__":
    main()
