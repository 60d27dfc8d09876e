"""A meeting that nobody attends: its answers come from a file, and all that is wrong is told at once."""
