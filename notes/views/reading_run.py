"""Reading many customers one by one. The run lives in the address: what it is made of, and where one stands."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from customers.forms.customer_choice import CustomerChoiceForm
from customers.forms.customer_list import CustomerFilterForm
from customers.models import Customer
from customers.queries import customer_list
from customers.views.loading import visible_customer
from ftop.lib.http import AuthenticatedHttpRequest
from notes.forms.reading_run import MOST_CHOSEN, ReadingRunForm, only_of
from notes.models import Note, RequestBatch
from notes.queries.reading_run import batch_customers, chosen_customers, place_in, reading_of
from notes.services.reading_run import mark_customer_read
from notes.views.chosen_customers import say_none_chosen


@dataclass(frozen=True)
class Run:
    """`back` is where it was begun; `query` is its address without the place in it."""

    customers: QuerySet[Customer]
    query: QueryDict
    at: UUID | None
    title: str
    back: str
    batch: RequestBatch | None = None

    def address(self, at: UUID | None = None) -> str:
        query = self.query.copy()
        if at:
            query["at"] = str(at)
        return f"{reverse('notes:reading_run-detail')}?{query.urlencode()}"


@require_POST
def reading_run_start(request: AuthenticatedHttpRequest) -> HttpResponse:
    """From the customer list: the ticked ones, or all that it is narrowed to."""
    choice = CustomerChoiceForm(request.POST)
    if not choice.is_valid() or choice.keys() == []:
        return say_none_chosen(request)
    query, keys = choice.list_asked().copy(), choice.keys()
    query.pop("page", None)
    if keys is not None:
        if len(keys) > MOST_CHOSEN:
            messages.warning(request, f"A run of ticked customers holds {MOST_CHOSEN}: these are the first ones.")
        query = QueryDict(mutable=True) if "sort" not in query else QueryDict(f"sort={query['sort']}", mutable=True)
        query["only"] = only_of(keys[:MOST_CHOSEN])
    return redirect(f"{reverse('notes:reading_run-detail')}?{query.urlencode()}")


@require_GET
def reading_run_detail(request: AuthenticatedHttpRequest) -> HttpResponse:
    run = _run_of(request)
    place = place_in(run.customers, key=run.at)
    if place is None:
        return render(request, "notes/reading_run_empty.html", {"run": run})
    if run.at is None:
        return redirect(run.address(place.key))
    now = timezone.now()
    reading = reading_of(request.user, place.key, batch=run.batch, now=now)
    context = {
        "run": run,
        "batch": run.batch,
        "place": place,
        "previous": run.address(place.previous) if place.previous else "",
        "next": run.address(place.next) if place.next else "",
        "mark_query": _mark_query(run, place.key, reading.summary),
        "reading": reading,
        "today": request.user.day_of(now),
    }
    return render(request, "notes/reading_run_detail.html", context)


@require_POST
def reading_run_mark(request: AuthenticatedHttpRequest, key: UUID) -> HttpResponse:
    """Sent by the page once somebody really looks at it, or by its plain button; the address is that of the run."""
    customer = visible_customer(request.user, key)
    summary = None
    if shown := request.GET.get("summary"):
        summaries = Note.objects.visible_to(request.user).standing()
        summary = get_object_or_404(summaries, key=_key(shown), customer=customer)
    mark_customer_read(customer=customer, summary=summary, by=request.user, now=timezone.now())
    if request.htmx:
        return HttpResponse(status=204)
    messages.success(request, f"{customer} is marked as read.")
    query = request.GET.copy()
    query.pop("summary", None)
    return redirect(f"{reverse('notes:reading_run-detail')}?{query.urlencode()}" if query else customer)


def _run_of(request: AuthenticatedHttpRequest) -> Run:
    form = ReadingRunForm(request.GET)
    if not form.is_valid():
        raise Http404
    at, query = form.cleaned_data["at"], form.query()
    if key := form.cleaned_data["batch"]:
        batch = get_object_or_404(RequestBatch.objects.visible_to(request.user), key=key)
        customers = batch_customers(request.user, batch)
        return Run(customers, query, at, str(batch), batch.get_absolute_url(), batch)
    filter_form = CustomerFilterForm(query, choices=customer_list.filter_choices(request.user))
    is_valid, back = filter_form.is_valid(), reverse("customers:customer-list")
    if keys := form.cleaned_data["only"]:
        sort = filter_form.cleaned_data.get("sort") or "name"
        return Run(chosen_customers(request.user, keys, sort=sort), query, at, "Chosen customers", back)
    asked = filter_form.filter() if is_valid else customer_list.CustomerFilter()
    customers = customer_list.customers_for(request.user, asked=asked) if is_valid else Customer.objects.none()
    title = "Customers, as filtered" if asked.is_narrowed else "All customers"
    return Run(customers, query, at, title, back + (f"?{query.urlencode()}" if query else ""))


def _mark_query(run: Run, at: UUID, summary: Note | None) -> str:
    """What the mark carries: where one stands, to come back to without JavaScript, and the summary that was shown."""
    query = run.query.copy()
    query["at"] = str(at)
    if summary:
        query["summary"] = str(summary.key)
    return query.urlencode()


def _key(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError as error:
        raise Http404 from error
