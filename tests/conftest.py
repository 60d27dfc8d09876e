"""What holds for every test: Hypothesis sets no deadline, since a busy machine is nobody's fault."""

from hypothesis import HealthCheck, settings

settings.register_profile("checkin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("checkin")
