"""Memberships that wait for somebody become invitations, whose letters can be sent again."""

from django.db import migrations

# The digest is of nothing that anybody knows: the old letters held no token, so owners send a new one.
INVITE = """
    INSERT INTO tenants_invitation (kind, email, account_id, role, digest, created_at, expires_at)
    SELECT 'member', lower(email), account_id, role, encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'), created_at, now()
    FROM tenants_membership WHERE user_id IS NULL
"""
FORGET = "DELETE FROM tenants_membership WHERE user_id IS NULL"
WAIT = """
    INSERT INTO tenants_membership (account_id, email, role, created_at)
    SELECT account_id, email, role, created_at FROM tenants_invitation
    WHERE kind = 'member' AND accepted_at IS NULL AND revoked_at IS NULL
    ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0005_life"),
    ]

    operations = [
        migrations.RunSQL([INVITE, FORGET], [WAIT]),
    ]
