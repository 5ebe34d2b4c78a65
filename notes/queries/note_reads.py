from customers.models import CustomerVisit
from notes.models import Note, NoteRead


def is_read_by_others(note: Note) -> bool:
    """Whether somebody but the author has seen the note: on its own page, or on its customer's since it was written.

    At most two queries.
    """
    reads = NoteRead.objects.filter(note=note).exclude(person=note.author_id)
    visits = CustomerVisit.objects.filter(customer=note.customer_id, visited_at__gte=note.written_at)
    return reads.exists() or visits.exclude(person=note.author_id).exists()
