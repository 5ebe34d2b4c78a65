from typing import Any

from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler


class AnyOf(Lookup):
    """The left side is one of an array: `AnyOf(F("pk"), ArraySubquery(page))` reads the array first, then the rows.

    With `pk__in=page` PostgreSQL may join all rows there are before it looks at the page.
    """

    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, values = self.process_lhs(compiler, connection)
        right, others = self.process_rhs(compiler, connection)
        return f"{left} = ANY ({right})", (*values, *others)
