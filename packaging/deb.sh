#!/bin/sh
# Debian packages of the source tarball, below OUT/deb.    deb.sh OUT VERSION
#
# packaging/debian is laid into the unpacked tarball as debian/. It is kept out of
# the top of the sources because distributions put their own debian/ there.
set -eu
cd "$(dirname "$0")/.."
out=$1 version=$2
packaging/dist.sh "$out" "$version"
rm -rf "$out/deb"
mkdir -p "$out/deb"
mv "$out/quanze-$version.tar.gz" "$out/deb/quanze_$version.orig.tar.gz"
tar -xzf "$out/deb/quanze_$version.orig.tar.gz" -C "$out/deb"
cp -R packaging/debian "$out/deb/quanze-$version/debian"
cd "$out/deb/quanze-$version"
dpkg-buildpackage -us -uc
