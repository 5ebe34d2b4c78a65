from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from customers.models import Customer
from ftop.lib.text import clean
from notes.forms.error_list import FormError
from notes.models.note import OVERALL_TEXT_LIMIT

STEP = "is_each"  # sent by the review
NOBODY = "Every tick is taken away, so there is nothing to save. Tick the customers it is true for."
_CARRIED = {"key", "text", "happened_on", "no_action_reason"}


@dataclass(frozen=True)
class Field:
    """The name of a text area, for what stands below it."""

    id_for_label: str


@dataclass(frozen=True)
class Row:
    """One customer's text, and whether it goes out."""

    customer: Customer
    text: str
    is_kept: bool
    error: str = ""

    @property
    def field(self) -> Field:
        return Field(f"text-{self.customer.pk}")


class ReviewForm:
    """One text a customer, as posted; on the way in the text for all, everybody ticked. Checked by the service."""

    text_limit = OVERALL_TEXT_LIMIT

    def __init__(self, data: QueryDict, *, customers: Sequence[Customer], text: str) -> None:
        self.data, is_back = data, STEP in data
        self.rows = [
            Row(
                customer,
                text=data.get(f"text-{customer.pk}", text),
                is_kept=not is_back or f"keep-{customer.pk}" in data,
                error=_error_of(data.get(f"text-{customer.pk}", text)),
            )
            for customer in customers
        ]

    def errors(self) -> list[FormError]:
        """Why it cannot be sent as it is: of the customers that are ticked."""
        if not self.texts:
            return [FormError("", NOBODY)]
        wrong = [row for row in self.rows if row.is_kept and row.error]
        return [FormError(row.field.id_for_label, f"{row.customer.name}: {row.error}") for row in wrong]

    def posted_for(self, customers: Sequence[Customer]) -> dict[Customer, str]:
        """What was ticked about customers that this form holds no more."""
        return {c: self.data.get(f"text-{c.pk}", "") for c in customers if f"keep-{c.pk}" in self.data}

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The fields of the text for all, which the review sends along."""
        return [
            (name, value)
            for name, values in self.data.lists()
            if name in _CARRIED or name.startswith("actions-")
            for value in values
        ]

    @property
    def all_texts(self) -> dict[Customer, str]:
        return {row.customer: row.text for row in self.rows}

    @property
    def texts(self) -> dict[Customer, str]:
        """Of those that go out."""
        return {row.customer: row.text for row in self.rows if row.is_kept}

    @property
    def left_out(self) -> list[Customer]:
        return [row.customer for row in self.rows if not row.is_kept]


def _error_of(text: str) -> str:
    """As the service would refuse it."""
    over = len(clean(text)) - OVERALL_TEXT_LIMIT
    if over > 0:
        return f"The note is too long by {over:,} characters. Shorten it, or take the tick away."
    return "" if clean(text) else "Write what happened, or take the tick away."
