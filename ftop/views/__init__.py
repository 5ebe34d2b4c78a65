from ftop.views.health import health_check

__all__ = ["health_check"]
