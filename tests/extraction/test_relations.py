from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.relations.relations import read_relations
from kg.records import Author, Document, Part, Relation
from kg.registry import load_registry

Found = tuple[str, str, str]


def relations(text: str, *, comments: tuple[tuple[str, str], ...] = ()) -> list[Relation]:
    """The relations of a text; `comments` are the names of their writers with what they write."""
    parts, whole = [], text
    for number, (name, words) in enumerate(comments, 1):
        start = len(whole) + 2
        whole = f"{whole}\n\n{words}"
        author = Author(name=name, anonymous=True)
        parts.append(Part(id=f"comment-{number}", start=start, end=len(whole), authors=(author,)))
    registry = load_registry()
    document = Document(id="x", text=whole, parts=tuple(parts))
    return read_relations(Extractor(registry).read(document), registry)


def found(text: str) -> set[Found]:
    return {(r.type, r.a, r.b) for r in relations(text)}


@pytest.mark.parametrize(
    ("text", "kind", "parties", "issue"),
    [
        ("Kenya and Uganda agree that the embargo is illegal.", "agree", {"Kenya", "Uganda"}, "Embargo as illegal"),
        ("Kenya disagrees with Uganda over the embargo on arms.", "disagree", {"Kenya", "Uganda"}, "Embargo on arms"),
        ("Kenya and Uganda do not agree on the embargo.", "disagree", {"Kenya", "Uganda"}, "Embargo"),
        ("Kenya and Uganda disagree on how to end the war.", "disagree", {"Kenya", "Uganda"}, "War"),
        ("Kenya and Uganda have quarrelled over the pipeline.", "disagree", {"Kenya", "Uganda"}, "Pipeline"),
        ("Both Kenya and Uganda want to end the war.", "agree", {"Kenya", "Uganda"}, "War"),
        ("Kenya and Uganda are at odds over the pipeline.", "disagree", {"Kenya", "Uganda"}, "Pipeline"),
        ("Unlike Kenya, Uganda wants a new vote.", "disagree", {"Kenya", "Uganda"}, "New vote"),
        ("Kenya is an ally of Uganda.", "ally", {"Kenya", "Uganda"}, None),
        ("The rivalry between Kenya and Uganda is old.", "rival", {"Kenya", "Uganda"}, None),
    ],
)
def test_stated_relations(text: str, kind: str, parties: set[str], issue: str | None) -> None:
    assert (kind, parties, issue) in [(r.type, {r.a, r.b}, r.issue) for r in relations(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya said that the pipeline was illegal. Uganda agreed.", "agree"),
        ("Kenya said that the pipeline was illegal. Uganda does not share that view.", "disagree"),
        ("Kenya wants to build the pipeline, and so does Uganda.", "agree"),
        ("Kenya supports the pipeline, but Uganda opposes it.", "disagree"),
        ("Kenya wants a ban on mines, while Uganda rejects any ban.", "disagree"),
        ("Kenya accused Uganda of arming rebels, an allegation that Uganda rejected.", "disagree"),
        ("Uganda accuses Kenya of jamming signals, a charge Nairobi denies.", "disagree"),
        ("Kenya rejects Uganda's claim that the dam is safe.", "disagree"),
        ("Kenya shares Uganda's concerns about the pipeline.", "agree"),
        ("Kenya's claim is baseless, Uganda said.", "disagree"),
        ("Kenya demands that Uganda withdraw. Uganda refuses.", "disagree"),
        ("Kenya protested against the map. Uganda rejected the protest.", "disagree"),
    ],
)
def test_replies(text: str, kind: str) -> None:
    assert [(r.type, {r.a, r.b}) for r in relations(text)] == [(kind, {"Kenya", "Uganda"})]


