#!/usr/bin/env bash
# Freezes MedViewer.app, signs it, has Apple notarise it, and puts it into a disk image. On macOS only.
# CODESIGN_IDENTITY ("Developer ID Application: …") signs; NOTARY_PROFILE (xcrun notarytool store-credentials)
# notarises. Without them the application is signed ad hoc: it runs on this Mac, elsewhere only after a right click.
set -euo pipefail
cd "$(dirname "$0")/../.."

build="${BUILD:-build}" dist="${DIST:-dist}"
say() { printf '%s\n' "$*" >&2; }

if [ "$(uname -s)" != Darwin ]; then
    say "MedViewer.app is built and signed on macOS, with Apple's tools (codesign, notarytool, hdiutil); this is $(uname -s)."
    exit 3
fi
. packaging/sources_date.sh
bash packaging/frozen.sh  # the same recipe; on macOS it ends with $dist/MedViewer.app

app="$dist/MedViewer.app"
[ -n "${CODESIGN_IDENTITY:-}" ] && timestamp=--timestamp || timestamp=--timestamp=none  # Apple dates only known names
image="$dist/MedViewer-$version-$(uname -m).dmg"
codesign --force --deep --options runtime "$timestamp" --entitlements packaging/macos/entitlements.plist \
    --sign "${CODESIGN_IDENTITY:--}" "$app"
codesign --verify --deep --strict "$app"
rm -f "$image"
hdiutil create -volname MedViewer -srcfolder "$app" -format ULFO "$image"
if [ -n "${CODESIGN_IDENTITY:-}" ] && [ -n "${NOTARY_PROFILE:-}" ]; then
    codesign --sign "$CODESIGN_IDENTITY" --timestamp "$image"
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
else
    say "Not notarised: CODESIGN_IDENTITY and NOTARY_PROFILE say who you are to Apple."
fi
say "$image"
