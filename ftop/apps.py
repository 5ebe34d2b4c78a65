from django.apps import AppConfig


class FtopConfig(AppConfig):
    name = "ftop"
