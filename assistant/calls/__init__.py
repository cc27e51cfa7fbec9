"""Calls: the memory of one call, and the calls that are open now."""
