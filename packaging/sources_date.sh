# Sourced by what builds packages: dates in them are the sources', so that the same sources give the same files.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
    SOURCE_DATE_EPOCH="$(git log -1 --format=%ct 2>/dev/null || date -r CHANGELOG.md +%s)"
fi
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0
version="$(sed -n 's/^__version__ = "\(.*\)"/\1/p' medviewer/__init__.py)"
