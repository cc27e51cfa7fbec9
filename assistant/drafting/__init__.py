"""Drafting: choose topics, compose a draft from the library, verify it, offer the first good one."""
