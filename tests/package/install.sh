#!/bin/bash
# What make install leaves: the program of quanze(3) runs with the shared and the
# static library, the library shows what the header declares and nothing else,
# completions load and know every option, make uninstall leaves nothing.
#
# install.sh OUT       last line: N passed, N failed
set -u
cd "$(dirname "$0")/../.." || exit 1
out=$(realpath "${1:-out}")
. tests/package/common.sh
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
same_lines() { diff <(sort -u "$1") <(sort -u "$2"); }
each_in() { # LIST FILE: every line of the list stands in the file
	local line
	while read -r line; do grep -qF -- "$line" "$2" || { echo "$line"; return 1; }; done <"$1"
}
install_to() { make -s OUT="$out" "$@" install; }

prefix=$work/prefix
check 'install' install_to PREFIX="$prefix"
check 'install with DESTDIR' install_to DESTDIR="$work/root" PREFIX="$prefix"
check 'DESTDIR goes before, and changes nothing' diff -r "$prefix" "$work/root$prefix"

# ---- a program that uses the library ----
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
strict='-std=c11 -Wall -Wextra -Wpedantic -Werror'
sed -n '/^\.Bd -literal/,/^\.Ed/p' "$prefix/share/man/man3/quanze.3" | sed '1d; $d; s/\\en/\\n/g' >"$work/pages.c"
sample=samples/county-archives.tsv
"$prefix/bin/quanze" convert -q -t html --as-of 2026-11-24 -o "$work/expected" $sample 2>/dev/null

# uses_library HOW FLAGS…: builds and runs the program, and compares its page with the program's.
uses_library() {
	local how=$1
	shift
	# shellcheck disable=SC2046,SC2086
	${CC:-cc} $strict -o "$work/$how" "$work/pages.c" $(pkg-config "$@" quanze) || return
	(mkdir -p "$work/$how.d" && cp $sample "$work/$how.d/list.tsv" && cd "$work/$how.d" && "../$how" list.tsv >said) || return
	cat "$work/$how.d/said"
	grep -q 'list.tsv: [1-9][0-9]* items' "$work/$how.d/said" && diff <(sed 's/county-archives/list/g' "$work/expected/county-archives.html") "$work/$how.d/pages/1.html"
}
export LD_LIBRARY_PATH=$prefix/lib
check 'shared library' uses_library shared --cflags --libs
check '… is what it is linked with' grep -q 'NEEDED.*\[libquanze\.so\.[0-9]*\]' <(readelf -d "$work/shared")
check '… and knows its versions' grep -q 'QUANZE_[0-9]' <(readelf -V "$work/shared")
mkdir "$work/aside" && mv "$prefix"/lib/libquanze.so* "$work/aside"
check 'static library' uses_library static --static --cflags --libs
check '… needs no shared one' eval '! readelf -d "$work/static" | grep -q NEEDED.*libquanze'
mv "$work/aside"/* "$prefix/lib"
unset LD_LIBRARY_PATH
if command -v c++ >/dev/null; then
	check 'the header in C++' c++ -Wall -Wextra -Werror -fsyntax-only -include "$prefix/include/quanze.h" -x c++ /dev/null
fi

# ---- symbols ----
# What comes from our own files, of all that the preprocessor shows.
own_text() { ${CC:-cc} -E "$@" | awk '/^# [0-9]+ "/ { own = $3 !~ /^"\/usr|^"</; next } own'; }
declarations() { sed 's/#pragma.*//' | tr -d '[:space:]' | tr ';' '\n' | sort; }
own_text -Isrc src/quanze.h | grep -oE '\bqz_[a-z0-9_]+\(' | tr -d '(' >"$work/declared"
library=$(readlink -f "$prefix/lib/libquanze.so")
nm -D --defined-only "$library" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' >"$work/exported"
check 'exported is what src/quanze.h declares' same_lines "$work/declared" "$work/exported"
check '… which is something' test "$(wc -l <"$work/declared")" -gt 20
check 'the installed header says what src/quanze.h says' diff <(own_text -Isrc src/quanze.h | declarations) <(own_text "$prefix/include/quanze.h" | declarations)
check 'the file is called as its soname' grep -qF "[$(basename "$library")]" <(readelf -d "$library" | grep SONAME)
nm -g --defined-only "$prefix/lib/libquanze.a" | awk 'NF == 3 && $3 !~ /^(qz_|DW\.|__)/' >"$work/foreign"
check 'all names of the static library begin with qz_' cmp "$work/foreign" /dev/null

