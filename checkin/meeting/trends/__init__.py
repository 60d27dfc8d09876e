"""Looking back over many meetings: facts as figures, pictures and words, never a grade."""
