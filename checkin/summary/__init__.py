"""The shared summary: one document, and the forms of it that people read, send and keep."""
