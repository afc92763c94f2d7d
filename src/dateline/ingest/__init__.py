"""Bytes, files, feeds and addresses → documents. The only stage that touches disk and network to read."""

from dateline.ingest.arrivals import Arrived, Fetch, Fetched, Limits
from dateline.ingest.inputs import gather

__all__ = ["Arrived", "Fetch", "Fetched", "Limits", "gather"]
