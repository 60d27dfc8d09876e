"""Right-moment prompts: one question more in a meeting, when its moment has come."""
