from django import forms


class HintDismissForm(forms.Form):
    """`up_to` is the moment of the newest fact that the person saw in the hint."""

    up_to = forms.DateTimeField()
    on_home = forms.BooleanField(required=False)  # where it was put away, and where to go on
