"""Toponyms → places. Pure; the gazetteer is passed in."""
