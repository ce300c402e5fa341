"""Resolutions, treaties, laws and votes: their names and symbols, what is told of them. `resolutions` is the way in."""
