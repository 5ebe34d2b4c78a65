from django import forms


class HintDismissForm(forms.Form):
    """The moment of the newest fact that the person saw in the hint."""

    up_to = forms.DateTimeField(widget=forms.HiddenInput)
