"""The same update about several customers: written once, looked at for each, saved as a note each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ftop.lib.http import AuthenticatedHttpRequest, require
from notes.forms.note import Composer
from notes.forms.shared_update import ReviewForm
from notes.permissions import can_use_snippets
from notes.queries.shared_update import SharedChoice, shared_choice
from notes.services.shared_update import MOST_AT_ONCE, SharedUpdate, keep_drafts, publish_shared
from notes.views.chosen_customers import chosen_customers, list_page, refuse_number


@require_http_methods(["GET", "POST"])
def shared_update_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The text for all; with `step` "review" one text a customer, with "send" the notes."""
    require(can_use_snippets(request.user))
    if request.method == "GET":  # the address of the form, opened by itself: nobody is chosen yet
        return redirect("customers:customer-list")
    ids = chosen_customers(request)
    if refusal := refuse_number(request, ids, at_most=MOST_AT_ONCE, to="write to"):
        return refusal
    choice = shared_choice(request.user, ids=ids)
    step = request.POST.get("step", "")
    today = request.user.day_of(timezone.now())
    data = request.POST if step else None
    composer = Composer(author=request.user, today=today, open_risks=[], data=data, is_checked=step != "back")
    if step in {"review", "send"} and composer.is_valid():
        return _reviewed(request, choice, composer, is_sent=step == "send")
    return _page(request, choice, composer, status=422 if composer.errors() else 200)


def _reviewed(
    request: AuthenticatedHttpRequest, choice: SharedChoice, composer: Composer, *, is_sent: bool
) -> HttpResponse:
    values, now = composer.values(), timezone.now()
    update = SharedUpdate(values["key"], values["happened_on"], values["actions"], values["no_action_reason"])
    review = ReviewForm(request.POST, customers=choice.to_write, text=values["text"])
    errors = review.errors() if is_sent else []
    if not is_sent or errors:
        keep_drafts(update=update, texts=review.all_texts, by=request.user, now=now)
        return _page(request, choice, composer, review=review, errors=errors, status=422 if errors else 200)
    texts, refused = review.texts, review.posted_for(choice.left_out)
    outcomes = publish_shared(
        update=update, texts=texts, left_out=review.left_out, refused=refused, by=request.user, now=now
    )
    context = {
        "outcomes": outcomes,
        "saved": sum(1 for outcome in outcomes if not outcome.problem),
        "hidden_count": _hidden_count(request, choice),
        "back": list_page(request),
    }
    return render(request, "notes/shared_update_done.html", context)


def _hidden_count(request: AuthenticatedHttpRequest, choice: SharedChoice) -> int:
    """How many of those sent along this person does not see any more, since an assignment ended meanwhile."""
    return len(set(request.POST.getlist("customer"))) - len(choice.to_write) - len(choice.left_out)


def _page(
    request: AuthenticatedHttpRequest,
    choice: SharedChoice,
    composer: Composer,
    *,
    review: ReviewForm | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    context |= {"choice": choice, "composer": composer, "review": review, "back": list_page(request)}
    template = "notes/shared_update_review.html" if review else "notes/shared_update_create.html"
    return render(request, template, context, status=status)
