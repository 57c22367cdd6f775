SERVICE_CONFIG = "{}"
"""Policy."""
