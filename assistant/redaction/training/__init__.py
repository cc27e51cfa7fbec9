"""Train the name detector: made-up sentences in, ``names_head.safetensors`` out. Never runs in a call.

``data/`` holds frames and lists that people wrote; no line of it comes from a patient.
"""
