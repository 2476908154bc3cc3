from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []  # noqa: RUF012

    operations = [  # noqa: RUF012
        migrations.CreateModel(
            name="Bucket",
            fields=[
                ("name", models.TextField(help_text="Whose: an account's, or one caller's in an account.", primary_key=True, serialize=False)),
                ("level", models.FloatField(help_text="Points used, before what has leaked since.")),
                ("at", models.DateTimeField(help_text="When the level was true.")),
            ],
        ),
        migrations.RunSQL("ALTER TABLE public.api_bucket SET UNLOGGED", "ALTER TABLE public.api_bucket SET LOGGED"),
    ]
