"""Keeps documents, claims, events and decisions. SQL stands here and in the gazetteer resource, nowhere else."""
