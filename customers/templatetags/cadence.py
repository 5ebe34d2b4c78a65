"""When the next Enterprise Status Note of a customer is due, in words."""

from datetime import date

from django import template
from django.utils.html import format_html

from customers.models import Customer

register = template.Library()


@register.simple_tag
def enterprise_due(customer: Customer, today: date) -> str:
    """What a row says of a note that is due or overdue; nothing while none is wanted."""
    standing = customer.enterprise_standing(today=today)
    if standing is None or not standing.is_wanted:
        return ""
    return format_html('<span class="overdue">Enterprise note {}</span>', standing.words)
