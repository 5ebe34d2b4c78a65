from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict

from customers.enums import Health, Priority, Segment
from customers.models import Customer
from customers.services.customer import FACTS
from ftop.accounts.models import Region
from ftop.lib.forms import BaseForm, CleanTextFormField, EditForm


class CustomerForm(BaseForm):
    name = CleanTextFormField(
        label="Name",
        max_length=200,
        error_messages={
            "required": "Give the customer's name.",
            "max_length": "A name holds %(limit_value)d characters. Shorten it.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    tpid = CleanTextFormField(
        label="TPID",
        max_length=20,
        # The database refuses it as well; asked here, all that is wrong is said at once.
        validators=[RegexValidator(r"\A[0-9]*\Z", "A TPID is digits only, for example 2048317.")],
        help_text="The account number: digits only.",
        error_messages={
            "required": "Give the TPID, the customer's account number.",
            "max_length": "A TPID has up to %(limit_value)d digits.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    industry = CleanTextFormField(
        label="Industry",
        required=False,
        max_length=100,
        error_messages={"max_length": "An industry holds %(limit_value)d characters. Shorten it."},
    )
    region = forms.ModelChoiceField(
        label="Region",
        queryset=Region.objects.none(),
        empty_label="Choose …",
        error_messages={
            "required": "Choose the region.",
            "invalid_choice": "This region is no longer there. Choose one from the list.",
        },
    )
    seats = forms.IntegerField(
        label="Seats",
        min_value=0,
        max_value=2_000_000_000,
        initial=0,
        error_messages={
            "required": "Give the number of seats; 0 where it is not known.",
            "invalid": "Give the seats as a whole number, such as 20000.",
            "min_value": "Seats cannot be fewer than 0.",
            "max_value": "Nobody has that many seats. Check the number.",
        },
    )
    segment = forms.ChoiceField(
        label="Segment",
        choices=Segment.choices,
        initial=Segment.OTHER,
        help_text="S500 and S501–S1500 are the strategic customers.",
        error_messages={
            "required": "Choose the segment from the list.",
            "invalid_choice": "Choose the segment from the list.",
        },
    )
    health = forms.ChoiceField(
        label="Health",
        required=False,
        choices=Health.choices,
        initial=Health.UNKNOWN,
        help_text="As measured from usage.",
        error_messages={"invalid_choice": "Choose the health from the list."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.all()  # type: ignore[attr-defined]

    def has_regions(self) -> bool:
        """Whether there is a region to choose; a new installation has none."""
        return Region.objects.exists()


class CustomerCreateForm(CustomerForm):
    priority = forms.ChoiceField(
        label="Priority",
        choices=Priority.choices,
        initial=Priority.MEDIUM,
        help_text="High: a scheduled cadence. Medium: less active. Low: inactive or blocked.",
        error_messages={
            "required": "Choose the priority from the list.",
            "invalid_choice": "Choose the priority from the list.",
        },
    )


class CustomerUpdateForm(EditForm, CustomerForm):
    """The facts without the priority, which changes with a reason on a page of its own."""

    def __init__(self, data: QueryDict | None = None, *, customer: Customer) -> None:
        super().__init__(data, initial=initial_of(customer))


def initial_of(customer: Customer) -> dict[str, Any]:
    """The customer's facts as the form shows them."""
    return {name: getattr(customer, name) for name in (*FACTS, "version")}


class ArchiveForm(BaseForm):
    reason = CleanTextFormField(
        label="Why",
        max_length=1000,
        help_text="One sentence; it stands on the timeline.",
        error_messages={
            "required": "Say in a sentence why the customer is archived. It stands on the timeline.",
            "max_length": "A reason holds %(limit_value)d characters. Shorten it.",
        },
    )


class RestoreForm(BaseForm):
    reason = CleanTextFormField(
        label="Why",
        required=False,
        max_length=1000,
        help_text="It stands on the timeline.",
        error_messages={"max_length": "A reason holds %(limit_value)d characters. Shorten it."},
    )
