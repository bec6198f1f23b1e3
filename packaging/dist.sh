#!/bin/sh
# The source tarball: OUT/quanze-VERSION.tar.gz.    dist.sh OUT VERSION
#
# Which files: what git knows, but for the machinery of this repository's own CI;
# where there is no git, what MANIFEST names, which every tarball brings with it.
# One time for all of them (SOURCE_DATE_EPOCH, else that of the last commit, else
# that of MANIFEST), no owner, one order: the same files make the same bytes, from
# a clone and from an unpacked tarball.
set -eu
cd "$(dirname "$0")/.."
out=$1 name=quanze-$2
mkdir -p "$out"
work=$(mktemp -d "$out/dist.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name"
if [ -e .git ]; then
	git -c core.quotePath=off ls-files -- . ':!.ci' | LC_ALL=C sort >"$work/$name/MANIFEST"
	: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
else
	cp MANIFEST "$work/$name/MANIFEST"
	: "${SOURCE_DATE_EPOCH:=$(stat -c %Y MANIFEST)}"
fi
tar -cf "$work/files.tar" -T "$work/$name/MANIFEST"
tar -xf "$work/files.tar" -C "$work/$name"
tar -cf "$work/$name.tar" --sort=name --format=ustar --mtime="@$SOURCE_DATE_EPOCH" --owner=root:0 --group=root:0 \
	--mode=u+rw,go=rX,a-s -C "$work" "$name"
gzip -9n "$work/$name.tar"
mv "$work/$name.tar.gz" "$out/$name.tar.gz"
echo "$out/$name.tar.gz"
