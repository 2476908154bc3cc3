from django.db import migrations

# Facts got columns, and waits rows, that only deriving fills: queue every ticket that is not queued yet. The sweep finds them.
TOUCH_ALL = """
    INSERT INTO tickets_touchedticket (ticket_id)
    SELECT id FROM tickets_ticket EXCEPT SELECT ticket_id FROM tickets_touchedticket ORDER BY 1
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0007_rows_and_their_tickets"),
    ]

    operations = [
        migrations.RunSQL(TOUCH_ALL, migrations.RunSQL.noop, elidable=True),
    ]
