from django.urls import path

from customers.views import customer_detail

app_name = "customers"

urlpatterns = [
    path("<uuid:key>/", customer_detail.customer_detail, name="customer-detail"),
]
