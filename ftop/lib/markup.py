from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Safe HTML one after the other; the type checker sees to it that nothing else is put in."""
    return mark_safe("".join(parts))  # noqa: S308 - every one of them is safe
