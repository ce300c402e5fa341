"""The review over HTTP and its page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from live import TOKEN, open_client
from starlette.testclient import TestClient

from kg.errors import StoreInUse
from kg.stores import open_any
from kg.web.settings import Settings

WRITER = {"Authorization": f"Bearer {TOKEN}"}
HTML = {"Accept": "text/html"}
UGANDA = "<https://w3id.org/standpoint/id/actor/uga>"
CLAIMS = f"SELECT ?claim ?stance WHERE {{ ?claim a sp:Position ; sp:holder {UGANDA} ; sp:stance ?stance }}"


@pytest.fixture(scope="module")
def folder(store_with_records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reviewed") / "store"
    shutil.copytree(store_with_records, path)
    return path


@pytest.fixture(scope="module")
def reviewer(folder: Path) -> Iterator[TestClient]:
    """A client of a server that may be written to."""
    with open_client(Settings(folder, token=TOKEN, workers=1, strangers=1)) as client:
        yield client


def find(client: TestClient) -> dict[str, str]:
    """The stances of Uganda, by claim."""
    query = f"PREFIX sp: <https://w3id.org/standpoint/ontology#> {CLAIMS}"
    rows = client.get("/sparql", params={"query": query}, headers={"Accept": "application/json"}).json()
    return {row["claim"]["value"]: row["stance"]["value"].rpartition("#")[2] for row in rows["results"]["bindings"]}


def decide(client: TestClient, **said: object) -> dict[str, object]:
    answer = client.post("/review/decisions", json={"by": "Ada", **said}, headers=WRITER)
    assert answer.status_code == 201, answer.text
    facts: dict[str, object] = answer.json()
    return facts


def test_a_claim_is_judged_and_the_judgement_withdrawn(reviewer: TestClient) -> None:
    ((claim, stance),) = find(reviewer).items()
    assert stance == "oppose"
    page = reviewer.get("/review", headers=HTML).text
    assert f'data-about="{claim}"' in page
    made = decide(reviewer, verdict="reject", about=[claim], reason="That was <i>last</i> year.")
    assert made["changed"]
    assert find(reviewer) == {}
    page = reviewer.get("/review", headers=HTML).text
    assert f'data-about="{claim}"' not in page
    assert "That was &lt;i&gt;last&lt;/i&gt; year." in page
    assert "“Uganda rejects the dam unless Kenya pays”" in page
    assert re.search(r">Uganda opposes [^<]+: “Uganda rejects the dam unless Kenya pays”</a>", page)
    assert "is withheld" in reviewer.get("/review", params={"claim": claim}, headers=HTML).text
    decide(reviewer, verdict="withdraw", withdraws=made["id"])
    assert find(reviewer) == {claim: "oppose"}
    lines = reviewer.get("/review/decisions.jsonl").text.splitlines()
    assert len(lines) == 2


def test_a_claim_is_corrected(reviewer: TestClient) -> None:
    (claim,) = find(reviewer)
    page = reviewer.get("/review", params={"claim": claim}, headers=HTML).text
    for field in ("stance", "issue", "holder", "date"):
        assert f'name="{field}"' in page
    assert "Judge this claim" not in page
    assert '<p class="context"' in page
    made = decide(reviewer, verdict="correct", about=[claim], changes={"stance": "support", "holder": "Uganda"})
    assert find(reviewer) == {claim: "support"}
    assert "stance: support" in reviewer.get("/review", params={"claim": claim}, headers=HTML).text
    decide(reviewer, verdict="withdraw", withdraws=made["id"])
    assert find(reviewer) == {claim: "oppose"}


def test_issues_are_merged_by_their_names(reviewer: TestClient) -> None:
    made = decide(reviewer, verdict="merge", about=["Water pact"], into="Construction of the dam")
    assert made["changed"]
    decide(reviewer, verdict="withdraw", withdraws=made["id"])


@pytest.mark.parametrize("kind", ["position", "event", "agreement", "relation", "resolution", "actor"])
def test_every_kind_of_claim_can_be_looked_through(reviewer: TestClient, kind: str) -> None:
    answer = reviewer.get("/review", params={"kind": kind}, headers=HTML)
    assert answer.status_code == 200
    assert 'aria-current="page">' + kind in answer.text


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ({"verdict": "reject", "about": ["https://example.org/none"]}, 422, "no claim is called"),
        ({"verdict": "merge", "about": ["Atlantis"], "into": "Construction of the dam"}, 422, "Atlantis"),
        ({"verdict": "forget", "about": ["https://example.org/none"]}, 422, ""),
        ({"verdict": "withdraw", "withdraws": "abcdef"}, 422, "no decision"),
        ({"verdict": "merge", "about": ["Water pact"]}, 422, "into"),
        ({"verdict": "correct", "about": "text"}, 422, ""),
        ({"about": []}, 400, "verdict"),
    ],
)
def test_what_cannot_be_decided_is_refused(
    reviewer: TestClient, said: dict[str, object], status: int, words: str
) -> None:
    answer = reviewer.post("/review/decisions", json={"by": "Ada"} | said, headers=WRITER)
    assert answer.status_code == status, answer.text
    assert words in answer.json()["detail"]


def test_only_who_has_the_token_decides(reviewer: TestClient, client: TestClient) -> None:
    said = {"verdict": "withdraw", "withdraws": "abcdef", "by": "Ada"}
    assert reviewer.post("/review/decisions", json=said).status_code == 401
    assert reviewer.post("/review/decisions", json=said, headers={"Authorization": "Bearer no"}).status_code == 403
    assert client.post("/review/decisions", json=said, headers=WRITER).status_code == 403
    foreign = WRITER | {"Origin": "http://evil.example"}
    assert reviewer.post("/review/decisions", json=said, headers=foreign).status_code == 403


def test_a_form_of_another_page_decides_nothing(reviewer: TestClient) -> None:
    assert reviewer.post("/review/decisions", data={"verdict": "withdraw"}, headers=WRITER).status_code == 415
    assert (
        reviewer.post(
            "/review/decisions", content=b"{", headers=WRITER | {"Content-Type": "application/json"}
        ).status_code
        == 400
    )


def test_while_another_writes_it_says_to_come_again(reviewer: TestClient, folder: Path) -> None:
    (claim,) = find(reviewer)
    with open_any(folder, write=True):
        answer = reviewer.post(
            "/review/decisions", json={"verdict": "accept", "about": [claim], "by": "Ada"}, headers=WRITER
        )
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    assert StoreInUse.__name__ not in answer.text


@pytest.mark.parametrize("address", ["/review?claim=no", "/review?kind=all", "/review?page=x"])
def test_wrong_addresses_say_so(reviewer: TestClient, address: str) -> None:
    assert reviewer.get(address, headers=HTML).status_code == 422
