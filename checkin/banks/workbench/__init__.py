"""Making and changing banks as text: starters, copies, renaming by spans, nothing half written."""
