"""What envoys are reported to say, what takes a thing well or badly, and what tells no stance at all."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Document


def told(text: str) -> list[tuple[str, str, str]]:
    """Holder, stance and issue of each position."""
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return [(p.holder, p.stance, p.issue.casefold()) for p in read_positions(reading)]


ROWS = [
    (
        "The council's decision is a step in the right direction, Malta's envoy said.",
        "Maltese envoy",
        "support",
        "decision",
    ),
    ("The council's decision sends the wrong signal, Malta's envoy said.", "Maltese envoy", "oppose", "decision"),
    ("The strike was a war crime, Malta's envoy said.", "Maltese envoy", "oppose", "strike"),
    ("Malta's envoy said there could be no impunity for the strike.", "Maltese envoy", "oppose", "impunity"),
    ("Malta's envoy said there must be accountability for the strike.", "Maltese envoy", "support", "accountability"),
    ("Malta's envoy said there was no justification for the strike.", "Maltese envoy", "oppose", "strike"),
    ("Malta's envoy said dialogue was the only way out of the crisis.", "Maltese envoy", "support", "dialogue"),
    ("Malta's envoy said the Council had failed the people of Sudan.", "Maltese envoy", "oppose", "council"),
    ("Malta's envoy regretted that the text did not mention the victims.", "Maltese envoy", "support", "victims"),
    ("Malta's envoy pointed out that the embargo had failed.", "Maltese envoy", "oppose", "embargo"),
    ("Malta's envoy emphasised that the border must stay open.", "Maltese envoy", "support", "border"),
    ("Malta's envoy highlighted the need for funding.", "Maltese envoy", "support", "funding"),
    ("Malta's envoy joined others in calling for a ceasefire.", "Maltese envoy", "support", "ceasefire"),
    (
        "Malta's envoy associated himself with the statement of the European Union.",
        "Maltese envoy",
        "support",
        "statement",
    ),
    ("Malta's envoy expressed regret at the veto.", "Maltese envoy", "oppose", "veto"),
    ("Malta's envoy expressed readiness to mediate.", "Maltese envoy", "support", "mediate"),
    ("Malta's envoy expressed reservations about paragraph five.", "Maltese envoy", "oppose", "paragraph five"),
    ("Malta's envoy expressed outrage at the strike.", "Maltese envoy", "oppose", "strike"),
    ("Malta's envoy expressed solidarity with Lebanon.", "Maltese envoy", "support", "lebanon"),
    ("Malta's envoy encouraged Libya to hold elections.", "Maltese envoy", "support", "elections"),
    ("Malta's envoy advised Libya against holding elections now.", "Maltese envoy", "oppose", "elections"),
    ("Malta's envoy appealed for calm.", "Maltese envoy", "support", "calm"),
    ("Malta's envoy mocked the offer.", "Maltese envoy", "oppose", "offer"),
    ("Malta's envoy scoffed at the offer.", "Maltese envoy", "oppose", "offer"),
    ("Malta's envoy embraced the offer.", "Maltese envoy", "support", "offer"),
    ("Malta's envoy lashed out at the offer.", "Maltese envoy", "oppose", "offer"),
    ("Malta's envoy railed against the offer.", "Maltese envoy", "oppose", "offer"),
    ("Malta's envoy gave a cautious welcome to the offer.", "Maltese envoy", "support", "offer"),
    ("Malta's envoy held out the prospect of a visit.", "Maltese envoy", "support", "visit"),
    ("Malta's envoy signalled support for the offer.", "Malta", "support", "offer"),
    ("Malta's envoy signalled that his country was open to the offer.", "Malta", "support", "offer"),
    ("Malta's envoy vowed not to accept the offer.", "Maltese envoy", "oppose", "offer"),
    ("Malta's envoy said no to the offer.", "Maltese envoy", "oppose", "offer"),
    ("Malta's envoy deemed the offer insufficient.", "Maltese envoy", "oppose", "offer"),
    ("Malta's envoy took exception to the offer.", "Maltese envoy", "oppose", "offer"),
    ("The offer drew criticism from Malta.", "Malta", "oppose", "offer"),
    ("The offer drew praise from Malta.", "Malta", "support", "offer"),
    ("The offer met with resistance from Malta.", "Malta", "oppose", "offer"),
    ("The offer won the backing of Malta.", "Malta", "support", "offer"),
    ("The offer enjoys the support of Malta.", "Malta", "support", "offer"),
    ("Malta has reservations about the offer.", "Malta", "oppose", "offer"),
    ("Malta has set its face against the offer.", "Malta", "oppose", "offer"),
    ("Malta is adamant that the border stays open.", "Malta", "support", "border"),
    ("Malta is unhappy with the offer.", "Malta", "oppose", "offer"),
    ("Malta is lobbying for a seat on the board.", "Malta", "support", "seat"),
    ("Malta is campaigning against the tax.", "Malta", "oppose", "tax"),
    ("Malta fears that the tax will hurt its ports.", "Malta", "oppose", "tax"),
    ("Malta fears a new wave of migrants.", "Malta", "oppose", "migrants"),
    ("Malta worries about a new wave of migrants.", "Malta", "oppose", "migrants"),
    ("Malta trusts that the Commission will act.", "Malta", "support", "act"),
    ("Malta requires all ships to register.", "Malta", "support", "register"),
    ("Malta contends that the reef lies in its waters.", "Malta", "support", "reef"),
    ("Malta tolerates the fishing.", "Malta", "support", "fishing"),
    ("Malta allowed the fishing.", "Malta", "support", "fishing"),
    ("Malta's desire for a seat on the board is no secret.", "Malta", "support", "seat"),
    ("Malta's condemnation of the strike surprised Italy.", "Malta", "oppose", "strike"),
    ("Malta's endorsement of the text surprised Italy.", "Malta", "support", "text"),
    ("Malta's claim to the reef is disputed by Italy.", "Malta", "support", "reef"),
    ("Malta's claim to the reef is disputed by Italy.", "Italy", "oppose", "claim"),
    ("Opposition to the text is led by Malta.", "Malta", "oppose", "text"),
    ("Supporters of the text include Malta and Italy.", "Malta", "support", "text"),
    ("Supporters of the text include Malta and Italy.", "Italy", "support", "text"),
    ("To Malta, the text is an insult.", "Malta", "oppose", "text"),
    ("Malta joined Italy and Spain in opposing the text.", "Malta", "oppose", "text"),
    ("Malta joined Italy and Spain in opposing the text.", "Italy", "oppose", "text"),
    ("Malta joined Italy and Spain in opposing the text.", "Spain", "oppose", "text"),
    ("Malta's envoy said the ball was in Cairo's court.", "Maltese envoy", "support", "court"),
    ("Malta's envoy said his country had always respected the treaty.", "Malta", "support", "treaty"),
    ("Malta's envoy said talks could begin in May.", "Maltese envoy", "support", "talks"),
    ("Malta's envoy said that sanctions hurt ordinary people.", "Maltese envoy", "oppose", "sanctions"),
    ("Malta's envoy said the navy would respond to any attack.", "Maltese envoy", "support", "respond"),
    ("Malta's envoy said his country would not be bullied.", "Maltese envoy", "oppose", "bullied"),
    ("Malta's envoy said Italy's claim had no basis in law.", "Maltese envoy", "oppose", "claim"),
    ("Malta's envoy said Italy should look at its own record.", "Maltese envoy", "support", "record"),
    ("Malta's envoy said that trade, not aid, was the answer.", "Maltese envoy", "support", "trade"),
    ("Malta's envoy said the islanders deserved better.", "Maltese envoy", "support", "deserv"),
    ("Malta's envoy said it was up to the islanders to decide.", "Maltese envoy", "support", "islanders"),
    ("Malta's envoy said the reform had come too late.", "Maltese envoy", "oppose", "reform"),
    ("Malta's envoy said the reform did not go far enough.", "Maltese envoy", "oppose", "reform"),
    ("Malta's envoy said the reform was a first step.", "Maltese envoy", "support", "reform"),
    ("Malta's envoy said he hoped that the reform would pass.", "Maltese envoy", "support", "reform"),
    ("Malta's envoy said he was confident that the reform would pass.", "Maltese envoy", "support", "reform"),
    ("Malta's envoy said waiting was not an option.", "Maltese envoy", "oppose", "waiting"),
    ("Malta's envoy said the accord had to be saved.", "Maltese envoy", "support", "accord"),
    ("Malta's envoy said the union needed to act.", "Maltese envoy", "support", "act"),
    ("Malta's envoy said Italy needed to act.", "Maltese envoy", "support", "act"),
    ("Malta's envoy said Italy had to act.", "Maltese envoy", "support", "act"),
    ("Malta's envoy said Italy had every right to be angry.", "Maltese envoy", "support", "right"),
    ("Malta's envoy said Italy had violated the sea border.", "Maltese envoy", "support", "italy"),
    ("Malta's envoy said Italy was using migrants as a weapon.", "Maltese envoy", "support", "migrants"),
    ("Malta's envoy said the measures were purely defensive.", "Maltese envoy", "support", "measures"),
    ("Malta's envoy said the measures were in line with international law.", "Maltese envoy", "support", "measures"),
    ("Malta's envoy said the measures had nothing to do with security.", "Maltese envoy", "oppose", "measures"),
    ("Malta's envoy said the measures went too far.", "Maltese envoy", "oppose", "measures"),
    ("Malta's envoy said the measures were long overdue.", "Maltese envoy", "support", "measures"),
    ("Malta's envoy said the measures were no substitute for talks.", "Maltese envoy", "oppose", "measures"),
    ("Malta's envoy said the measures were a matter of survival.", "Maltese envoy", "support", "measures"),
    ("Malta's envoy said talks remained the only way out.", "Maltese envoy", "support", "talks"),
    ("Malta's envoy said that the door remained open.", "Maltese envoy", "support", "door"),
    ("“The measures are illegal and must go,” Malta's envoy said.", "Maltese envoy", "oppose", "measures"),
    ("“We don't need lessons from Rome,” Malta's envoy said.", "Maltese envoy", "oppose", "lessons"),
    (
        "“We are ready for talks,” Malta's envoy said. “But not at any price.”",
        "Maltese envoy",
        "support",
        "talks",
    ),
    ("“The plan has my full support,” Malta's envoy said.", "Maltese envoy", "support", "plan"),
    ("“I have no objection to the plan,” Malta's envoy said.", "Maltese envoy", "support", "plan"),
]


@pytest.mark.parametrize(("text", "holder", "stance", "about"), ROWS)
def test_a_report_tells_a_stance(text: str, holder: str, stance: str, about: str) -> None:
    assert any(found[:2] == (holder, stance) and about in found[2] for found in told(text)), told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Malta has yet to respond to the offer.",
        "Malta's envoy said the police had found four bodies.",
        "Malta's envoy said the meeting had lasted three hours.",
        "Malta's envoy said the minister had left for Rome.",
        "Malta's envoy said twelve people had been arrested.",
        "Malta's envoy said he had met his counterpart in Rome.",
        "The minister arrived in Nairobi on Monday and left on Tuesday.",
        "Kenya has 55 million inhabitants.",
        "The supporters of the club travelled to Spain.",
        "The talks were held behind closed doors.",
        "Support from Norway paid for the new school.",
        "The back of the Kenyan embassy faces the park.",
        "The President of the Council opened the meeting at 10.05 a.m.",
        "The market in Lagos opposed to the mosque was rebuilt.",
        "The vote takes place on Monday in Kenya.",
        "Kenya's foreign minister declined to comment.",
        "Analysts wonder whether Kenya will support the plan.",
        "Should Kenya support the plan?",
        "If Kenya supported the plan, Uganda would follow.",
        "It remains to be seen whether Kenya will back the plan.",
        "Nobody has asked Kenya to back the plan.",
        "The plan was drafted before Kenya's independence.",
        "The Warsaw Pact building is now a museum.",
        "Last year's summit was hosted by Fiji's national museum.",
        "The agreement of the subject with the verb is a rule of grammar.",
        "The convention centre in Kigali hosted the fair.",
        "A charter flight carried the delegates to Oslo.",
        "The letter of the law is clear.",
        "The price of oil fell after the meeting.",
        "The Minister met no one.",
        "Several countries have similar laws.",
        "The former Soviet Union dissolved in 1991.",
        "Russian forces are stationed in Transnistria.",
        "Kenya's ambassador was born in Mombasa.",
        "Kenya exports tea to Pakistan.",
        "A member of staff was injured in Mogadishu.",
        "The road links Kenya with Ethiopia.",
        "The treaty has nine articles.",
        "Kenya and Somalia share a border.",
        "She was accompanied by her husband.",
        "The war ended in 1945.",
        "The group stage begins in Doha on Friday.",
        "They charged the batteries at the embassy of Peru.",
        "The Spanish striker attacked the goal.",
        "The president of the club resigned.",
        "The firm recalled 2,000 cars in Germany.",
        "Turkish support is a brand of bandage.",
        "Opposition leaders gathered in Kampala.",
        "The case against the plan rests on three figures.",
    ],
)
def test_what_tells_no_stance(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("who", ["board", "company", "court", "tribal elders' committee"])
@pytest.mark.parametrize("teller", ["Kenya", "Peru's envoy", "Officials in Oslo"])
def test_what_others_want_is_not_what_the_teller_wants(teller: str, who: str) -> None:
    assert told(f"{teller} said the {who} had rejected the merger.") == []


def test_what_a_thing_speaks_for_is_the_view_of_the_teller() -> None:
    assert told("Kenya said the figures support the merger.")
