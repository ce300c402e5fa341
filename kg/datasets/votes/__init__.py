"""Roll-call votes, in the layouts in which they are published: who voted how on what, as rows.

    unvotes    the three tables of the R package `unvotes` (UN General Assembly)
    voeten     the one table of Erik Voeten's release on Dataverse (UN General Assembly)
    library    the tables of the UN Digital Library (General Assembly, Security Council)
    plain      a table of one's own: symbol, date, member, vote
    codes      what codes of votes, resolutions and dates mean
    gathering  rows of single votes as roll calls with their votes

Every layout gives the same rows: each roll call once, before its votes. Who was no member has no vote.
"""
