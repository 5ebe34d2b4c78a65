from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from ftop import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", views.health_check, name="health-check"),
    path("accounts/", include("ftop.accounts.sign_in_urls")),
    path("admin/", admin.site.urls),
    path("people/", include("ftop.accounts.urls")),
]

# Rooms arrive one by one: a mount point stands here from the first day and works once its urls module exists.
for prefix, module in [("customers/", "customers.urls"), ("", "notes.urls")]:
    if find_spec(module):
        urlpatterns.append(path(prefix, include(module)))
