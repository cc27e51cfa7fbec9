"""Understanding: what the patient needs, in words to search with."""
