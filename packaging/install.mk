# make install [PREFIX=/usr/local] [DESTDIR=]; make uninstall takes away what install put there.
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share/quanze
MANDIR ?= $(PREFIX)/share/man
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d

# The shared library is for ELF; elsewhere the static one is installed alone.
shared := $(if $(filter-out Darwin,$(shell uname -s)),libquanze.so.$(ABI))
completions := $(addprefix $(OUT)/completion/quanze.,bash zsh fish)

# Everything that is installed but the program.
libraries: $(shared:%=$(OUT)/%) $(OUT)/libquanze.a $(OUT)/gen/quanze.h $(completions)

$(OUT)/gen/quanze.h: tools/header src/quanze.h $(wildcard src/*/*.h src/base/*.def)
	@mkdir -p $(@D)
	@tools/header > $@

$(completions): $(OUT)/completion/quanze.%: $(OUT)/quanze
	@mkdir -p $(@D)
	@LC_ALL=C $(OUT)/quanze completion $* > $@.new
	@mv $@.new $@

# What programs that read the outputs need: schemas of JSON, and of mappings, with examples.
data_files := $(sort $(wildcard xsd/*.schema.json) xsd/quanze-mapping.xsd $(wildcard samples/mappings/*.xml))

define line_end


endef

# mode, what, and the folder and name it gets
define installed
755 $(OUT)/quanze $(BINDIR)/quanze
$(if $(shared),644 $(OUT)/$(shared) $(LIBDIR)/$(shared))
644 $(OUT)/libquanze.a $(LIBDIR)/libquanze.a
644 $(OUT)/gen/quanze.h $(INCLUDEDIR)/quanze.h
644 man/quanze.1 $(MANDIR)/man1/quanze.1
644 man/quanze.3 $(MANDIR)/man3/quanze.3
644 man/quanze-laws.5 $(MANDIR)/man5/quanze-laws.5
644 man/quanze-serve.8 $(MANDIR)/man8/quanze-serve.8
644 man/quanze-rules.7 $(MANDIR)/man7/quanze-rules.7
644 $(OUT)/completion/quanze.bash $(BASHDIR)/quanze
644 $(OUT)/completion/quanze.zsh $(ZSHDIR)/_quanze
644 $(OUT)/completion/quanze.fish $(FISHDIR)/quanze.fish
$(foreach file,$(data_files),644 $(file) $(DATADIR)/$(if $(filter samples/%,$(file)),mapping-)$(notdir $(file))$(line_end))
endef
export installed

# The folders as quanze.pc has them: below ${prefix} where they are.
below_prefix = $(1:$(PREFIX)/%=$${prefix}/%)

install: all libraries
	@echo "$$installed" | while read -r mode from to; do \
		[ "$$mode" ] || continue; \
		install -d "$(DESTDIR)$${to%/*}" && install -m "$$mode" "$$from" "$(DESTDIR)$$to" && echo "  INSTALL $(DESTDIR)$$to" || exit 1; \
	done
	@$(if $(shared),ln -sf $(shared) $(DESTDIR)$(LIBDIR)/libquanze.so)
	@install -d $(DESTDIR)$(LIBDIR)/pkgconfig
	@sed -e 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(call below_prefix,$(LIBDIR))|; s|@INCLUDEDIR@|$(call below_prefix,$(INCLUDEDIR))|' \
		-e 's|@VERSION@|$(VERSION)|; s|@PACKAGES@|$(PACKAGES)|; s|@LIBS@|$(BARE_LIBS)|' packaging/quanze.pc.in > $(DESTDIR)$(LIBDIR)/pkgconfig/quanze.pc
	@chmod 644 $(DESTDIR)$(LIBDIR)/pkgconfig/quanze.pc

uninstall:
	@echo "$$installed" | while read -r mode from to; do [ -z "$$mode" ] || rm -f "$(DESTDIR)$$to" || exit 1; done
	@rmdir $(DESTDIR)$(DATADIR) 2>/dev/null || true
	@rm -f $(DESTDIR)$(LIBDIR)/libquanze.so $(DESTDIR)$(LIBDIR)/pkgconfig/quanze.pc

.PHONY: libraries install uninstall
