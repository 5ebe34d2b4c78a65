from django.contrib import admin
from django.urls import include, path

from ftop.views.health import health_check
from ftop.views.home import home
from ftop.views.icon import icon_show

handler500 = "ftop.views.errors.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("health/", health_check, name="health-check"),
    path("favicon.ico", icon_show, name="icon-show"),
    path("accounts/", include("ftop.accounts.sign_in_urls")),
    path("admin/", admin.site.urls),
    path("people/", include("ftop.accounts.urls")),
    path("customers/", include("customers.urls")),
    path("", include("notes.urls")),
]
