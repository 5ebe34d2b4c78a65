from pghistory.models import Events


class Change(Events):
    """One row of the history that the database triggers keep, whichever table it is about."""

    class Meta:
        proxy = True
        default_manager_name = "no_objects"
        verbose_name = "change"
        verbose_name_plural = "history"
