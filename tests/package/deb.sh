#!/bin/bash
# The Debian packages: lintian has nothing to say; in a fresh root of Debian 12 they
# install, a list is converted to the bytes that this tree's program writes, and
# once they are purged the root has the files it had before.
#
# deb.sh [OUT]       last line: N passed, N failed
#
# The fresh root needs root's rights and a mirror (MIRROR); it is made once, into
# OUT/package/bookworm.tar.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=${1:-out}
. tests/package/common.sh
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
cache=$out/package root=$work/root
mirror=${MIRROR:-http://deb.debian.org/debian}

make_base() {
	[ -f "$cache/bookworm.tar" ] && return
	mkdir -p "$cache"
	debootstrap --variant=minbase bookworm "$work/base" "$mirror" &&
		chroot "$work/base" apt-get clean &&
		tar -cf "$cache/bookworm.tar.new" --one-file-system -C "$work/base" . &&
		mv "$cache/bookworm.tar.new" "$cache/bookworm.tar" && rm -rf "$work/base"
}
open_base() {
	mkdir "$root" && tar -xf "$cache/bookworm.tar" -C "$root" && cp /etc/resolv.conf "$root/etc/" && inside apt-get -q update
}
inside() { chroot "$root" "$@"; }
# Every path, but for the notes that apt, dpkg and ld.so keep of their own doings.
files() {
	inside find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /packages -o -path /var/lib/apt -o -path /var/cache/apt -o \
		-path /var/log \) -prune -o ! -path '/var/lib/dpkg/*-old' ! -path '/var/cache/ldconfig/*' ! -path '/var/cache/debconf/*-old' -print | sort
}
says_nothing() { "$@" >"$work/said" 2>&1; cat "$work/said"; [ ! -s "$work/said" ]; }

check 'make deb' make -s OUT="$out" deb
changes=$(echo "$out"/deb/quanze_*.changes)
check 'lintian' says_nothing lintian --allow-root --fail-on error,warning -q "$changes"
version=$(sed -n 's/^VERSION = //p' Makefile)
check 'the version is the Makefile'\''s' grep -q "^Version: $version-" "$changes"
for shown in $(dpkg-deb -f "$out"/deb/libquanze1_*.deb Package) libquanze-dev quanze; do
	check "$shown: nothing of the machine in it" eval "! dpkg-deb --fsys-tarfile '$out'/deb/${shown}_*.deb | grep -qaF '$PWD'"
done
if [ "$(id -u)" != 0 ]; then
	echo 'not root: no fresh root, nothing is installed'
	closing
	exit
fi
check 'a fresh root' make_base
check 'its package lists' open_base
files >"$work/before"
mkdir "$root/packages" && cp "$out"/deb/*.deb "$root/packages" && rm "$root"/packages/*-dbgsym_*
check 'install' inside sh -c 'apt-get install -q -y --no-install-recommends /packages/*.deb'
check 'all files are as they were packaged' says_nothing inside dpkg -V quanze libquanze1 libquanze-dev
check 'quanze --version' inside quanze --version
cat "$work/log"
check 'convert a list' inside quanze convert -q --as-of 2026-11-24 -o /tmp/out /usr/share/doc/quanze/examples/county-archives.tsv
make -s OUT="$out" all >/dev/null
"$out/quanze" convert -q --as-of 2026-11-24 -o "$work/expected" samples/county-archives.tsv
check '… to the bytes of this tree'\''s program' diff -r "$work/expected" "$root/tmp/out"
check '… all four' test "$(find "$root/tmp/out" -type f | wc -l)" = 4
check 'purge' inside apt-get purge -q -y quanze libquanze1 libquanze-dev
check 'and what came with them' inside apt-get autoremove --purge -q -y
files >"$work/after"
check 'nothing remains' diff "$work/before" "$work/after"
check '… of a root with many files' test "$(wc -l <"$work/before")" -gt 3000
closing
