"""A line written to somebody: on the thread of a request, or under a note."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict

from ftop.lib.forms import CleanTextFormField, InlineForm
from notes.models.note_comment import COMMENT_LIMIT
from notes.models.request_message import MESSAGE_LIMIT


class _LineForm(InlineForm):
    key = forms.UUIDField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "The form did not come through whole. Your text is kept: please send it again."},
    )

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"key": uuid4()}, **kwargs)
        # A key that was lost on the way is no reason to lose the words: the next try has one.
        if self.is_bound and not data.get("key"):  # type: ignore[union-attr]
            self.put(key=uuid4())


class RequestMessageForm(_LineForm):
    text = CleanTextFormField(
        max_length=MESSAGE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Write what you want to say.",
            "max_length": "A message holds 1,000 characters. Shorten it.",
        },
    )

    def __init__(self, data: QueryDict | None = None, *, label: str) -> None:
        super().__init__(data)
        self.fields["text"].label = label


class NoteCommentForm(_LineForm):
    """`may_ask`: whether a line of this person can be a question that waits for an answer."""

    text = CleanTextFormField(
        max_length=COMMENT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Write your question or answer.",
            "max_length": "A line under a note holds 2,000 characters. Shorten it.",
        },
    )
    is_question = forms.BooleanField(
        required=False, initial=True, label="A question: it waits on the FM’s Home until somebody answers"
    )

    def __init__(self, data: QueryDict | None = None, *, may_ask: bool, may_answer: bool) -> None:
        super().__init__(data, auto_id="comment-%s")
        self.fields["text"].label = "Answer or comment" if may_answer else "Question or comment"
        if not may_ask:
            del self.fields["is_question"]
        elif may_answer:
            self.fields["is_question"].initial = False
