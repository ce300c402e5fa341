"""What happened: triggers, participants, whether it did happen, the same thing told twice. `events` is the way in."""
