"""The pages of allauth that we use, under their own names; everything else it offers is not routed."""

from allauth.account import views
from allauth.socialaccount import views as social_views
from django.urls import path, re_path

from ftop.accounts.views import sign_in

urlpatterns = [
    path("login/", sign_in.SignInView.as_view(), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", sign_in.first_password, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.PasswordSetView.as_view(),
        name="account_reset_password_from_key",
    ),
    path("oidc/<slug:provider_id>/login/", sign_in.company_sign_in, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", sign_in.company_answer, name="openid_connect_callback"),
    path("oidc/cancelled/", social_views.login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/error/", social_views.login_error, name="socialaccount_login_error"),
]
