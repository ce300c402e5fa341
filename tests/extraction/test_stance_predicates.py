"""What the words of support, demand, refusal, doubt and concern say, one plain sentence for each."""

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
    ("Kenya backs the deployment of a regional force to Goma.", "Kenya", "support", "deployment"),
    (
        "Uruguay endorsed the proposal for a nuclear-free zone in the South Atlantic on Tuesday.",
        "Uruguay",
        "support",
        "proposal",
    ),
    ("Botswana welcomed the release of the detained journalists.", "Botswana", "support", "release"),
    ("The Vatican hailed the truce in Colombia.", "Holy See", "support", "truce"),
    ("Fiji applauded Australia's decision to sign the climate pact.", "Fiji", "support", "decision"),
    ("Jordan has championed a two-state solution for decades.", "Jordan", "support", "two-state solution"),
    ("Morocco favours a negotiated settlement over the Western Sahara.", "Morocco", "support", "negotiated settlement"),
    ("Slovakia prefers gradual sanctions to an immediate embargo.", "Slovakia", "support", "gradual sanctions"),
    ("Lesotho urged South Africa to reopen the border.", "Lesotho", "support", "reopen"),
    ("Ecuador called on Venezuela to release all political prisoners.", "Ecuador", "support", "release"),
    ("Ecuador called for the release of all political prisoners.", "Ecuador", "support", "release"),
    ("Bolivia is pressing for access to the Pacific.", "Bolivia", "support", "access"),
    ("Mongolia pushed for a regional dialogue on security.", "Mongolia", "support", "dialogue"),
    ("Ireland pleaded for a humanitarian corridor into Gaza.", "Ireland", "support", "corridor"),
    ("Algeria demanded an apology from France for colonial crimes.", "Algeria", "support", "apology"),
    ("Cyprus demanded that Turkey withdraw its troops from the island.", "Cyprus", "support", "withdraw"),
    ("Chad rejected any foreign interference in its affairs.", "Chad", "oppose", "interference"),
    ("Chad rejects the allegations as baseless.", "Chad", "oppose", "allegations"),
    ("Denmark ruled out a sale of Greenland.", "Denmark", "oppose", "sale"),
    ("Denmark has ruled out selling Greenland.", "Denmark", "oppose", "selling greenland"),
    ("Tunisia dismissed the report as biased.", "Tunisia", "oppose", "report"),
    ("Singapore warned against a new arms race in Asia.", "Singapore", "oppose", "arms race"),
    ("Singapore warned that tariffs would harm everyone.", "Singapore", "oppose", "tariffs"),
    ("Chile condemned the assassination of the opposition leader.", "Chile", "oppose", "assassination"),
    ("Sri Lanka deplored the loss of civilian life in Gaza.", "Sri Lanka", "oppose", "loss"),
    ("Austria denounced the annexation as illegal.", "Austria", "oppose", "annexation"),
    ("Portugal decried the collapse of the talks.", "Portugal", "oppose", "collapse"),
    ("Belarus slammed the new sanctions as economic warfare.", "Belarus", "oppose", "sanctions"),
    ("Eritrea blasted the resolution as one-sided.", "Eritrea", "oppose", "resolution"),
    ("Zambia criticised the IMF's lending conditions.", "Zambia", "oppose", "conditions"),
    ("Guatemala protested against the expulsion of its consul.", "Guatemala", "oppose", "expulsion"),
    ("Hungary objected to the use of frozen Russian assets.", "Hungary", "oppose", "use"),
    ("Hungary took issue with the Commission's reading of the treaty.", "Hungary", "oppose", "reading"),
    ("Poland balked at the cost of the scheme.", "Poland", "oppose", "cost"),
    ("Nepal bristled at India's new map.", "Nepal", "oppose", "map"),
    ("Slovenia shunned the summit in Minsk.", "Slovenia", "oppose", "summit"),
    ("Panama spurned the American offer of mediation.", "Panama", "oppose", "offer"),
    ("Russia vetoed the draft resolution on Mali.", "Russia", "oppose", "draft resolution"),
    ("Hungary blocked the release of six billion euros in military aid.", "Hungary", "oppose", "release"),
    ("Greece opposed the opening of accession talks with North Macedonia.", "Greece", "oppose", "opening"),
    ("Iceland resisted calls to reopen the fisheries agreement.", "Iceland", "oppose", "reopen"),
    ("Ghana abstained on the resolution.", "Ghana", "mixed", "resolution"),
    ("Senegal is committed to regional integration.", "Senegal", "support", "integration"),
    ("Senegal committed itself to cutting emissions by a third.", "Senegal", "support", "cutting emissions"),
    ("Cambodia sides with China on the dispute.", "Cambodia", "support", "china"),
    ("Albania stands behind Ukraine's bid to join NATO.", "Albania", "support", "bid"),
    ("Samoa stands with Taiwan.", "Samoa", "support", "taiwan"),
    ("The Liberal Party came out against the pipeline.", "Liberal Party", "oppose", "pipeline"),
    ("The Liberal Party came out in favour of the pipeline.", "Liberal Party", "support", "pipeline"),
    ("Rwanda threw its weight behind the Kenyan candidate.", "Rwanda", "support", "candidate"),
    ("Finland is in favour of a price cap.", "Finland", "support", "price cap"),
    ("Finland is opposed to a price cap.", "Finland", "oppose", "price cap"),
    ("Finland is against a price cap.", "Finland", "oppose", "price cap"),
    ("Finland is for a price cap.", "Finland", "support", "price cap"),
    ("Bahrain sees no alternative to dialogue.", "Bahrain", "support", "dialogue"),
    ("Thailand has long maintained that the temple lies on its side of the border.", "Thailand", "support", "temple"),
    ("Oman voiced concern about the militarisation of the Gulf.", "Oman", "oppose", "militarisation"),
    ("Oman expressed support for the mediation of the African Union.", "Oman", "support", "mediation"),
    ("Oman expressed its opposition to the mediation.", "Oman", "oppose", "mediation"),
    ("Oman reaffirmed its commitment to the Charter.", "Oman", "support", "charter"),
    ("Malaysia considers the blockade illegal.", "Malaysia", "oppose", "blockade"),
    ("Malaysia sees the pact as a threat to stability.", "Malaysia", "oppose", "pact"),
    ("Laos believes that the dam will bring prosperity.", "Laos", "support", "dam"),
    ("Laos doubts that the sanctions will work.", "Laos", "oppose", "sanctions"),
    ("Laos questioned the need for a new tribunal.", "Laos", "oppose", "new tribunal"),
    ("Kyrgyzstan wants the border demarcated by the end of the year.", "Kyrgyzstan", "support", "border demarcated"),
    ("Kyrgyzstan seeks a seat on the Security Council.", "Kyrgyzstan", "support", "seat"),
    ("Armenia accepted the plan for demarcation.", "Armenia", "support", "plan"),
    ("Brazil proposed a peace conference in Manaus.", "Brazil", "support", "peace conference"),
    ("Brazil recommended an independent inquiry.", "Brazil", "support", "inquiry"),
    ("Vietnam defended its land reclamation in the Spratlys.", "Vietnam", "support", "land reclamation"),
    ("Nicaragua justified the expulsion of the nuncio.", "Nicaragua", "support", "expulsion"),
    ("Mexico denied any involvement in the raid.", "Mexico", "oppose", "involvement"),
    ("Djibouti has no objection to a Turkish base.", "Djibouti", "support", "base"),
    ("Belgium drew a red line at the expropriation of private assets.", "Belgium", "oppose", "expropriation"),
    ("A return to the status quo would be unacceptable, Georgia said.", "Georgia", "oppose", "return"),
    ("Romania called the vote a sham.", "Romania", "oppose", "vote"),
    ("Romania described the corridor as vital for the region.", "Romania", "support", "corridor"),
    ("Uganda cast doubt on the findings of the experts.", "Uganda", "oppose", "findings"),
    ("Uganda poured cold water on the idea of a merger.", "Uganda", "oppose", "merger"),
    ("Uganda turned down the invitation to the summit.", "Uganda", "oppose", "invitation"),
    ("Japan regretted North Korea's withdrawal from the talks.", "Japan", "oppose", "withdrawal"),
    ("Japan stressed the importance of free navigation.", "Japan", "support", "free navigation"),
    ("Japan underlined the need for restraint.", "Japan", "support", "restraint"),
    ("Japan attaches great importance to the ceasefire.", "Japan", "support", "ceasefire"),
    ("Paraguay recognises Taiwan as a sovereign state.", "Paraguay", "support", "taiwan"),
    ("Paraguay does not recognise Kosovo.", "Paraguay", "oppose", "kosovo"),
    ("Canada is sceptical of the plan.", "Canada", "oppose", "plan"),
    ("Canada is wary of a wider war.", "Canada", "oppose", "wider war"),
    ("Canada is concerned about the arrests.", "Canada", "oppose", "arrests"),
    ("Canada is alarmed by the arrests.", "Canada", "oppose", "arrests"),
    ("Canada is grateful for Denmark's support.", "Canada", "support", "support"),
    ("Canada is keen on a free trade deal.", "Canada", "support", "trade deal"),
    ("Canada is convinced that the treaty will hold.", "Canada", "support", "treaty"),
    ("Canada is divided over the pipeline.", "Canada", "mixed", "pipeline"),
    ("Canada remains undecided on the draft.", "Canada", "uncertain", "draft"),
    ("Canada has not yet taken a position on the draft.", "Canada", "uncertain", "draft"),
    ("Canada says it does not know whether the treaty will hold.", "Canada", "uncertain", "treaty"),
]


@pytest.mark.parametrize(("text", "holder", "stance", "about"), ROWS)
def test_a_predicate_tells_a_stance(text: str, holder: str, stance: str, about: str) -> None:
    assert any(found[:2] == (holder, stance) and about in found[2] for found in told(text)), told(text)
