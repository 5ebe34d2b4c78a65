from django.urls import path

from ftop.accounts.views import demo, kept_post, person, preferences

app_name = "accounts"

urlpatterns = [
    path("", person.person_list, name="person-list"),
    path("new/", person.person_create, name="person-create"),
    path("options/", person.person_options, name="person-options"),
    path("preferences/", preferences.preferences_update, name="preferences-update"),
    path("kept/", kept_post.kept_post_detail, name="kept_post-detail"),
    path("demo/", demo.demo_sign_in, name="demo-sign_in"),
    path("<int:pk>/edit/", person.person_update, name="person-update"),
    path("<int:pk>/invite/", person.person_invite, name="person-invite"),
]
