"""Bytes, files, feeds and addresses → documents. The only stage that touches disk and network to read."""
