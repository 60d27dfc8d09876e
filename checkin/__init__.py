"""checkin: a guided conversation for a mentor and a mentee, in the terminal."""

__version__ = "0.1.0"
