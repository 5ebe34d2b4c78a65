"""allauth's forms in our words: the fields and their checks are theirs."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django.forms import Field

PASSWORD_HINT = "At least 12 characters. A few words that belong together are easy to remember and hard to guess."


def _say(field: Field, *, label: str, missing: str, hint: str = "") -> None:
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)


def _say_email(field: Field) -> None:
    _say(field, label="E-mail address", missing="Enter your e-mail address.")
    field.error_messages["invalid"] = "Enter the whole e-mail address, such as name@example.com."
    field.widget.attrs["autocomplete"] = "username"


def _say_new_passwords(fields: dict[str, Field]) -> None:
    _say(fields["password1"], label="New password", missing="Enter a new password.", hint=PASSWORD_HINT)
    _say(fields["password2"], label="New password, again", missing="Enter the new password a second time.")


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_email(self.fields["login"])
        _say(self.fields["password"], label="Password", missing="Enter your password.")


class PasswordResetForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_email(self.fields["email"])


class PasswordSetForm(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_new_passwords(self.fields)


class PasswordChangeForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["oldpassword"], label="Current password", missing="Enter your current password.")
        _say_new_passwords(self.fields)
