"""Claims → events and origins. Pure."""
