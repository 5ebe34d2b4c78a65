from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ftop.accounts.kept_post import FIELD, author_token

register = template.Library()


@register.simple_tag(takes_context=True)
def written_by(context: Context) -> SafeString:
    """The hidden field that names who writes in this form; see `ftop.accounts.kept_post`."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, author_token(context["request"].user))
