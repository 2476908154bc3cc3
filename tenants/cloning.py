"""Copying an empty schema by replaying its definition: tables, then rows, then constraints and indexes, all by name.

PostgreSQL writes the definition itself (`pg_get_constraintdef`, `pg_get_indexdef`) with names that resolve through the
search path, so the same text makes the same things in another schema. All statements are top-level DDL in the caller's
transaction: when it fails, nothing of the new schema remains.
"""

from __future__ import annotations

from django.db.backends.utils import CursorWrapper
from psycopg import sql

# What a replay of tables would lose. A template with any of these is migrated instead of copied.
BEYOND_TABLES = """
    SELECT 'relation ' || relname FROM pg_class WHERE relnamespace = %(schema)s::regnamespace AND
        (relkind NOT IN ('r', 'i', 'S', 't') OR relrowsecurity OR relispartition OR relhassubclass
         OR (relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'i')))
    UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = %(schema)s::regnamespace
    UNION ALL SELECT 'type ' || typname FROM pg_type WHERE typnamespace = %(schema)s::regnamespace AND typtype IN ('e', 'd', 'r')
    UNION ALL SELECT 'statistics ' || stxname FROM pg_statistic_ext WHERE stxnamespace = %(schema)s::regnamespace
    UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = %(schema)s::regnamespace AND NOT tgisinternal
"""
TABLES = """
    SELECT relname, relpersistence = 'u', array_to_string(reloptions, ', ')
    FROM pg_class WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'r' ORDER BY relname
"""
# Foreign keys last: what they point to must have its key.
CONSTRAINTS = """
    SELECT format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', relname, conname, pg_get_constraintdef(pg_constraint.oid, true))
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE connamespace = %(schema)s::regnamespace AND contype IN ('p', 'u', 'x', 'f') ORDER BY contype = 'f', relname, conname
"""
INDEXES = """
    SELECT pg_get_indexdef(indexrelid, 0, true)
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relnamespace = %(schema)s::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
    ORDER BY relname
"""
IDENTITIES = """
    SELECT relname, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = %(schema)s::regnamespace AND attidentity <> '' AND relname = ANY(%(tables)s)
"""


def beyond_tables(cursor: CursorWrapper, *, schema: str) -> list[str]:
    """What is in the schema that `clone` cannot copy, e.g. `["function tidy", "relation monthly"]`."""
    cursor.execute(BEYOND_TABLES, {"schema": _quoted(schema)})
    return [name for (name,) in cursor.fetchall()]


def clone(cursor: CursorWrapper, *, template: str, schema: str) -> None:
    """Make `schema` with the tables, rows, constraints and indexes of `template`. Needs a transaction; leaves its search path at public."""
    of_template = {"schema": _quoted(template)}
    _look_in(cursor, template)
    cursor.execute(TABLES, of_template)
    tables = cursor.fetchall()
    cursor.execute(CONSTRAINTS, of_template)
    later = [statement for (statement,) in cursor.fetchall()]
    cursor.execute(INDEXES, of_template)
    later += [statement for (statement,) in cursor.fetchall()]
    filled = _with_rows(cursor, template, [name for name, _, _ in tables])

    cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
    _look_in(cursor, schema)
    _run(cursor, [_create_table(template, *table) for table in tables])
    _run(cursor, [_copy_rows(template, name) for name in filled])
    cursor.execute(IDENTITIES, {"schema": _quoted(schema), "tables": filled})
    _run(cursor, [_continue_numbering(table, column) for table, column in cursor.fetchall()])
    _run(cursor, [sql.SQL(statement) for statement in later])
    _look_in(cursor, "public")


def _look_in(cursor: CursorWrapper, schema: str) -> None:
    cursor.execute(sql.SQL("SET LOCAL search_path = {}, public").format(sql.Identifier(schema)))


def _run(cursor: CursorWrapper, statements: list[sql.Composable]) -> None:
    """Several statements in one round trip."""
    if statements:
        cursor.execute(sql.SQL("; ").join(statements))


def _create_table(template: str, name: str, unlogged: bool, options: str | None) -> sql.Composable:
    return sql.SQL("CREATE {}TABLE {} (LIKE {} INCLUDING ALL EXCLUDING INDEXES EXCLUDING STATISTICS){}").format(
        sql.SQL("UNLOGGED " if unlogged else ""),
        sql.Identifier(name),
        sql.Identifier(template, name),
        sql.SQL(f" WITH ({options})" if options else ""),
    )


def _with_rows(cursor: CursorWrapper, template: str, names: list[str]) -> list[str]:
    """Which of these tables of the template have rows, in one statement."""
    looks = [sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(name), sql.Identifier(template, name)) for name in names]
    cursor.execute(sql.SQL(" UNION ALL ").join(looks) if looks else sql.SQL("SELECT '' WHERE false"))
    return [name for (name,) in cursor.fetchall()]


def _copy_rows(template: str, name: str) -> sql.Composable:
    return sql.SQL("INSERT INTO {} OVERRIDING SYSTEM VALUE SELECT * FROM {}").format(sql.Identifier(name), sql.Identifier(template, name))


def _continue_numbering(table: str, column: str) -> sql.Composable:
    return sql.SQL("SELECT setval(pg_get_serial_sequence({}, {}), max({})) FROM {}").format(
        sql.Literal(f'"{table}"'), sql.Literal(column), sql.Identifier(column), sql.Identifier(table)
    )


def _quoted(schema: str) -> str:
    return '"' + schema.replace('"', '""') + '"'
