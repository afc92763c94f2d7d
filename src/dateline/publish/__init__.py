"""Events → files that others read."""
