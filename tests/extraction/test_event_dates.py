from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document

EXTRACTOR = Extractor(get_registry())


def date_of(text: str, word: str) -> str | None:
    reading = EXTRACTOR.read(Document(id="d", title="d", text=text, published="2024-05-23"))
    found = next(p for p in reading.predications() if word in (p.head.text, p.verb.text))
    return reading.event_date(found).get("date")


@pytest.mark.parametrize(
    ("text", "word", "date"),
    [
        ("After Indian troops entered Goa in December 1961, Portugal recalled its envoy.", "entered", "1961-12"),
        ("In May of this year Kenya sent police to Haiti.", "sent", "2024-05"),
        ("In November of last year Peru expelled the envoy.", "expelled", "2023-11"),
        ("The army seized power on 26 July last year.", "seized", "2023-07-26"),
        ("The talks collapsed in March 2014. In October of that year Serbia signed.", "signed", "2014-10"),
        ("In the spring of 1968 Soviet tanks entered Prague.", "entered", "1968-21"),
        ("Last summer Niger expelled the troops.", "expelled", "2023-22"),
        ("In 1979 the Shah fled. That autumn students seized the embassy.", "seized", "1979-23"),
        ("In 1979 the Shah fled, and in November Carter froze the assets.", "froze", "1979-11"),
        ("In 1962 China attacked India; the war ended on 21 November.", "ended", "1962-11-21"),
        ("In 2003 the king of Nepal resigned; the following year Kenya expelled him.", "expelled", "2004"),
        ("Kenya met Togo in May 2021 and recalled its envoy.", "recalled", "2021-05"),
        ("Chad closed its border in June 2019, whereupon Niger expelled the envoy.", "expelled", "2019-06"),
        ("Peru expelled the envoy in March 2011, which Chile condemned as rash.", "condemned", "2011-03"),
        ("Chad closed its border on Monday, a day after two soldiers were killed by rebels.", "killed", "2024-05-19"),
        ("Two days after rebels attacked Bria on 3 May 2013, Chad sent troops.", "sent", "2013-05-05"),
        ("Resolution 955, adopted on 8 November 1994, requested a report from Kenya.", "requested", "1994-11-08"),
        ("Under the Treaty of Lomé, signed on 7 July 1999, Togo recognised the rebels.", "recognised", "1999-07-07"),
        ("The embargo imposed by resolution 733 (1992) still holds.", "imposed", "1992"),
        ("Togo, which recognised the junta in July 2021, met its envoy.", "recognised", "2021-07"),
        ("Brazil stands by its decision of March 2017 to recognise the junta.", "recognise", "2017-03"),
        ("Rwanda has bombed the town since last week.", "bombed", "2024-05/.."),
        ("Mali has imposed a curfew since 2012.", "imposed", "2012/.."),
        ("Kenya threatened to close the base last month.", "threatened", "2024-04"),
        ("Relations froze in May 2012, when Togo expelled the envoy.", "expelled", "2012-05"),
        ("Talks collapsed in April 2013 after the envoys walked out.", "walked", "2013-04"),
        ("Ghana's minister met the envoy of Togo last night.", "met", "2024-05-22"),
        ("Ghana's minister will visit Togo next week.", "visit", "2024-05-27/2024-06-02"),
        ("Rebels blocked the road throughout March.", "blocked", "2024-03"),
        ("Rwanda joined the rebels and invaded Zaire in October 1996.", "invaded", "1996-10"),
        ("Ethiopia held its seat until June 2019, when it blocked the resolution.", "blocked", "2019-06"),
        ("On 1 March 1954 the test began. A fortnight later Japan protested.", "protested", "1954-03"),
        ("On 22 May 1967 Nasser closed the Straits. The next day Israel mobilised.", "mobilised", "1967-05-23"),
        ("President Ruto takes office on Sunday.", "takes", "2024-05-26"),
        ("Kenya's president met Joe Biden on Monday.", "met", "2024-05-20"),
        ("Russia announced a truce from noon on 1 June.", "truce", "2024-06-01"),
        ("Norway offered mediation in 1999.", "offered", "1999"),
        ("On Sunday Honduras broke off relations with Taiwan.", "broke", "2024-05-19"),
        ("The December accord failed.", "accord", "2023-12"),
    ],
)
def test_stories_are_dated(text: str, word: str, date: str) -> None:
    assert date_of(text, word) == date


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Dayton accords of November 1995 ended the war, and NATO sent soldiers.", "sent"),
        ("The Dayton accords of November 1995 ended the war.", "ended"),
        ("Chad has broken the pledge that it made at the summit in 1999.", "broken"),
        ("Kenya met Togo in May 2021 and later recalled its envoy.", "recalled"),
        ("Chad closed its border, a day after two soldiers were killed by rebels.", "killed"),
        ("Togo broke the accord signed on 7 July 1999.", "broke"),
        ("Kenya condemns the downing of the airliner on 17 July 2014.", "condemns"),
        ("A fortnight later, the junta released the hostages.", "released"),
        ("Following the raid on 2 May, Kenya recalled its ambassador.", "recalled"),
        ("Thailand insists on talks under the memorandum of 2000.", "insists"),
        ("Over the past two decades Russia has often sent troops.", "sent"),
    ],
)
def test_dates_of_other_things_date_nothing(text: str, word: str) -> None:
    assert date_of(text, word) is None
