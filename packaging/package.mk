# What goes out: make dist, make deb, and make check-package, which tests both (minutes).

dist:
	@packaging/dist.sh $(OUT) $(VERSION)

deb:
	@tools/deps.sh build check package
	@env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL packaging/deb.sh $(OUT) $(VERSION)

check-package:
	@tools/deps.sh build check package
	@tests/package/run.sh $(OUT)

.PHONY: dist deb check-package
