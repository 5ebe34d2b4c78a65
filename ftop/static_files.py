"""What becomes of the static files when `collectstatic` runs."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticConfig(StaticFilesConfig):
    """Leaves out what no page asks for: compressing it would take most of the first start."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "django_htmx", "*.md"]


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Gives each file a name with its hash, and compresses it; our ES modules import each other by these names, too."""

    support_js_module_import_aggregation = True
    # Ours only: packages bring files whose comments look like imports of files they do not bring.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
