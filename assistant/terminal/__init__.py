"""What the command line does: read input, call a step, print the result."""
