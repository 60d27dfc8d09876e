"""What holds for every test: Hypothesis tries the same examples each time, and sets no deadline.

So nobody meets a surprise who changed nothing, and a busy machine is nobody's fault. For examples that
nobody has tried yet: `pytest --hypothesis-profile=chance`. And days begin at midnight in Greenwich, wherever
the machine stands.
"""

import os
import time

from hypothesis import HealthCheck, settings

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=False)
settings.register_profile("chance", patient)
settings.register_profile("checkin", patient, derandomize=True, database=None)
settings.load_profile("checkin")

os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()
