from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.relations.relations import read_relations
from kg.pipeline.shipped import get_registry
from kg.records import Author, Document, Part, Relation

Found = tuple[str, str, str]


def relations(text: str, *, comments: tuple[tuple[str, str], ...] = ()) -> list[Relation]:
    """The relations of a text; `comments` are the names of their writers with what they write."""
    parts, whole = [], text
    for number, (name, words) in enumerate(comments, 1):
        start = len(whole) + 2
        whole = f"{whole}\n\n{words}"
        author = Author(name=name, anonymous=True)
        parts.append(Part(id=f"comment-{number}", start=start, end=len(whole), authors=(author,)))
    registry = get_registry()
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
        ("Kenya said that the dam was safe. Uganda insists otherwise.", "disagree"),
        ("Kenya turned down a Ugandan proposal to share the port.", "disagree"),
    ],
)
def test_replies(text: str, kind: str) -> None:
    assert [(r.type, {r.a, r.b}) for r in relations(text)] == [(kind, {"Kenya", "Uganda"})]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Uganda signed the Kisumu Agreement in March.",
        "Kenya called for the lifting of the ban. Uganda nevertheless shared the concern over the violence in Haiti.",
        "Kenya and Uganda met. Diplomats doubt either side wants a war.",
    ],
)
def test_papers_and_other_concerns_are_no_agreement(text: str) -> None:
    assert [r.type for r in relations(text)] == []


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


@pytest.mark.parametrize(
    "text",
    [
        "Kenya condemned Uganda's decision on the pipeline.",
        "Kenya rejects the remarks of the Government of Uganda.",
        "Uganda closed the pipeline in March, which Kenya deplored.",
        "Uganda licensed new drilling. Kenya denounced the decision.",
        "Uganda's handling of the debt drew sharp criticism from Kenya.",
        "Uganda proposed a cap on emissions. Kenya objected.",
        "Kenya regretted that Uganda had left the talks.",
        "Kenya considers the lake its own, whereas Uganda maintains that it is shared.",
        "While Kenya calls the lake its own, Uganda insists that it is shared.",
        "Kenya saw a naval base where Uganda saw a port.",
        "Kenya wants a binding deal on the dam, while Uganda wants only guidelines for it.",
        "Kenya insists that the talks failed. Uganda replies that they never began.",
        "Kenya and Uganda see the lake in totally different ways.",
    ],
)
def test_what_one_does_or_holds_another_may_reject(text: str) -> None:
    assert [(r.type, {r.a, r.b}) for r in relations(text)] == [("disagree", {"Kenya", "Uganda"})]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya condemned the attack on its embassy in Uganda.",
        "Kenya resisted the assault of the Ugandan army.",
        "Kenya should reject Uganda's proposal.",
        "While Kenya wants more fishing, Uganda invests in robots.",
        "Kenya said that the talks went well, and Uganda said that they would go on.",
        "Kenya says it has found the ship; Uganda says it will inspect it.",
        "Uganda accuses Kenya of arming the Houthis.",
        "The two EU members met.",
        "Kenya, founded by settlers and backed by Uganda, rejected the accords.",
        "Uganda insists on a vote. Kenya refused for years to open its lake.",
        "Uganda wants more troops. Kenya will leave in May as agreed.",
        "Kenya used to side with Uganda.",
        "Kenya and Uganda renounced the use of force.",
        "Kenya and Uganda like our government.",
        "Kenya opposes the cap, but Uganda hopes that Kenya wins.",
    ],
)
def test_what_is_no_answer(text: str) -> None:
    assert relations(text) == []


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("I agree with Kenya on fish quotas.", ("agree", "Author", "Kenya")),
        ("Kenya says that the dam is safe, and here I side with Kenya.", ("agree", "Author", "Kenya")),
        ("I think Kenya is wrong about the dam.", ("disagree", "Author", "Kenya")),
        ("Kenya says that the dam is safe. Kenya has a point.", ("agree", "Author", "Kenya")),
        ("Kenya says that the dam is safe. That is nonsense.", ("disagree", "Author", "Kenya")),
        ("Uganda argued for a ban on mines. Kenya sided with Uganda.", ("agree", "Kenya", "Uganda")),
        ("Uganda wants a ban on mines. Kenya thinks so too.", ("agree", "Kenya", "Uganda")),
        ("Uganda tabled a plan. Kenya and Ghana resisted.", ("agree", "Kenya", "Ghana")),
    ],
)
def test_judgments(text: str, relation: Found) -> None:
    assert relation in found(text)


@pytest.mark.parametrize(
    ("comment", "kind"),
    [
        ("I disagree about Iran though.", "disagree"),
        ("You are wrong about Latvia.", "disagree"),
        ("I liked your point about the talks.", "agree"),
        ("I could not agree more with your post that the dam is safe.", "agree"),
    ],
)
def test_readers_answer_the_author(comment: str, kind: str) -> None:
    (relation,) = relations("I wrote about the dam. It should be built.", comments=(("Commenter 1", comment),))
    assert (relation.type, relation.a, relation.b) == (kind, "Commenter 1", "Author")


