"""Banks in other languages: overlays, read, checked and laid over their bank."""
