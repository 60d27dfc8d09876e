"""What is one person's own: notes, time alone, what comes of it, and who may open it on this account."""
