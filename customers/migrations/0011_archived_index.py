from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0010_name_words")]

    operations = [
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                condition=models.Q(("archived_at__isnull", False)),
                fields=["archived_at"],
                name="customers_customer_archived",
            ),
        ),
    ]
