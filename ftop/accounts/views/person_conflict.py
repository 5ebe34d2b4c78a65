from ftop.accounts.enums import Role
from ftop.accounts.forms.person import PersonUpdateForm
from ftop.accounts.models import User
from ftop.lib.conflict import Difference


def differences(current: User, form: PersonUpdateForm) -> list[Difference]:
    """Compare the person as stored with what somebody typed on top of an older version."""
    fields = [name for name in form.fields if name != "version"]
    pairs = [(name, _shown(getattr(current, name)), _shown(form.cleaned_data[name])) for name in fields]
    return [Difference(str(form.fields[name].label), old, new) for name, old, new in pairs if old != new]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(role.label for role in Role if role in value) or "none"
    return str(value or "none")
