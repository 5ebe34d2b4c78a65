from django.db.models import Case, TextChoices, Value, When


def rank(field: str, choices: type[TextChoices]) -> Case:
    """The place of the field's value in its vocabulary, to sort by: the first one listed comes first."""
    return Case(*[When(**{field: value}, then=Value(place)) for place, value in enumerate(choices.values)])
