"""A seat in a process of its own, for tests that kill it: says `in` once it is, then waits for ever."""

import os
import sys

from checkin.live.entering import enter
from checkin.live.link import LineLink
from checkin.record.desk import Desk

pair, seat, meeting = sys.argv[1:]
link = LineLink(*enter(Desk.from_environment(os.environ), pair, seat, meeting=meeting))
print("in", flush=True)
while not link.wait(0):
    pass
