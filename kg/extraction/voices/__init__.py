"""Who says it, through whom: authors, speakers' turns, quotations and what they hang on. `voices` is the way in."""
