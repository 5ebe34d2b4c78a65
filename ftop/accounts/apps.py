from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ftop.accounts"
    verbose_name = "People"