def test_replies_quote_what_they_answer() -> None:
    (relation,) = relations("Kenya said that the pipeline was illegal. Uganda agreed.")
    assert relation.quote == "Kenya said that the pipeline was illegal. Uganda agreed"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Uganda should agree on the embargo.",
        "Kenya could become an ally of Uganda.",
        "Do Kenya and Uganda agree on the embargo?",
        "Kenya and Uganda agreed on a treaty in 2003.",
        "Kenya and Uganda accused each other of arming rebels.",
        "Uganda is no ally of Kenya.",
        "Uganda, a former ally of Kenya, sent troops.",
        "Uganda supported the African Union.",
        "Kenya left the East African Community.",
        "Kenya wants to join the East African Community.",
        "A farmer says that Uganda's claim is false.",
        "Kenya favours a ban on mines. Uganda dismissed the accusations.",
    ],
)
def test_what_is_no_relation(text: str) -> None:
    assert relations(text) == []


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("Russian President Vladimir Putin left.", "Vladimir Putin", "Russia"),
        ("President Vladimir Putin left.", "Vladimir Putin", "Russia"),
        ("Ghana's trade minister, Ama Boateng, told reporters that it was late.", "Ama Boateng", "Ghana"),
        ("President Kojo Amoah of Ghana signed the treaty.", "Kojo Amoah", "Ghana"),
        ("They met the Togolese prime minister, Komi Agbeko, on Monday.", "Komi Agbeko", "Togo"),
        ("Maria Okafor, the Kenyan ambassador to the African Union, rejected it.", "Maria Okafor", "Kenya"),
        ("Omar Rahimi, who leads the Rapid Support Forces, refused to sign.", "Omar Rahimi", "Rapid Support Forces"),
    ],
)
def test_offices_are_roles(text: str, person: str, body: str) -> None:
    assert ("role_in", person, body) in found(text)


def test_quotes_of_roles_name_office_and_holder() -> None:
    (role,) = relations("Kenya's trade minister, Ama Boateng, told reporters on Monday that the border was shut.")
    assert role.quote == "Kenya's trade minister, Ama Boateng"


@pytest.mark.parametrize(
    ("text", "member", "body"),
    [
        ("Turkey, a member of NATO, blocked the text.", "Turkey", "NATO"),
        ("NATO member Turkey blocked the text.", "Turkey", "NATO"),
        ("EU states such as Hungary and Slovakia oppose the embargo.", "Slovakia", "European Union"),
        ("Kenya, Uganda and Tanzania founded the East African Community.", "Uganda", "East African Community"),
        ("Finland joined NATO in 2023.", "Finland", "NATO"),
        ("The African Union suspended Niger's membership.", "Niger", "African Union"),
        ("Al-Shabaab, an al-Qaeda affiliate, claimed the attack.", "al-Shabaab", "al-Qaeda"),
        ("The US-led coalition bombed the town.", "United States", "US-led coalition"),
        ("Brazil and India make up the BRICS.", "India", "BRICS"),
    ],
)
def test_memberships(text: str, member: str, body: str) -> None:
    assert ("member_of", member, body) in found(text)


@pytest.mark.parametrize(
    ("text", "kind", "pair"),
    [
        ("Kenya and its ally Uganda rejected the plan.", "ally", {"Kenya", "Uganda"}),
        ("The Iran-backed Houthis attacked the port.", "ally", {"Iran", "Houthis"}),
        ("Hamas is backed by Iran.", "ally", {"Hamas", "Iran"}),
        ("Ghana took Togo's side.", "ally", {"Ghana", "Togo"}),
        ("The United States and Japan are treaty allies.", "ally", {"United States", "Japan"}),
        ("Pakistan is India's old rival.", "rival", {"India", "Pakistan"}),
        ("War broke out between Ethiopia and Eritrea in 1998.", "rival", {"Ethiopia", "Eritrea"}),
        ("Why did Ethiopia and Eritrea go to war?", "rival", {"Ethiopia", "Eritrea"}),
    ],
)
def test_alignments(text: str, kind: str, pair: set[str]) -> None:
    assert (kind, pair) in [(r.type, {r.a, r.b}) for r in relations(text)]


@pytest.mark.parametrize(
    ("words", "kind", "other"),
    [
        ("I agree with you that the embargo is illegal.", "agree", "Author"),
        ("I don't agree that the embargo is illegal.", "disagree", "Author"),
        ("I disagree with the first comment. The embargo must be lifted.", "disagree", "Commenter 1"),
        ("Uganda is right to demand a new vote.", "agree", "Uganda"),
    ],
)
def test_comments_answer_whom_they_address(words: str, kind: str, other: str) -> None:
    comments = (("Commenter 1", "What a good text this is."), ("Commenter 2", words))
    (relation,) = relations("I think that the embargo on Uganda is illegal.", comments=comments)
    assert (relation.type, relation.a, relation.b) == (kind, "Commenter 2", other)
