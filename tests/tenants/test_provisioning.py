"""Accounts are made whole or not at all, quickly, and like those that migrations make."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg import sql

from tenants import cloning, provisioning, schemas
from tenants.errors import Invalid, Refused, Taken
from tenants.models import Account, Role, User

# What a schema is made of, with its own name taken out.
SHAPE = """
    SELECT 'column', relname, attname, format_type(atttypid, atttypmod), attnotnull::text, attidentity::text,
           pg_get_expr(adbin, adrelid), attstorage::text
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
     WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT 'constraint', relname, conname, contype::text, pg_get_constraintdef(pg_constraint.oid, true), convalidated::text, '', ''
      FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE connamespace = %(schema)s::regnamespace
    UNION ALL SELECT 'index', tbl.relname, idx.relname, pg_get_indexdef(indexrelid, 0, true), indisunique::text, indisprimary::text, '', ''
      FROM pg_index JOIN pg_class idx ON idx.oid = indexrelid JOIN pg_class tbl ON tbl.oid = indrelid WHERE idx.relnamespace = %(schema)s::regnamespace
    UNION ALL SELECT 'relation', relname, relkind::text, relpersistence::text, array_to_string(reloptions, ','), '', '', ''
      FROM pg_class WHERE relnamespace = %(schema)s::regnamespace
    ORDER BY 1, 2, 3, 4, 5
