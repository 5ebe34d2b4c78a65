import pytest
from django.test import Client


@pytest.mark.django_db
def test_favicon_leads_to_the_icon_without_a_sign_in(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/img/mark.svg")
