"""What holds for every test: Hypothesis tries the same examples each time, and sets no deadline.

So nobody meets a surprise who changed nothing, and a busy machine is nobody's fault. For examples that
nobody has tried yet: `pytest --hypothesis-profile=chance`. Days begin at midnight in Greenwich, wherever
the machine stands. Commands and the app start warm; with CHECKIN_COLD=1, each from nothing. And one worker
more than there are cores runs the tests, for many of them wait for a terminal, a room or an editor to answer.
"""

import os
import time

import warm_start
from hypothesis import HealthCheck, settings

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=False)
settings.register_profile("chance", patient)
settings.register_profile("checkin", patient, derandomize=True, database=None)
settings.load_profile("checkin")

warm_start.allowed = "CHECKIN_COLD" not in os.environ

os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()


def pytest_xdist_auto_num_workers() -> int:
    """How many workers `-n auto` means."""
    return (os.cpu_count() or 1) + 1
