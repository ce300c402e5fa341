"""Who takes part: mentions of actors by name, office, people or description, and what takes them up again.

`actors` is the way in; `finding` asks names, people, offices, organisations, governments, groups and alliances in turn.
"""
