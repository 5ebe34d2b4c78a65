"""What depends on the moment a request for an Exec Summary is looked at."""

from typing import Any

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def is_time_to_remind(request: Any) -> bool:
    """Whether its one reminder may be sent now; the FM's question is replied to first."""
    remindable_at = request.remindable_at
    return remindable_at is not None and remindable_at <= timezone.now() and not request.is_asking_back
