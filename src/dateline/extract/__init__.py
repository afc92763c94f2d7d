"""Document → claims. Pure; models are passed in."""
