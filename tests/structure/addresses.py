"""Every address of the app, read from the URLconf."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

OUR_NAMESPACES = ("accounts", "customers", "notes")


@dataclass(frozen=True)
class Address:
    """One route: `name` with its namespace, and the view function behind it."""

    name: str
    view_name: str
    parameters: tuple[str, ...]

    @property
    def namespace(self) -> str:
        return self.name.rpartition(":")[0]

    @property
    def bare_name(self) -> str:
        return self.name.rpartition(":")[2]

    def __str__(self) -> str:
        return self.name


def _walk(resolver: URLResolver, namespace: str, parameters: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        names = (*parameters, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, [namespace, pattern.namespace or ""]))
            yield from _walk(pattern, inner, names)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "__name__", type(pattern.callback).__name__)
            yield Address(":".join(filter(None, [namespace, pattern.name or view])), view, names)


ALL = sorted(_walk(get_resolver(), "", ()), key=lambda address: address.name)
OURS = [address for address in ALL if address.namespace in OUR_NAMESPACES]
