from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("metrics", "0001_initial")]

    operations = [
        migrations.DeleteModel("Snapshot"),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("pk", models.CompositePrimaryKey("series_id", "grain", "dimension", "day", blank=True, editable=False, primary_key=True, serialize=False)),
                ("series", models.ForeignKey(db_index=False, on_delete=models.CASCADE, to="metrics.series")),
                ("grain", models.SmallIntegerField(choices=[(1, "Day"), (2, "Month")])),
                ("dimension", models.SmallIntegerField()),
                ("day", models.DateField(help_text="The day, or the month's first.")),
                (
                    "cells",
                    models.BinaryField(help_text="Records of the measure's aggregate: value (a Label's id, an hour of the week, or 0), resolver, its numbers."),
                ),
                ("hist", models.BinaryField(help_text="Little-endian u32, bucket << 21 | count, cell after cell.", null=True)),
            ],
        ),
    ]
