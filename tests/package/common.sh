# For the scripts of this folder: `check`, and the closing line.
work=$(mktemp -d) || exit 1
passed=0 failed=0
# No variable of a make above us reaches the makes below us.
unset MAKEFLAGS MAKELEVEL MFLAGS DESTDIR PREFIX LIBDIR SOURCE_DATE_EPOCH

# check NAME COMMAND…: silent where it goes well.
check() {
	local name=$1
	shift
	if "$@" >"$work/log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok - $name"
		grep '^not ok' "$work/log" | head -n 20
		tail -n 20 "$work/log"
	fi
}

closing() {
	echo "$passed passed, $failed failed"
	[ $failed = 0 ]
}
