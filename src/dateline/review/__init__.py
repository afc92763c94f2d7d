"""Decisions applied to events. Pure."""
