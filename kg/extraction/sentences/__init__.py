"""One sentence, read once: predications with arguments by role, mood, condition and the context they stand in."""
