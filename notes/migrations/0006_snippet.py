"""Templates and snippets, with those the team begins with (sources: product.md, row 3; the seed's own examples)."""

import django.db.models.constraints
import django.db.models.deletion
import ftop.lib.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Title, shortcut, headings with a bullet to fill in below each.
TEMPLATES = (
    ("Customer call", "call", ("Participants", "Discussion points", "Customer questions", "Actions")),
    (
        "Partner/account-team sync",
        "sync",
        ("Participants", "From the partner", "From the account team", "What holds the customer back", "Agreed"),
    ),
    (
        "Workshop delivered",
        "workshop",
        ("Topic and audience", "What was shown", "Questions and reactions", "What follows"),
    ),
)
SNIPPETS = (
    (
        "Approval received",
        "approval",
        "The customer has just received approval for …. The partner has engaged to assist with the deployment, which is "
        "anticipated to be in place by the end of …. Doing so will unblock ….",
    ),
    (
        "Workshop planned",
        "planned",
        "The account team has a … workshop planned on … to walk the customer through the capabilities of …. An overview "
        "of FastTrack at the end will introduce the scope and limitations of our service offering.",
    ),
    (
        "Relationship, good",
        "sponsor",
        "Engaged with the account team, and the customer has good executive sponsorship. We have … sync calls with the "
        "customer and the partner assisting with their deployment plans.",
    ),
    (
        "Pilot under way",
        "pilot",
        "Planning the deployment of …. Currently testing on … users as a pilot group in ….",
    ),
    (
        "Unable to deploy, with the reason",
        "unable",
        "Due to …, the customer is unable to deploy …, because ….",
    ),
    (
        "No intent, with the reason",
        "nointent",
        "The customer has no intent to deploy …, because ….",
    ),
    (
        "No answer from the customer",
        "noanswer",
        "The customer has not answered since …: tried by mail on … and through the account team on ….",
    ),
    (
        "Support: engineering engagement",
        "engineering",
        "The customer could benefit from engineering engagement, considering ….",
    ),
)


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Snippet = apps.get_model("notes", "Snippet")
    bodies = [
        (title, shortcut, "\n\n".join(f"**{heading}**\n-" for heading in headings))
        for title, shortcut, headings in TEMPLATES
    ]
    Snippet.objects.bulk_create(
        Snippet(kind=kind, title=title, shortcut=shortcut, text=text, position=position)
        for kind, rows in (("template", bodies), ("snippet", SNIPPETS))
        for position, (title, shortcut, text) in enumerate(rows, start=1)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('notes', '0005_amend_withdraw_move'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Snippet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('template', 'Template'), ('snippet', 'Snippet')], max_length=10)),
                ('title', ftop.lib.fields.CleanCharField(max_length=100)),
                ('shortcut', models.CharField(blank=True, max_length=12)),
                ('text', ftop.lib.fields.CleanTextField()),
                ('position', models.PositiveIntegerField()),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='snippets', to=settings.AUTH_USER_MODEL)),
                ('retired_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SnippetEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('template', 'Template'), ('snippet', 'Snippet')], max_length=10)),
                ('title', ftop.lib.fields.CleanCharField(max_length=100)),
                ('shortcut', models.CharField(blank=True, max_length=12)),
                ('text', ftop.lib.fields.CleanTextField()),
                ('position', models.PositiveIntegerField()),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='notes.snippet')),
                ('retired_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='snippet',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['template', 'snippet'])), name='notes_snippet_kind_known', violation_error_message='Choose template or snippet.'),
        ),
        migrations.AddConstraint(
            model_name='snippet',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='notes_snippet_title_present', violation_error_message='Give it a title, as it shall stand in the menu.'),
        ),
        migrations.AddConstraint(
            model_name='snippet',
            constraint=models.CheckConstraint(condition=models.Q(('shortcut', ''), ('shortcut__regex', '^[a-z]{2,12}$'), _connector='OR'), name='notes_snippet_shortcut_form', violation_error_message='A shortcut is 2 to 12 letters from a to z, such as sync.'),
        ),
        migrations.AddConstraint(
            model_name='snippet',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True), models.Q(('shortcut', ''), _negated=True)), fields=('owner', 'shortcut'), name='notes_snippet_shortcut_unique', nulls_distinct=False, violation_error_message='This shortcut is in use already. Choose another one.'),
        ),
        migrations.AddConstraint(
            model_name='snippet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('text__length__lte', 4000)), name='notes_snippet_text_length', violation_error_message='Write the text to insert, in up to 4,000 characters.'),
        ),
        migrations.AddConstraint(
            model_name='snippet',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('owner', 'kind', 'position'), name='notes_snippet_position_unique', nulls_distinct=False, violation_error_message='Two of them cannot stand at the same place of the list.'),
        ),
        migrations.AddConstraint(
            model_name='snippet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retired_at__isnull', True), ('retired_by__isnull', True)), models.Q(('retired_at__isnull', False), ('retired_by__isnull', False)), _connector='OR'), name='notes_snippet_retired_pair', violation_error_message='A retired one names when and by whom.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='snippet',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notes_snippetevent" ("id", "kind", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_at", "retired_by_id", "shortcut", "text", "title", "version") VALUES (NEW."id", NEW."kind", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."retired_at", NEW."retired_by_id", NEW."shortcut", NEW."text", NEW."title", NEW."version"); RETURN NULL;', hash='211f542e975e64c1c2c7bdf8735eeb00c46444d7', operation='INSERT', pgid='pgtrigger_insert_insert_635c7', table='notes_snippet', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='snippet',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "notes_snippetevent" ("id", "kind", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_at", "retired_by_id", "shortcut", "text", "title", "version") VALUES (NEW."id", NEW."kind", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."retired_at", NEW."retired_by_id", NEW."shortcut", NEW."text", NEW."title", NEW."version"); RETURN NULL;', hash='0a1d087c66d812d3c18210630848f8ae18b7187a', operation='UPDATE', pgid='pgtrigger_update_update_5c10d', table='notes_snippet', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='snippet',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notes_snippetevent" ("id", "kind", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_at", "retired_by_id", "shortcut", "text", "title", "version") VALUES (OLD."id", OLD."kind", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."retired_at", OLD."retired_by_id", OLD."shortcut", OLD."text", OLD."title", OLD."version"); RETURN NULL;', hash='c56b89a7dd45f2862fc4f729c533ac26a4555e36', operation='DELETE', pgid='pgtrigger_delete_delete_3829b', table='notes_snippet', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='snippetevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f4166f87cf808545b2f6e8306593cc240ab9f6c9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_72808', table='notes_snippetevent', when='BEFORE')),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
