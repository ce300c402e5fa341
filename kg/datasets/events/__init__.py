"""Events that others have coded from the news: who did what to whom on which day, as rows.

    icews     ICEWS, tab-separated with a header (CAMEO codes, sectors of actors in words)
    gdelt     GDELT 2.0, tab-separated without a header (CAMEO codes of events and of actors)
    polecat   POLECAT, tab-separated with a header (PLOVER types)
    cameo     which PLOVER type a CAMEO code has
    sectors   when an actor is its state, and when it is one of its own
    reading   rows with their days, scores and duplicates

An actor is the state where it acts for it: the executive, ministries, armed forces, police, secret services.
Parliaments, courts, parties, local governments, opposition and citizens are actors of their own that belong to it.
"""
