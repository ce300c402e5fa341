"""Lemmas by rule: tables learned from the treebanks, and spaCy's own components that use them.

`python training/lemmas.py UD_DIR MODEL OUT` adds to a trained pipeline an attribute ruler (word classes and features
from the Penn tags) and spaCy's English rule lemmatizer, whose tables are the lemmas of EWT train and GUM train and
the exceptions among them; the suffix rules for words outside the treebanks stand in `suffixes.toml`. An edit-tree
lemmatizer on the same CNN was worse and made up words; README.md has the figures.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import spacy
from convert import read_sentences
from spacy.language import Language
from spacy.lookups import Lookups

HERE = Path(__file__).resolve().parent
AUXILIARY = ("be", "have", "do", "get", "will", "can", "may", "must", "shall", "should", "would", "could", "might")
OPEN = ("noun", "verb", "adj", "adv")


def read_lemmas(folder: Path, tag_map: dict[str, dict[str, str]]) -> Mapping[str, Mapping[str, Counter[str]]]:
    """Count the lemmas of each word class and lower-case form in the training files."""
    seen: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for name in ("ewt-train", "gum-train"):
        for sentence in read_sentences(folder / f"{name}.conllu.gz"):
            for token in sentence.tokens:
                word_class = tag_map.get(token.xpos, {}).get("POS", "X").lower()
                auxiliary = token.relation in ("aux", "aux:pass", "cop")
                seen["aux" if auxiliary else word_class][token.form.lower()][token.lemma] += 1
    return seen


def make_tables(seen: Mapping[str, Mapping[str, Counter[str]]], rules: dict[str, list[list[str]]]) -> Lookups:
    """The lemmatizer's three tables: known lemmas, exceptions from the rules, and the rules."""
    known = {word_class: _known(seen[word_class]) for word_class in OPEN}
    exceptions: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for word_class, forms in seen.items():
        if word_class in ("propn", "punct", "sym", "x"):
            continue
        for form, lemmas in sorted(forms.items()):
            best = min(lemmas.items(), key=lambda item: (-item[1], item[0]))[0]
            if word_class not in OPEN or best != apply_rules(form, rules[word_class], known[word_class]):
                exceptions[word_class][form] = [best]
    exceptions["verb"] = exceptions["aux"] | exceptions["verb"]
    lookups = Lookups()
    lookups.add_table("lemma_index", {word_class: sorted(lemmas) for word_class, lemmas in known.items()})
    lookups.add_table("lemma_exc", dict(exceptions))
    lookups.add_table("lemma_rules", {word_class: rules[word_class] for word_class in OPEN})
    return lookups


def _known(forms: Mapping[str, Counter[str]]) -> set[str]:
    """The lemmas seen at least twice: typing errors of web texts stand once."""
    counts: Counter[str] = Counter()
    for lemmas in forms.values():
        for lemma, count in lemmas.items():
            counts[lemma.lower()] += count
    return {lemma for lemma, count in counts.items() if count > 1 and lemma.isalpha()}


def apply_rules(form: str, rules: list[list[str]], known: set[str]) -> str:
    """What spaCy's rule lemmatizer gives without exceptions: the first known result, else the first result."""
    results = [form[: len(form) - len(old)] + new for old, new in rules if form.endswith(old) and len(form) > len(old)]
    return next((result for result in results if result in known), results[0] if results else form)


def add_lemmatizer(nlp: Language, lookups: Lookups, tag_map: dict[str, dict[str, str]]) -> None:
    """Put both components at the end of the pipeline."""
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.load_from_tag_map(tag_map)
    helping = {"DEP": {"IN": ["aux", "aux:pass", "cop"]}, "TAG": {"REGEX": "^(VB|MD)"}}
    ruler.add([[helping]], {"POS": "AUX"})
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=lookups)


def write_pipeline(nlp: Language, out: Path) -> None:
    """Write the pipeline without the addresses of the files that it was trained from."""
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta.update(
        name="standpoint",
        version="0.1.0",
        spacy_version=">=3.8.0,<3.9.0",
        description="English tagger, parser, names and lemmas, trained on the treebanks UD English EWT and GUM",
        license="CC BY-SA 4.0",
        performance={},
    )
    nlp.to_disk(out)
    config = (out / "config.cfg").read_text(encoding="utf-8").splitlines()
    assert not any('= "/' in line for line in config), "the configuration names a path"
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    (out / "meta.json").write_text(json.dumps(meta | {"performance": {}}, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Build the tables, add the components, write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="UD_DIR")
    parser.add_argument("model", type=Path, metavar="MODEL")
    parser.add_argument("out", type=Path, metavar="OUT")
    args = parser.parse_args()
    data = tomllib.loads((HERE / "suffixes.toml").read_text(encoding="utf-8"))
    nlp = spacy.load(args.model)
    lookups = make_tables(read_lemmas(args.folder, data["tags"]), data["rules"])
    add_lemmatizer(nlp, lookups, data["tags"])
    write_pipeline(nlp, args.out)


if __name__ == "__main__":
    main()