# ---- completions ----
bash=$prefix/share/bash-completion/completions/quanze zsh=$prefix/share/zsh/site-functions/_quanze fish=$prefix/share/fish/vendor_completions.d/quanze.fish
ask_bash() { # WORD…: what bash offers for the last one
	bash -c 'source "$1" && shift && COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) && compopt() { :; } && _quanze && printf "%s\n" "${COMPREPLY[@]}"' - "$bash" "$@"
}
options_of() { "$prefix/bin/quanze" "$1" --help | grep -oE '^ +(-[a-z], )?--[a-z0-9-]+' | grep -oE -- '--.*'; }
sed -n '/^static const struct command/,/^}/s/^\t{"\([a-z]*\)".*/\1/p' src/cli/main.c >"$work/commands"
check 'bash: loads' grep -qF 'complete -F _quanze quanze' <(bash -c "source $bash && complete -p quanze")
ask_bash quanze '' >"$work/offered"
check 'bash: all commands' each_in "$work/commands" "$work/offered"
while read -r command; do
	options_of "$command" >"$work/options"
	ask_bash quanze "$command" - >"$work/offered"
	check "bash: options of $command" same_lines "$work/options" "$work/offered"
	sed -n "/^_quanze_$command()/,/^}/p" "$zsh" | grep -oE -- '--[a-z0-9-]+[]=[}]' | tr -d ']=[}' >"$work/offered"
	check "zsh: options of $command" same_lines "$work/options" "$work/offered"
done <"$work/commands"
check 'bash: outputs behind a comma' diff <(ask_bash quanze convert --to xml,h) <(echo xml,html)
check 'bash: an option and its value in one' diff <(ask_bash quanze convert --paper = a) <(printf 'a4\na3\n')
# All words that are offered for an option are taken by the program.
ask_values() { ask_bash quanze "$1" "$2" '' | grep -v '=$'; }
takes_all() {
	local value
	for value in $(ask_values "$1" "$2"); do
		"$prefix/bin/quanze" "$1" "$2" "$value" "$work/nowhere.tsv" >/dev/null 2>&1
		[ $? = 3 ] || { echo "$1 $2 $value"; return 1; }
	done
}
for command in convert validate; do
	for option in $(options_of $command); do
		case $option in --help) ;; *) [ -z "$(ask_values $command "$option")" ] || check "$command takes each value of $option" takes_all $command "$option" ;; esac
	done
done
if command -v zsh >/dev/null; then
	check 'zsh: loads by its name' test "$(zsh -fc "fpath=('$(dirname "$zsh")' \$fpath); autoload -Uz compinit; compinit -D -u; print \$_comps[quanze]")" = _quanze
	check 'zsh: loads when sourced' test "$(zsh -fc "autoload -Uz compinit; compinit -D -u; source '$zsh'; print \$_comps[quanze]")" = _quanze
	check 'zsh: completes' python3 tests/package/zsh.py "$zsh"
fi
if command -v fish >/dev/null; then
	ask_fish() { HOME=$work fish --no-config -c "source $fish; complete -C '$1'" | cut -f1; }
	check 'fish: an option' diff <(ask_fish 'quanze convert --pap') <(echo --paper)
	check 'fish: its values' diff <(ask_fish 'quanze convert --paper a' | sort) <(printf 'a3\na4\n')
	check 'fish: outputs behind a comma' grep -qx 'xml,html' <(ask_fish 'quanze convert --to xml,h')
	ask_fish 'quanze ' >"$work/offered"
	check 'fish: all commands' each_in "$work/commands" "$work/offered"
	while read -r command; do
		options_of "$command" >"$work/options"
		ask_fish "quanze $command --" >"$work/offered"
		check "fish: options of $command" same_lines "$work/options" "$work/offered"
	done <"$work/commands"
fi

# ---- manual pages, and the way back ----
if command -v mandoc >/dev/null; then
	mandoc -Tlint -Wwarning "$prefix"/share/man/man*/* 2>&1 | grep -v 'new sentence, new line' >"$work/faults"
	check 'manual pages' diff "$work/faults" /dev/null
fi
check 'uninstall' make -s OUT="$out" PREFIX="$prefix" uninstall
check 'nothing remains' cmp <(find "$prefix" ! -type d) /dev/null
closing
