"""Brings the database to the shape this version needs."""

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from keywho.core.errors import BadInput

PATIENCE_S = 5


def migrate() -> int:
    """Make all steps that are missing; give how many these were.

    Raises
    ------
    BadInput
        The database does not answer.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        _knock(connection)
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        reason = (str(error).splitlines() or ["no reason given"])[0]
        raise BadInput(f"The database does not answer: {reason}. Maybe KEYWHO_DATABASE_URL is wrong, or the database is not started.") from error
    finally:
        connection.close()
    return len(missing)


def _knock(connection: BaseDatabaseWrapper) -> None:
    """Ask PostgreSQL without the pool, which would try for long before it says what is wrong."""
    if connection.vendor == "postgresql":
        import psycopg

        with connection.wrap_database_errors:
            psycopg.connect(**connection.get_connection_params() | {"connect_timeout": PATIENCE_S}).close()
