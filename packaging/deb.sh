#!/usr/bin/env bash
# Builds the Debian package of a frozen folder: $DIST/medviewer_VERSION_ARCH.deb. Needs dpkg-deb, no root.
set -euo pipefail
cd "$(dirname "$0")/.."

build="${BUILD:-build}" dist="${DIST:-dist}" torch="${TORCH:-cpu}"
python="$build/venv-frozen-$torch/bin/python"
. packaging/sources_date.sh

say() { printf '%s\n' "$*" >&2; }

if ! command -v dpkg-deb >/dev/null; then
    say "A .deb is built with dpkg-deb, which this system does not have: build it on Debian or Ubuntu."
    exit 3
fi
[ -x "$dist/medviewer/medviewer" ] || bash packaging/frozen.sh

maintainer="The MedViewer authors <medviewer@example.org>"
architecture="$(dpkg --print-architecture)"
tree="$build/deb"
package="$dist/medviewer_${version}_$architecture.deb"
rm -rf "$tree"
install -d "$tree"/DEBIAN "$tree"/usr/{bin,lib,share/{applications,mime/packages,man/man1,doc/medviewer,icons}}
cp -a --reflink=auto "$dist/medviewer" "$tree/usr/lib/medviewer"
ln -s ../lib/medviewer/medviewer "$tree/usr/bin/medviewer"
install -m 644 packaging/linux/medviewer.desktop "$tree/usr/share/applications/"
install -m 644 packaging/linux/medviewer.xml "$tree/usr/share/mime/packages/"
install -m 644 packaging/linux/copyright "$tree/usr/share/doc/medviewer/"
cp -r "$build/icons/hicolor" "$tree/usr/share/icons/"
install -D -m 644 resources/icons/medviewer.svg "$tree/usr/share/icons/hicolor/scalable/apps/medviewer.svg"
MEDVIEWER_HOME="$build/home" COLUMNS=80 "$python" packaging/man_page.py | gzip -9n >"$tree/usr/share/man/man1/medviewer.1.gz"
gzip -9nc CHANGELOG.md >"$tree/usr/share/doc/medviewer/CHANGELOG.md.gz"
gzip -9n >"$tree/usr/share/doc/medviewer/changelog.gz" <<END
medviewer ($version) unstable; urgency=medium

  * What is new stands in CHANGELOG.md.gz beside this file, and in the program.

 -- $maintainer  $(date -uRd "@$SOURCE_DATE_EPOCH")
END
install -D -m 644 packaging/linux/lintian-overrides "$tree/usr/share/lintian/overrides/medviewer"

needed_glibc() {  # the newest symbol version that anything in the folder asks of it
    find "$dist/medviewer" -type f \( -name '*.so*' -o -name medviewer \) -exec objdump -T {} + 2>/dev/null \
        | grep -o 'GLIBC_2\.[0-9]*' | sort -Vu | tail -1 | cut -d_ -f2
}

depends() {  # Qt's libraries by both their names, and what the C++ in the folder is linked with
    local name glibc
    glibc="$(needed_glibc)"
    printf 'libc6 (>= %s), libstdc++6 (>= 12), libgcc-s1, zlib1g' "${glibc:-2.36}"
    grep -v '^#' packaging/system_packages.txt | grep -v '^fonts-' | while read -r name; do
        case "$name" in
            libglib2.0-0) printf ', libglib2.0-0t64 | libglib2.0-0' ;;
            *) printf ', %s' "$name" ;;
        esac
    done
}

cat >"$tree/DEBIAN/control" <<END
Package: medviewer
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size "$tree/usr" | cut -f1)
Depends: $(depends)
Recommends: $(grep '^fonts-' packaging/system_packages.txt | paste -sd, | sed 's/,/, /g'), shared-mime-info, desktop-file-utils, libcups2t64 | libcups2, libwayland-cursor0, libwayland-egl1
Suggests: ffmpeg, gnome-keyring | kwalletmanager
Section: science
Priority: optional
Description: radiology viewer with AI assist that can be doubted and refused
 MedViewer opens DICOM studies from disk or an archive (PACS), shows them at
 once and, when asked, has models look for findings. Every proposal carries a
 score, the place it came from and the evidence behind it; what the reader
 accepted becomes the report.
 .
 For research and education. It is not a medical device and not for primary
 diagnosis. Nothing leaves the computer unless you send it.
END
find "$tree" -type d -exec chmod 755 {} +
find "$tree/usr" -type f ! -perm -u+x -exec chmod 644 {} +
find "$tree/usr" -type f -perm -u+x -exec chmod 755 {} +
(cd "$tree" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k2 >DEBIAN/md5sums)
find "$tree" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz -z"${DEB_LEVEL:-2}" --build "$tree" "$package" >/dev/null
rm -rf "$tree"
say "$package: $(du -m "$package" | cut -f1) MB"
