"""What a position is about, as a neutral proposition with one polarity. `issues` is the way in."""
