"""What actors are to each other, and what is said of their agreement. `relations` is the way in."""