@pytest.mark.parametrize(
    ("comment", "issue"),
    [
        ("You exaggerate the cost of the dam.", "Cost of the dam"),
        ("The author misreads the treaty on water.", "Treaty on water"),
        ("The author forgets that the dam is safe.", "Dam as safe"),
        ("The author forgets the cost of the dam.", None),
        ("Chad exaggerates the cost of the dam.", None),
    ],
)
def test_a_fault_that_a_reader_finds_with_the_author_is_a_quarrel(comment: str, issue: str | None) -> None:
    found = relations("I wrote about the dam. It should be built.", comments=(("Commenter 1", comment),))
    quarrel = ("disagree", "Commenter 1", "Author", issue)
    assert [(r.type, r.a, r.b, r.issue) for r in found] == ([quarrel] if issue else [])


def test_commenters_are_known_by_number() -> None:
    comments = (("Commenter 1", "The dam is safe."), ("Commenter 2", "I agree with commenter 1 that the dam is safe."))
    (relation,) = relations("I wrote about the dam.", comments=comments)
    assert (relation.type, relation.a, relation.b) == ("agree", "Commenter 2", "Commenter 1")


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Rashid Warsame of the Mogadishu Institute spoke.", ("role_in", "Rashid Warsame", "Mogadishu Institute")),
        ("Ms. Laila Haddad (Jordan) asked for a vote.", ("role_in", "Laila Haddad", "Jordan")),
        ("Chilean Senator Luis Soto spoke.", ("role_in", "Luis Soto", "Chile")),
        ("Estonia and Latvia are in NATO.", ("member_of", "Estonia", "NATO")),
        ("The East African Community met. Its members are Kenya and Uganda.",
         ("member_of", "Uganda", "East African Community")),
        ("Iran smuggles missiles to the Houthis.", ("ally", "Iran", "Houthis")),
        ("The Council called upon Rwanda to end its support to the M23 rebels.", ("ally", "Rwanda", "M23")),
    ],
)  # fmt: skip
def test_ties_and_posts(text: str, relation: Found) -> None:
    assert relation in found(text)


def test_a_contrast_needs_one_matter() -> None:
    text = "Romania agreed to raise deliveries, while Hungary opposed new sanctions on Gazprom."
    assert not [r for r in relations(text) if r.type == "disagree"]
    assert ("disagree", "Niger", "Chad") in found("Chad backs the force, whereas Niger opposes the force.")


def test_who_is_wise_agrees_with_nobody() -> None:
    assert not [r for r in relations("Chad refuses to recognise the court. Brazil has been wise.") if r.type == "agree"]


@pytest.mark.parametrize(
    ("words", "kind", "other"),
    [
        ("I disagree, Peter. The embargo must be lifted.", "disagree", "Peter Novak"),
        ("I agree with Peter that the embargo is a mistake.", "agree", "Peter Novak"),
        ("I disagree with Peter Novak. The embargo must be lifted.", "disagree", "Peter Novak"),
    ],
)
def test_comments_answer_whom_they_name(words: str, kind: str, other: str) -> None:
    comments = (("Peter Novak", "What a good text this is."), ("Commenter 2", words))
    found = relations("I think that the embargo on Uganda is illegal.", comments=comments)
    assert [(r.type, r.a, r.b) for r in found] == [(kind, "Commenter 2", other)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz wants to close the mine. Tom Berg disagrees.",
        "Minister Ana Ruiz wants to close the mine. Minister Tom Berg disagrees.",
        "Ana Ruiz thinks that the pact will fail. Her colleague Tom Berg doubts it.",
        "Ana Ruiz argues that the war was avoidable. Her colleague Tom Berg disagrees.",
    ],
)
def test_a_person_answers_the_one_just_told(text: str) -> None:
    assert ("disagree", "Tom Berg", "Ana Ruiz") in [(r.type, r.a, r.b) for r in relations(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya's delegate agreed with his Ugandan counterpart that the embargo had failed.", "agree"),
        ("Uganda wants a ceasefire. Kenya disagrees with Uganda.", "disagree"),
        ("Uganda's delegate said that the strikes were illegal. Her counterpart from Kenya agreed.", "agree"),
        ("Uganda bought drones in 2022, which Kenya condemned as a provocation.", "disagree"),
        ("The delegate of Uganda deplored the abuses of the militia. Kenya rejected those accusations.", "disagree"),
    ],
)
def test_whoever_is_answered_may_be_described(text: str, kind: str) -> None:
    assert (kind, {"Kenya", "Uganda"}) in [(r.type, {r.a, r.b}) for r in relations(text)]


def test_both_of_those_who_spoke_are_answered() -> None:
    text = "Kenya and Uganda proposed a cap on catches. Tanzania rejected that proposal."
    pairs = {frozenset((r.a, r.b)) for r in relations(text) if r.type == "disagree"}
    assert pairs == {frozenset(("Tanzania", "Kenya")), frozenset(("Tanzania", "Uganda"))}


def test_readers_who_say_no_more_answer_what_the_text_is_about() -> None:
    document = Document(
        id="x",
        title="Should the dam be built?",
        authors=(Author(name="Ana Ruiz"),),
        text="Nobody knows.\n\nI disagree, Ana.",
        parts=(Part(id="comment-1", start=15, end=31, authors=(Author(name="Tom", anonymous=True),)),),
    )
    (relation,) = read_relations(Extractor(get_registry()).read(document), get_registry())
    assert (relation.type, relation.a, relation.b) == ("disagree", "Tom", "Ana Ruiz")
    assert relation.issue == "Should the dam be built?"
