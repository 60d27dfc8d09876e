"""Reading a bank: from bytes to a `Bank`, with everything that is wrong with it."""
