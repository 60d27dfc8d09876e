"""The catalogue of what can be wrong with a bank."""
