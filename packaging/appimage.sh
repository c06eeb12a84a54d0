#!/usr/bin/env bash
# Builds $DIST/MedViewer-VERSION-ARCH.AppImage of a frozen folder. The AppDir is built in any case; without
# appimagetool it says so and ends with 3.
set -euo pipefail
cd "$(dirname "$0")/.."

build="${BUILD:-build}" dist="${DIST:-dist}"
. packaging/sources_date.sh

say() { printf '%s\n' "$*" >&2; }

[ "$(uname -s)" = Linux ] || { say "An AppImage is built on Linux only."; exit 3; }
[ -x "$dist/medviewer/medviewer" ] || bash packaging/frozen.sh

tree="$build/MedViewer.AppDir"
rm -rf "$tree"
install -d "$tree"/usr/{lib,share/{applications,mime/packages}}
cp -a --reflink=auto "$dist/medviewer" "$tree/usr/lib/medviewer"
install -m 755 packaging/linux/AppRun "$tree/AppRun"
install -m 644 packaging/linux/medviewer.desktop "$tree/"
install -m 644 packaging/linux/medviewer.desktop "$tree/usr/share/applications/"
install -m 644 packaging/linux/medviewer.xml "$tree/usr/share/mime/packages/"
install -m 644 "$build/icons/hicolor/256x256/apps/medviewer.png" "$tree/medviewer.png"
ln -s medviewer.png "$tree/.DirIcon"

tool="${APPIMAGETOOL:-$(command -v appimagetool || true)}"
if [ -z "$tool" ]; then
    say "$tree is ready ($tree/AppRun starts it), but appimagetool, which makes one file of it, is not here."
    say "Take it from https://github.com/AppImage/appimagetool and name it: make appimage APPIMAGETOOL=PATH"
    exit 3
fi
package="$dist/MedViewer-$version-$(uname -m).AppImage"
ARCH="$(uname -m)" "$tool" --no-appstream "$tree" "$package"
say "$package: $(du -m "$package" | cut -f1) MB"
