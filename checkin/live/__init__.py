"""Two seats in one meeting: the room that holds it, the seats, what travels between them, merged text."""
