"""The JSON Schema of banks, shared questions and translations, for editors."""
