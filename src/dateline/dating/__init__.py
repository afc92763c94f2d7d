"""Words → intervals of civil days. Pure."""