"""


def shape(schema: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET LOCAL search_path = {}, public").format(sql.Identifier(schema)))
        cursor.execute(SHAPE, {"schema": f'"{schema}"'})
        return list(cursor.fetchall())


def applied(schema: str) -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT app, name FROM {}").format(sql.Identifier(schema, "django_migrations")))
        return set(cursor.fetchall())


def schema_exists(schema: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = %s)", [schema])
        return bool(cursor.fetchone()[0])


def create(slug: str | None = "fresh", name: str = "Fresh", timezone: str = "Europe/Berlin", **more: Any) -> Account:
    return provisioning.create_account(slug=slug, name=name, timezone=timezone, **more)


@pytest.mark.django_db
@pytest.mark.usefixtures("_accounts")
class TestTheSchema:
    def test_a_copy_has_exactly_what_migrations_make(self) -> None:
        create("copied")
        provisioning._migrate("a_migrated")
        copied = shape("a_copied")
        assert len(copied) > 100
        assert copied == shape("a_migrated")

    def test_a_copy_knows_every_migration_as_applied(self) -> None:
        create("copied")
        assert applied("a_copied") >= provisioning.migrations_on_disk()

    def test_a_copy_takes_few_statements_however_many_migrations_there_are(self) -> None:
        provisioning.ensure_template()
        with CaptureQueriesContext(connection) as copying:
            create("copied")
        assert len(copying) <= 70, len(copying)

    def test_numbering_starts_anew_in_every_copy(self) -> None:
        from tickets.models import Customer

        for slug in ("first", "second"):
            with schemas.inside(create(slug)):
                assert Customer.objects.create(source="s", external_id="1").pk == 1

    def test_rows_that_migrations_put_into_the_template_come_along_and_numbering_goes_on_after_them(self) -> None:
        from tickets.models import Customer

        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO template.tickets_customer (source, external_id) VALUES ('s', '1'), ('s', '2')")
        with schemas.inside(create()):
            assert Customer.objects.count() == 2
            last = Customer.objects.order_by("pk").last()
            assert last is not None
            assert Customer.objects.create(source="s", external_id="3").pk == last.pk + 1

    def test_a_template_behind_the_migrations_catches_up_first(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA template CASCADE")
        create("copied")
        assert applied("a_copied") >= provisioning.migrations_on_disk()

    @pytest.mark.parametrize(
        "statement",
        [
            "CREATE VIEW template.every_customer AS SELECT * FROM template.tickets_customer",
            "CREATE FUNCTION template.one() RETURNS int LANGUAGE sql RETURN 1",
            "CREATE TYPE template.mood AS ENUM ('fine')",
            "CREATE SEQUENCE template.loose",
            "CREATE STATISTICS template.pairs ON source, external_id FROM template.tickets_customer",
        ],
    )
    def test_what_a_copy_would_lose_is_noticed_and_migrations_run_instead(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            assert len(cloning.beyond_tables(cursor, schema="template")) == 1
        assert not provisioning._can_clone()

    def test_without_copying_migrations_make_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(provisioning, "_can_clone", lambda: False)
        create("migrated")
        migrated = shape("a_migrated")
        monkeypatch.undo()
        create("copied")
        assert migrated == shape("a_copied")


@pytest.mark.django_db
@pytest.mark.usefixtures("_accounts")
class TestAllOrNothing:
    def test_a_failing_copy_leaves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def break_down(*args: Any, **kwargs: Any) -> None:
            clone(*args, **kwargs)
            raise OSError("The disk is full.")

        clone = cloning.clone
        monkeypatch.setattr(cloning, "clone", break_down)
        with pytest.raises(OSError, match="full"):
            create()
        assert not Account.objects.filter(slug="fresh").exists()
        assert not schema_exists("a_fresh")

    def test_a_failing_migration_leaves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def break_down(*args: Any, **kwargs: Any) -> None:
            raise OSError("The disk is full.")

        monkeypatch.setattr(provisioning, "_can_clone", lambda: False)
        monkeypatch.setattr(provisioning, "call_command", break_down)
        with pytest.raises(OSError, match="full"):
            create()
        assert not Account.objects.filter(slug="fresh").exists()
        assert not schema_exists("a_fresh")

    def test_the_connection_is_back_where_it_was(self, account: Account) -> None:
        create()
        assert schemas.current() == account


@pytest.mark.django_db
@pytest.mark.usefixtures("_accounts")
class TestWhoAndWhere:
    def test_the_maker_is_the_owner(self) -> None:
        person = User.objects.create_user("ada@shop.test")
        membership = create(owner=person).memberships.get()
        assert (membership.user, membership.email, membership.role) == (person, "ada@shop.test", Role.OWNER)

    def test_office_hours_are_there_from_the_start(self) -> None:
        assert create().calendars.get().weekly_hours["mon"] == [["09:00", "17:00"]]

    @pytest.mark.parametrize("slug", ["", "a", "-ab", "ab-", "a--b", "a_b", "Acme", "ümlaut", "a b", "a/b", "x" * 41, "a.b", "a\x00b"])
    def test_an_address_that_cannot_be_one_is_refused(self, slug: str) -> None:
        with pytest.raises(Invalid) as refused:
            create(slug)
        assert refused.value.field == "slug"

    @pytest.mark.parametrize("slug", ["admin", "template", "public", "log-in", "new"])
    def test_reserved_addresses_are_refused(self, slug: str) -> None:
        with pytest.raises(Invalid) as refused:
            create(slug)
        assert refused.value.code == "RESERVED"

    def test_an_address_is_given_once(self, account: Account) -> None:
        with pytest.raises(Taken):
            create(account.slug)

    @pytest.mark.parametrize("zone", ["", "CEST", "Europe/Atlantis", "+02:00", "europe/berlin", "localtime", "../etc/passwd"])
    def test_only_iana_zones_are_time_zones(self, zone: str) -> None:
        with pytest.raises(Invalid) as refused:
            create(timezone=zone)
        assert refused.value.field == "timezone"

    @pytest.mark.parametrize("name", ["", "   ", "x" * 121, "right\u202eleft"])
    def test_a_name_says_something(self, name: str) -> None:
        with pytest.raises(Refused) as refused:
            create(name=name)
        assert refused.value.field == "name"


@pytest.mark.django_db
@pytest.mark.usefixtures("_accounts")
class TestDerivedAddresses:
    @pytest.fixture(autouse=True)
    def _only_rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(provisioning, "_clone_template", lambda schema: None)

    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("Nordwind Shop", "nordwind-shop"),
            ("Café Ångström & Co.", "cafe-angstrom-co"),
            ("a_b", "a-b"),
            ("Admin", "admin-2"),
            ("日本語", "account"),
            ("X", "account-x"),
            ("An extraordinarily long name of a company that sells things", "an-extraordinarily-long-name-of-a"),
        ],
    )
    def test_it_is_the_name_in_plain_letters(self, name: str, slug: str) -> None:
        assert create(None, name).slug in (slug, f"{slug}-2")

    def test_the_second_of_a_name_gets_a_number(self) -> None:
        assert [create(None, "Nordwind").slug for _ in range(3)] == ["nordwind", "nordwind-2", "nordwind-3"]

    def test_an_address_taken_between_look_and_insert_is_passed_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        create("nordwind")
        offers = iter(["nordwind", "nordwind-2"])
        monkeypatch.setattr(provisioning, "free_slug", lambda name: next(offers))
        assert create(None, "Nordwind").slug == "nordwind-2"
