#!/bin/sh
# Builds the jar and the Debian package twice, in two folders and two time zones, and compares them. Ends with 0 if they
# are the same, byte by byte.
set -eu

# Maven's jar keeps the modes of folders and files, which the umask decides
umask 022

cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
  git clone -q . "$1"
  (cd "$1" && ./mvnw -q -Dmaven.test.skip -Ppackage package)
}

TZ=UTC build "$work/one"
TZ=Asia/Tokyo build "$work/another/folder"

status=0
for file in "$work"/one/target/*.jar "$work"/one/target/*.deb; do
  name=${file##*/}
  if cmp "$file" "$work/another/folder/target/$name"; then
    echo "the same: $name $(sha256sum "$file" | cut -d ' ' -f 1)"
  else
    status=1
  fi
done
exit $status
