class EmbeddedPostgresError(Exception):
    """The embedded PostgreSQL cannot be used; the message says what happened and what to do."""
