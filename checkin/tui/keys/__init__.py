"""The keys of acts: which there may be, those that people chose, every page's, and one after the other."""
