from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from kg.codebook import normal
from kg.codebook.normal import normal_form, stem

TABLE = tomllib.loads((Path(normal.__file__).parent / "words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deploying troops to Chad", "The deployment of troops to Chad"),
        ("Sanctions on Chad being lifted", "lifting the sanctions on Chad"),
        ("Cease-fire in Sudan", "Cessation of hostilities in Sudan"),
        ("Chad's entry into the League", "Accession of Chad to the League"),
        ("Attack on Chad by Sudan", "Sudan attacking Chad"),
        ("Chad and Sudan working together", "Cooperation between Sudan and Chad"),
        ("Security Council reform", "Reform of the Security Council"),
        ("the president stepping down", "Resignation of the president"),
    ],
)
def test_paraphrases_have_one_form(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Idriss Déby remaining in power", "Idriss Déby stepping down"),
        ("Idriss Déby staying in power", "Removal of Idriss Déby"),
        ("Tariffs on steel", "Removal of tariffs on steel"),
        ("Ban on cluster bombs", "Cluster bombs"),
        ("Chad leaving the League", "Chad remaining in the League"),
        ("Partition of Sudan", "Territorial integrity of Sudan"),
    ],
)
def test_contraries_differ_in_sign_alone(one: str, other: str) -> None:
    a, b = normal_form(one), normal_form(other)
    assert a.matter == b.matter
    assert a.sign == -b.sign
    assert a.key != b.key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Attack on Chad by Sudan", "Attack on Sudan by Chad"),
        ("Sudan attacking Chad", "Chad attacking Sudan"),
        ("Conference to end the war", "War"),
        ("Release of prisoners", "Release of hostages"),
        ("Talks with the rebels", "Talks without the rebels"),
        ("Resolution 2254", "Resolution 2255"),
        ("Increase of tariffs", "Reduction of tariffs"),
    ],
)
def test_other_matters_have_other_forms(one: str, other: str) -> None:
    assert normal_form(one).matter != normal_form(other).matter


@pytest.mark.parametrize("wording", ["", "the", "of", "平和", "—", "Being", "...", "by"])
def test_any_text_has_a_form(wording: str) -> None:
    assert normal_form(wording).sign in (1, -1)


def test_inflection_is_taken_away() -> None:
    assert len({stem(word) for word in ("withdrawing", "withdraws")}) == 1
    assert stem("planning") == stem("planned") == stem("plans") == "plan"
    assert stem("press") == "press"


def test_no_word_of_the_table_is_read_in_two_ways() -> None:
    phrases = [
        " ".join(item.split())
        for cell in (*TABLE["same"].values(), *TABLE["opposite"].values(), TABLE["leaving"], TABLE["staying"])
        for item in cell.replace("\n", ",").split(",")
        if item.strip()
    ]
    assert [phrase for phrase, times in Counter(phrases).items() if times > 1] == []
    families = [item.strip() for cell in TABLE["families"].values() for item in cell.split(",")]
    assert [word for word, times in Counter(families).items() if times > 1] == []
