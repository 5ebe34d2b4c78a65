from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict

from customers.models import Tenant
from ftop.lib.forms import BaseForm, CleanTextFormField, EditForm


class GuidFormField(forms.UUIDField):
    """A tenant id as the admin centre shows it, with or without braces and blanks around it."""

    def to_python(self, value: Any) -> UUID | None:  # type: ignore[override]
        return super().to_python(value.strip().strip("{}") if isinstance(value, str) else value)


class TenantForm(BaseForm):
    name = CleanTextFormField(
        label="Display name",
        max_length=200,
        error_messages={
            "required": "Give the tenant's display name.",
            "max_length": "A name holds %(limit_value)d characters. Shorten it.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    default_domain = CleanTextFormField(
        label="Default domain",
        validators=[RegexValidator(r"\A[^\s@/]+\.[^\s@/]+\Z", "Give the domain alone, such as contoso.example.")],
        max_length=253,
        help_text="Such as contoso.onmicrosoft.com.",
        error_messages={
            "required": "Give the tenant's default domain.",
            "max_length": "A domain holds %(limit_value)d characters.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    tenant_guid = GuidFormField(
        label="Tenant id",
        help_text="The GUID of the directory.",
        error_messages={
            "required": "Give the tenant id.",
            "invalid": "A tenant id is a GUID, such as 72f988bf-86f1-41af-91ab-2d7cd011db47.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_default_domain(self) -> str:
        """In small letters, as it is stored."""
        return str(self.cleaned_data["default_domain"]).lower()


class TenantUpdateForm(EditForm, TenantForm):
    def __init__(self, data: QueryDict | None = None, *, tenant: Tenant) -> None:
        super().__init__(data, initial=initial_of(tenant))


def initial_of(tenant: Tenant) -> dict[str, Any]:
    """The tenant as its form shows it."""
    return {name: getattr(tenant, name) for name in ("name", "default_domain", "tenant_guid", "version")}
