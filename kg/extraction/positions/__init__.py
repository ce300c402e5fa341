"""Who holds what of which issue. `positions` is the way in; each reader knows one way in which a stance is taken."""
