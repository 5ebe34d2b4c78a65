from django.db import models

from customers.models import Customer
from ftop.accounts.models import Region


class Measure(models.TextChoices):
    """What is counted, with what `key`, `other` and `day` say. What counts is SQL, in the migration `0023_counted`."""

    STANDING = "standing", "Active customers: engagement, deployment of the newest Exec Summary"
    NOTE = "note", "Active customers: day of the last Overall note"
    SUMMARY = "summary", "Active customers: day of the last Exec Summary"
    SPAN = "span", "Customers gained (lost) by a status: engagement, deployment, month"
    RISK = "risk", "Open risks: kind, severity, day of opening"
    ACTION = "action", "Open next actions: number of the owner, name of one who is no colleague, due day"
    WORKLOAD = "workload", "Standing notes that speak of a workload: code, month"
    ENTITLEMENT = "entitlement", "Cells of the grid: code of the workload, status"
    REQUEST = "request", "Requests: asked or how they ended, month"


class CountFields(models.Model):
    """A number of something; days are those of UTC, "" and NULL where the measure has none."""

    measure = models.CharField(max_length=12, choices=Measure.choices)
    key = models.CharField(max_length=20)
    other = models.CharField(max_length=150)
    day = models.DateField(null=True)
    number = models.IntegerField()

    class Meta:
        abstract = True


class Tally(CountFields):
    """What the portfolio shows, counted ahead: triggers add a row to each change in its transaction.

    The numbers of rows with the same values add up; from time to time a trigger folds them into one. Rows without a
    region count everything, the others per region, segment and priority. Archived customers count nowhere.
    """

    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+")
    segment = models.CharField(max_length=10)
    priority = models.CharField(max_length=10)

    class Meta:
        verbose_name_plural = "tallies"
        indexes = [
            models.Index(fields=["measure", "day"], condition=models.Q(region__isnull=True), name="notes_tally_of_all"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.key} {self.other} {self.day}: {self.number}"


class Counted(CountFields):
    """The same, counted anew for each customer: a view of the database, and what the tallies are checked against."""

    # No key of the view's rows, which have none: Django wants one, and only sums are read.
    customer = models.OneToOneField(Customer, models.DO_NOTHING, primary_key=True, related_name="+")

    class Meta:
        managed = False
        db_table = "notes_counted"

    def __str__(self) -> str:
        return f"{self.measure} {self.key} {self.other} {self.day}"
