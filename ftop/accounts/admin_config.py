from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    """Django admin with our own site, so that sign-in and what is shown there follow our rules."""

    default_site = "ftop.accounts.admin_site.AdminSite"
