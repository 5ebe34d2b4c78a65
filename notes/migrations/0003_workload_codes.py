"""The seventeen workload codes of the template, in its order (source: seed)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORKLOADS: tuple[tuple[str, str, list[str]], ...] = (
    ("EXO", "Exchange Online", []),
    ("OLM", "Outlook Mobile", ["EOM"]),
    ("SPO", "SharePoint Online", []),
    ("OD", "OneDrive for Business", ["OD4B"]),
    ("OPP", "Office ProPlus", []),
    ("TEAMS", "Teams", []),
    ("YAM", "Yammer Enterprise", []),
    ("WIN10", "Windows 10", []),
    ("INTUNE", "Intune", []),
    ("AADP", "Azure Active Directory Premium", []),
    ("AIP", "Azure Information Protection", []),
    ("MCAS", "Microsoft Cloud App Security", []),
    ("IDSEC", "Identity Security", []),
    ("PROJ", "Project Online", []),
    ("WDATP", "Windows Defender ATP", ["MDATP"]),
    ("SDS", "Classroom / School Data Sync (SDS)", []),
    ("CORE", "For those that do not fit within above workloads", []),
)


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Workload = apps.get_model("notes", "Workload")
    Workload.objects.bulk_create(
        Workload(code=code, name=name, position=position, aliases=aliases)
        for position, (code, name, aliases) in enumerate(WORKLOADS, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("notes", "0002_one_customer")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
