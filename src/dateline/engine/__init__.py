"""Runs the pipeline over many documents: today a process a core on one machine."""
