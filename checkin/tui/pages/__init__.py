"""One module per kind of prompt: what stands on the page and which acts its keys make."""
