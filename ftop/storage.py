from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Static files with their hash in the name, compressed; our ES modules import each other by these names, too."""

    support_js_module_import_aggregation = True
    # Ours only: packages bring files whose comments look like imports of files they do not bring.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
