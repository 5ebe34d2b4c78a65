from django.urls import path

from customers.views import customer_detail, customer_list

app_name = "customers"

urlpatterns = [
    path("", customer_list.customer_list, name="customer-list"),
    path("<uuid:key>/", customer_detail.customer_detail, name="customer-detail"),
]
