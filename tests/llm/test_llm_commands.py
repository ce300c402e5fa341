"""`kg extract` and `kg load` with a language model, on a stand-in of its server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from misbehaving_model import StandIn, error, position, records, serving

TEXT = "Kenya supports the water pact. Uganda opposes the dam, which Kenya wants. Chad supports the truce.\n"
Run = Callable[..., Any]


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as server:
        yield server


@pytest.fixture
def read(kg: Run, model: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`kg COMMAND talks.txt` with the stand-in."""
    for name, value in {"KG_LLM_KEY": "s3cret", "KG_LLM_URL": model.address, "KG_LLM_MODEL": "stand-in"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("KG_LLM_CACHE", str(tmp_path / "answers"))
    (tmp_path / "talks.txt").write_text(TEXT)
    return lambda command, *args: kg(command, tmp_path / "talks.txt", *args)


def positions(out: str) -> list[dict[str, Any]]:
    return [record for record in map(json.loads, out.splitlines()) if record["kind"] == "position"]


def test_a_model_reads_alone(read: Run, model: StandIn) -> None:
    done = read("extract", "--with", "llm", "--price-in", "1", "--price-out", "2")
    assert done.code == 0
    stances = [(p["holder"], p["stance"]) for p in positions(done.out)]
    assert stances == [("Kenya", "support"), ("Uganda", "oppose"), ("Chad", "support")]
    assert "stand-in: 1 call, 0 from the cache, 100 tokens sent, 10 answered, cost 0.0001" in done.err
    again = read("extract", "--with", "llm")
    assert again.out == done.out
    assert "stand-in: 0 calls, 1 from the cache" in again.err
    assert len(model.asked) == 1
    assert "s3cret" not in done.out + done.err


def test_what_a_model_makes_up_is_refused_by_name(read: Run, model: StandIn) -> None:
    model.always = records(position("Kenya", "support", "Peace", "Kenya supports peace"))
    done = read("extract", "--with", "llm")
    assert done.code == 3
    assert "talks: refused: position: the quote is not in the text: 'Kenya supports peace'" in done.err
    assert positions(done.out) == []


def test_both_read_and_each_claim_says_who_made_it(read: Run) -> None:
    by_rules = positions(read("extract").out)
    both = positions(read("extract", "--with", "rules,llm").out)
    makers = {(p["holder"], p["quote"]): p["coder"] for p in both}
    llm = "language model stand-in, prompt 1"
    assert makers["Kenya", "Kenya supports the water pact"] == f"rules; {llm}"
    assert set(makers.values()) <= {"rules", llm, f"rules; {llm}"}
    before = {(p["holder"], p["quote"]): p["confidence"] for p in by_rules}
    after = {(p["holder"], p["quote"]): p.get("confidence") for p in both}
    agreed = [key for key, maker in makers.items() if maker.startswith("rules; ")]
    assert agreed
    assert all(after[key] > before[key] for key in agreed)
    assert all(after[key] == sure for key, sure in before.items() if makers[key] == "rules")


def test_a_load_keeps_makers_refusals_and_tool_and_reads_again_for_another_model(
    kg: Run, read: Run, model: StandIn
) -> None:
    first = read("load", "--with", "rules,llm")
    assert first.code == 0
    exported = kg("export", "-", "--format", "nquads").out
    assert "rules; language model stand-in, prompt 1" in exported
    assert "language model stand-in, prompt 1, temperature 0, seed 1, at most 4096 tokens" in exported
    assert "ownVoice" in exported
    assert "humanCoding" not in exported
    assert "unchanged" in read("load", "--with", "rules,llm").err
    model.always = records(position("Kenya", "support", "Peace", "Kenya supports peace"))
    other = read("load", "--with", "llm", "--model", "other")
    assert other.code == 3
    assert "replaced" in other.err
    assert "refused: position: the quote is not in the text" in other.err


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--with", "magic"), 2, "--with must be rules, llm or rules,llm, not 'magic'"),
        (("--with", "llm", "--max-cost", "1"), 2, "--max-cost needs the prices"),
        (("--with", "llm", "--price-in", "1"), 2, "--price-in and --price-out go together"),
        (("--with", "llm", "--endpoint", "https://me:pw@host/v1"), 2, "does not belong into the address"),
        (("--with", "llm", "--endpoint", "host:80"), 2, "is no address; expected an address such as"),
        (("--with", "llm", "--endpoint", "http://host:x/v1"), 2, "is no address"),
        (("--max-cost", "1"), 2, "go with --with llm"),
        (("--with", "llm", "--max-cost", "0.01", "--price-in", "1", "--price-out", "9"), 5, "--max-cost 0.01 spent"),
        (("--with", "llm", "--explain"), 2, "a language model"),
    ],
)
def test_what_does_not_fit_together_is_said_in_one_line(
    read: Run, model: StandIn, options: tuple[str, ...], code: int, said: str
) -> None:
    done = read("extract", *options)
    assert (done.code, positions(done.out)) == (code, [])
    assert said in done.err
    assert "pw" not in done.err
    assert model.asked == []


def test_without_a_model_or_a_key_it_says_where_they_go(read: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, said in {"KG_LLM_MODEL": "--model NAME", "KG_LLM_KEY": "environment variable KG_LLM_KEY"}.items():
        with monkeypatch.context() as without:
            without.delenv(name)
            without.delenv("KG_LLM_URL")
            done = read("extract", "--with", "llm")
        assert done.code == 2
        assert said in done.err


def test_a_model_that_does_not_exist_is_said_in_one_line(read: Run, model: StandIn) -> None:
    model.always = error(404, "The model `stand-in` does not exist")
    done = read("extract", "--with", "llm")
    assert done.code == 2
    (line,) = [line for line in done.err.splitlines() if line.startswith("kg: ")]
    assert "has no model 'stand-in' (--model)" in line


def test_nobody_there_is_said_in_one_line(read: Run) -> None:
    done = read("extract", "--with", "llm", "--endpoint", "http://127.0.0.1:9/v1")
    assert done.code == 1
    (line,) = [line for line in done.err.splitlines() if line.startswith("kg: ")]
    assert "cannot be reached" in line
    assert "is the server running?" in line


def test_a_wrong_key_is_said_in_one_line(read: Run, model: StandIn) -> None:
    model.always = error(401, "Incorrect API key provided: s3cret.")
    done = read("extract", "--with", "llm")
    assert done.code == 2
    assert "does not accept the key in KG_LLM_KEY: Incorrect API key provided: …." in done.err
