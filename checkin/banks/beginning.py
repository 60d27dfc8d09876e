"""The banks that a pair begins with when it names none. Here since most commands need no more of banks."""

REGULAR, FIRST_MEETING = "regular", "first_meeting"
"""Their ids."""
