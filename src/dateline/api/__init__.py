"""The web application: routes over a store, and the page."""
