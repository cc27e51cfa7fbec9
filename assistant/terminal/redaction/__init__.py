"""The command ``checkback redact``: single texts, JSON lines, and files in bulk."""
