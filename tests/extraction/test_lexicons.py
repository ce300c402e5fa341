from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kg.errors import InputError, UsageError
from kg.extraction.lexicons.checks import PARTS, check
from kg.extraction.lexicons.merging import merge
from kg.extraction.lexicons.reading import (
    FOLDER,
    add_own,
    lexicon_names,
    read_form,
    read_lexicon,
    read_numbers,
    read_table,
    word_list,
    word_set,
)
from kg.extraction.lexicons.words import split_words
from kg.jsonvalues import JsonObject
from kg.resources import OWN_FOLDER, own_digest, own_folder

PACKAGE = Path(__file__).resolve().parent.parent.parent / "kg"
FRAME = """\
# words of ours
[[frame]]
name = "oppose"
stance = "oppose"
holder = ["agent"]
confidence = 0.6
"""


@pytest.mark.parametrize("name", lexicon_names())
def test_the_packaged_lexicons_pass_their_check(name: str) -> None:
    path = FOLDER / f"{name}.toml"
    check(read_table(path), read_form(name), path)


def documented(section: str) -> set[str]:
    """What the section of a lexicon names in its tables."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    general = text.partition("\n## frames.toml")[0]
    own = next(part for part in text.split("\n## ") if section in part.splitlines()[0])
    rows = [line for part in (general, own) for line in part.splitlines() if line.startswith("|")]
    return set(re.findall(r"`(\w+)`", " ".join(rows)))


def names_of(table: JsonObject, keyed: frozenset[str], path: str = "") -> Iterator[str]:
    """The lists, tables and fields of a lexicon; the keys of keyed tables are words."""
    for key, value in table.items():
        place = f"{path}.{key}".lstrip(".")
        yield key
        if isinstance(value, Mapping) and place not in keyed and path + key not in ("groups", "alone", "same", "heads"):
            yield from names_of(value, keyed, place)
        for row in value if isinstance(value, list) else ():
            yield from row if isinstance(row, dict) else ()


def commented(name: str) -> set[str]:
    """The lists of a lexicon that stand in a paragraph which a comment opens."""
    paragraphs = re.split(r"\n\s*\n", (FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    explained = [lines[lines.index("#") :] for lines in paragraphs if "#" in lines]
    return {key for text in explained for key in re.findall(r"^(\w+) =", text, re.MULTILINE)}


@pytest.mark.parametrize("name", lexicon_names())
def test_every_list_and_field_is_documented_and_exists(name: str) -> None:
    form = read_form(name)
    known = set(names_of(read_lexicon(name), form.keyed)) | {f for fields in form.rows.values() for f in fields}
    written = documented(f"{name}.toml")
    unwritten = known - written - commented(name) - {"frame"}
    assert unwritten == set(), "neither in README.md nor under a comment in the lexicon"
    if name != "events_conflict":
        examples = {"sign_treaty", "peace_talk", "give_up", "vote_against", "say_no"}
        slots = {
            "votes",
            "abstentions",
            "counts",
            "agent",
            "theme",
            "recipient",
            "content",
            "purpose",
            "owner",
            "self",
            "object",
            "confidence",
        }
        assert written - known - examples - slots - set(PARTS) == set(), "in README.md, not in the lexicon"


@pytest.mark.parametrize("name", lexicon_names())
def test_every_list_is_read_by_some_rule(name: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "extraction").rglob("*.py"))
    built = {"good_nouns", "bad_nouns", "of_states", "of_bodies", "of_armed_groups", "only_objects", "only_subjects"}
    unread = {key for key in read_lexicon(name) if key not in built and not re.search(rf"[\"'(]{key}[\"')]", code)}
    assert unread == set()


def test_entries_are_parted_by_commas_and_line_breaks() -> None:
    assert split_words("call for,  step   down\nback,") == ["call for", "step down", "back"]
    assert split_words(["call for", "back"]) == ["call for", "back"]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_come_first_lists_grow_and_words_go(tmp_path: Path) -> None:
    packaged: JsonObject = {
        "frame": [{"verbs": "back, like", "name": "support"}],
        "texts": "draft",
        "bodies": ["court"],
    }
    own: JsonObject = {
        "frame": [{"verbs": "boo", "name": "oppose"}],
        "texts": "pact, charter",
        "bodies": "duma",
        "remove": {"verbs": "like", "texts": "draft"},
    }
    assert merge(packaged, own, read_form("frames")) == {
        "frame": [{"verbs": "boo", "name": "oppose"}, {"verbs": "back", "name": "support"}],
        "texts": "pact, charter",
        "bodies": ["court", "duma"],
    }


def test_keys_of_keyed_tables_are_replaced_and_removed() -> None:
    packaged: JsonObject = {"nominal": {"attack": "attack", "join": "accession"}, "good": "fine"}
    own: JsonObject = {"nominal": {"join": "entry", "veto": "veto"}, "remove": {"nominal": "attack"}}
    merged = merge(packaged, own, read_form("issues"))
    assert merged == {"nominal": {"join": "entry", "veto": "veto"}, "good": "fine"}
    assert packaged["nominal"] == {"attack": "attack", "join": "accession"}


@pytest.mark.parametrize(
    ("name", "text", "line", "problem"),
    [
        ("frames", FRAME + 'verbs = "boo"\nvalence = 1', 8, "no such field; expected one of adjectives"),
        ("frames", FRAME + 'adverbs = "never"', 7, "no such field"),
        ("frames", FRAME, 2, "expected words under one of verbs, nouns, adjectives"),
        ("frames", FRAME + 'verbs = ""', 2, "expected words under one of"),
        ("frames", FRAME + 'verbs = "boo, hiss, boo"', 7, "'boo' stands there 2 times"),
        ("frames", FRAME + 'verbs = "pour water on"', 7, "'water on' is no preposition"),
        ("frames", FRAME + FRAME.replace("oppose", "against") + 'verbs = "boo"', 2, "expected words under"),
        ("frames", FRAME.replace('stance = "oppose"', 'stance = "no"') + 'verbs = "boo"', 4, "'no' is none of support"),
        ("frames", FRAME.replace("0.6", '"high"') + 'verbs = "boo"', 6, "expected a number from 0 to 1, not 'high'"),
        ("frames", FRAME.replace('["agent"]', '"agent"') + 'verbs = "boo"', 5, "expected a list of roles"),
        ("frames", FRAME.replace('stance = "oppose"\n', "") + 'verbs = "boo"', 2, "expected a field stance"),
        ("frames", '[frame]\nname = "oppose"', 1, "expected rows, each under a line [[frame]]"),
        ("frames", 'words = "a"', 1, "no such list or table; expected one of bodies"),
        ("issues", "good = 5", 1, "expected words that commas part, not 5"),
        ("issues", "[good]\na = 1", 1, "expected words that commas part"),
        ("issues", '[remove]\ngood = "splendiferous"', 2, "'splendiferous' is not in the lexicon"),
        ("issues", '[remove]\nlovely = "good"', 2, "no such list"),
        ("issues", "remove = 5", 1, "expected a table"),
        ("actors", '[words]\nplaces = "isle"\nlike = "isle"', 3, "no such list or table"),
        ("issues", "good = [", None, "is no TOML"),
    ],
)
def test_a_wrong_file_is_named_with_line_and_what_was_expected(
    tmp_path: Path, name: str, text: str, line: int | None, problem: str
) -> None:
    path = write(tmp_path, name, text)
    with pytest.raises(InputError) as caught:
        add_own(name, read_lexicon(name), path)
    assert problem in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, line)


def test_words_with_what_they_stand_for_are_read_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "times", "[months]\nRamadan = 'nine'")
    monkeypatch.setenv(OWN_FOLDER, str(tmp_path))
    read_lexicon.cache_clear()
    try:
        with pytest.raises(InputError, match=r"times has no such months\.Ramadan: expected a whole number, not 'nine'"):
            read_numbers.__wrapped__("times", "months")
        with pytest.raises(InputError, match=r"times has no such months: expected words, not \{"):
            word_list.__wrapped__("times", "months")
    finally:
        read_lexicon.cache_clear()


def test_a_file_that_no_lexicon_has_the_name_of_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "verbs", 'good = "fine"')
    monkeypatch.setenv(OWN_FOLDER, str(tmp_path))
    with pytest.raises(InputError, match=r"verbs\.toml: no lexicon has this name; expected one of actors"):
        read_lexicon.__wrapped__("issues")


def test_the_folder_is_none_or_a_folder_and_has_a_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OWN_FOLDER, raising=False)
    assert (own_folder(), own_digest()) == (None, "")
    monkeypatch.setenv(OWN_FOLDER, str(tmp_path))
    before = own_digest()
    write(tmp_path, "issues", 'good = "bonny"')
    assert own_folder() == tmp_path
    assert "" != before != own_digest()
    monkeypatch.setenv(OWN_FOLDER, str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match="is no folder of lexicons"):
        own_folder()


def test_words_of_the_user_are_read_in_every_process(tmp_path: Path) -> None:
    write(tmp_path, "frames", FRAME + 'verbs = "boo"')
    write(tmp_path, "actors", '[words]\nplaces = "isle"')
    code = (
        "from kg.extraction.lexicons.reading import word_set, read_lexicon;"
        "print('isle' in word_set_of(), read_lexicon('frames')['frame'][0]['verbs'])"
    ).replace("word_set_of()", "read_lexicon('actors')['words']['places']")
    environment = {**os.environ, OWN_FOLDER: str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "boo"]


def test_the_packaged_table_is_what_the_file_says() -> None:
    table = tomllib.loads((FOLDER / "issues.toml").read_text(encoding="utf-8"))
    assert word_set("issues", "good") == frozenset(split_words(table["good"]))


def test_words_and_actors_of_the_user_are_read_by_the_command_line(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    write(folder, "frames", FRAME + 'issue = ["object"]\nverbs = "boo"')
    (folder / "bodies.csv").write_text("id,name,type,aliases\nkal,Kalimar Pact,igo,KP\n", encoding="utf-8")
    text = tmp_path / "note.txt"
    text.write_text("The KP booed the treaty. Kenya welcomed the treaty.\n", encoding="utf-8")

    def extract(*options: str | Path) -> str:
        command = [sys.executable, "-m", "kg.cli", "extract", str(text), *map(str, options)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert '"holder": "Kalimar Pact", "stance": "oppose"' in extract("--lexicons", folder)
    assert "Kalimar" not in extract()
