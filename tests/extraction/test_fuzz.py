"""The extractor on texts that nobody would write: it ends, it does not fail, and it quotes what is there.

Each batch runs in a process of its own with a deadline, which says that something hangs and nothing about speed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
DEADLINE = 120

SENTENCE = "Kenya said that it would support the plan of the Security Council. "
STRANGE = {
    "one word": "Kenya",
    "one line": SENTENCE * 70,
    "brackets": "Kenya " + "(" * 10_000 + ")" * 10_000 + " objects to the plan.",
    "brackets around words": "(Kenya " * 120 + ")" * 120,
    "table": "Kenya | 12.5 | 13.1 | yes\n" * 40,
    "headings": "\n\n".join(f"Chapter {number}: Kenya and Uganda" for number in range(100)),
    "commas": "Kenya, " * 300,
    "bare commas": "," * 20_000,
    "conjuncts": "Kenya rejects " + " and ".join(["the plan"] * 150) + ".",
    "coordinated verbs": "Kenya " + " and ".join(["rejects the plan"] * 80) + ".",
    "deep speech": "Kenya said that " * 60 + "Uganda objects.",
    "deep phrases": "the war of " * 100 + "Kenya ended.",
    "open quotes": "“Kenya said " * 60,
    "deep quotes": "He said, " + "“‘" * 300 + "Kenya objects" + "’”" * 300,
    "dates": "on 12 March 2014, " * 40,
    "years": "1999-2000 " * 400,
    "resolutions": "Security Council resolution 1973 (2011), " * 30,
    "questions": "Why? " * 80,
    "bullets": "\n".join("- Kenya wants peace" for _ in range(60)),
    "turns": "Q: Why does Kenya object?\n\nA: Because we want peace.\n\n" * 15,
    "capitals": SENTENCE.upper() * 4,
    "speakers in capitals": "The representative of " + "KENYA " * 100,
    "small letters": SENTENCE.lower() * 4,
    "German": "Die Regierung lehnt den Vorschlag der Nachbarn ab. " * 10,
    "Arabic": "روسيا ترفض القرار. " * 15,
    "Chinese": "俄罗斯反对决议。" * 200,
    "beyond the plane": "Kenya 🕊🕊 rejects 𝒜 plan. " * 15,
    "invisible signs": "K\u200beny\u200ba rejects the plan.\u200b\ufeff " * 15,
    "strange spaces": "Kenya\u00a0rejects\u2028the\u3000plan.\r\n\t\v\f" * 15,
    "blank": "\n" * 20_000 + "Kenya objects.",
    "dots": "Kenya" + "." * 20_000,
    "dashes": "Kenya - Uganda - " * 80,
    "one long word": "Kenya" * 4000,
    "no words": "*** 12 %% -- ## ",
}

# Reads {name: text} from its input, and answers with what is wrong with their records.
READ = """
import json, sys
from kg.extraction import Extractor
from kg.records import Document
from kg.pipeline.shipped import get_registry

extractor = Extractor(get_registry())
for name, text in json.load(sys.stdin).items():
    for record in extractor.extract(Document(id="x", text=text)):
        assert text[record.start : record.end] == record.quote, (name, text, record)
        assert record.quote.strip(), (name, text, record)
"""

SIGNS = [*",;:()“”'—-?", '"', "...", "and", "that", "not", "who", "of", "said", "\n"]
SENTENCES = [
    sentence
    for path in sorted((HERE.parent / "data" / "extraction").glob("*.txt"))
    for sentence in re.split(r"(?<=[.?!])\s+", path.read_text(encoding="utf-8"))
]


def mutate(words: list[str], chance: Random) -> list[str]:
    """The words with one of them dropped, doubled, swapped, in other letters, cut short or beside something strange."""
    at, to = chance.randrange(len(words)), chance.randrange(len(words))
    before, word, after = words[:at], words[at], words[at + 1 :]
    return chance.choice(
        [
            [*before, *after] or words,
            [*before, words[to], word, *after],
            [*words[: min(at, to)], words[max(at, to)], *words[min(at, to) + 1 :]],
            [*before, chance.choice(SIGNS), word, *after],
            [*before, word, *after[: chance.randint(0, 7)]],
            [*before, word.swapcase(), *after],
            [*before, *chance.choice(SENTENCES).split(" ")[: chance.randint(1, 10)], *after],
        ]
    )


def mangled(seed: int, count: int) -> dict[str, str]:
    """Texts of mutated sentences, the same for the same seed."""
    chance, texts = Random(seed), {}
    for number in range(count):
        sentences = [sentence.split(" ") for sentence in chance.sample(SENTENCES, 8)]
        for _ in range(chance.randint(1, 6)):
            sentences = [mutate(words, chance) for words in sentences]
        texts[f"{seed}-{number}"] = chance.choice([" ", "\n\n"]).join(" ".join(words) for words in sentences)
    return texts


def read(texts: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ], input=json.dumps(texts), capture_output=True, text=True, timeout=DEADLINE,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_strange_texts_are_read_to_their_end() -> None:
    read(STRANGE)


def test_mangled_sentences_are_read_and_quoted_as_they_stand() -> None:
    read(mangled(seed=1, count=12))
