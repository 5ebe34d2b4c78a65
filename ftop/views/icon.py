from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe


# Public (see accounts.public_views): browsers ask for it on pages that name no icon, such as plain text.
@require_safe
def icon_show(request: HttpRequest) -> HttpResponse:
    """Lead `/favicon.ico` to the icon; its address changes with its content."""
    return redirect(static("img/mark.svg"))
