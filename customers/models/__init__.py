from customers.models.assignment import Assignment
from customers.models.customer import Customer
from customers.models.customer_visit import CustomerVisit
from customers.models.priority_change import PriorityChange
from customers.models.status_span import StatusSpan
from customers.models.tenant import Tenant
from customers.models.timeline_event import TimelineEvent

__all__ = ["Assignment", "Customer", "CustomerVisit", "PriorityChange", "StatusSpan", "Tenant", "TimelineEvent"]
