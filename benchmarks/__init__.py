"""Quality and speed, measured by hand; not in the package."""
