# quanze: `make samples` builds and converts the samples, `make check` tests.
# Everything built goes below $(OUT).
OUT ?= out
CC ?= cc
PYTHON ?= python3
PACKAGES = libxml-2.0 libxslt libexslt libzip nettle jansson
SERVING = libmicrohttpd
CONFINING = $(if $(filter Linux,$(shell uname -s)),libseccomp)
VERSION = 0.1.0
ABI = 1

CFLAGS ?= -O2 -g
WARNINGS = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(if $(WERROR),-Werror)
# The library's objects serve the program, the static and the shared library; no path of this machine gets into them.
CODE = -fPIC -fvisibility=hidden -fno-semantic-interposition -ffile-prefix-map=$(CURDIR)=. -ffile-prefix-map=$(OUT)=out
override CPPFLAGS += -Isrc -I$(OUT)/gen -D_GNU_SOURCE -DQZ_VERSION='"$(VERSION)"' $(shell pkg-config --cflags $(PACKAGES) $(CONFINING) $(SERVING) 2>/dev/null)
# Without a pkg-config file of their own; quanze.pc names them too.
BARE_LIBS = -lunistring -lm -pthread
LIBS = $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) $(BARE_LIBS)
BATCH_LIBS = $(shell pkg-config --libs $(CONFINING) 2>/dev/null)
SERVE_LIBS = $(shell pkg-config --libs $(SERVING) 2>/dev/null)
# The program's allocator, where it is there (ARCHITECTURE.md, "Libraries, and why"); the sanitizers bring one of their own.
ALLOCATOR := $(shell echo 'int main(void) { return 0; }' | $(CC) -x c -o /dev/null - -lmimalloc 2>/dev/null && echo -lmimalloc)
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

library_sources := $(sort $(filter-out src/cli/% src/batch/% src/serve/%,$(wildcard src/*.c src/*/*.c)))
batch_sources := $(sort $(wildcard src/batch/*.c))
serve_sources := $(sort $(wildcard src/serve/*.c))
cli_sources := $(sort $(wildcard src/cli/*.c))
unit_sources := $(wildcard tests/unit/test_*.c)
resources := $(sort $(wildcard xsd/*.xsd xslt/*/*.xsl xslt/*/*.xml xslt/*/*.css xslt/*/*.js data/*.xml data/*.json))

law_register := $(sort $(wildcard data/laws/*.xml))

library_objects := $(library_sources:%.c=$(OUT)/%.o) $(OUT)/gen/resources.o
batch_objects := $(batch_sources:%.c=$(OUT)/%.o)
serve_objects := $(serve_sources:%.c=$(OUT)/%.o)
cli_objects := $(cli_sources:%.c=$(OUT)/%.o)
units := $(unit_sources:tests/unit/%.c=$(OUT)/unit/%)

all: $(OUT)/quanze

$(OUT)/quanze: $(cli_objects) $(serve_objects) $(batch_objects) $(OUT)/libquanze.a
	@echo "  LD $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(ALLOCATOR) $(LIBS) $(BATCH_LIBS) $(SERVE_LIBS)

$(OUT)/libquanze.a: $(library_objects)
	@rm -f $@
	@$(AR) rcsD $@ $^

# What src/quanze.h declares and nothing else (ELF); the symbols bear the number of the ABI.
$(OUT)/libquanze.so.$(ABI): $(library_objects)
	@echo "  LD $@"
	@echo 'QUANZE_$(ABI) { global: qz_*; local: *; };' > $(OUT)/gen/libquanze.map
	@$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(@F) -Wl,--version-script,$(OUT)/gen/libquanze.map -Wl,-z,defs -o $@ $^ $(LIBS)

# A change of flags rebuilds everything.
$(OUT)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(CFLAGS) $(WARNINGS) $(CODE) $(CPPFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/gen/resources.o: $(OUT)/gen/resources.c
	@$(CC) $(CFLAGS) $(CODE) $(CPPFLAGS) -c -o $@ $<

$(OUT)/gen/resources.c: $(OUT)/gen/embed $(resources) $(law_register)
	@echo "  EMBED $(words $(resources)) resources"
	@$(OUT)/gen/embed $(resources) $(law_register) > $@.new
	@mv $@.new $@

$(OUT)/gen/embed: tools/embed.c $(filter $(OUT)/src/base/% $(OUT)/src/report/messages_load.o $(OUT)/src/check/laws_load.o $(OUT)/src/check/laws_name.o,$(library_objects))
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(WARNINGS) $(CPPFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# One program for each unit test, linked with the library.
$(OUT)/unit/%: tests/unit/%.c $(serve_objects) $(batch_objects) $(OUT)/libquanze.a
	@mkdir -p $(@D)
	@echo "  LD $@"
	@$(CC) $(CFLAGS) $(WARNINGS) $(CPPFLAGS) -MMD -MP -o $@ $< $(serve_objects) $(batch_objects) $(OUT)/libquanze.a $(LIBS) $(BATCH_LIBS) $(SERVE_LIBS) -lcmocka

# Programs that measure, by what the library has inside.
$(OUT)/bench/%: tests/bench/%.c $(OUT)/libquanze.a
	@mkdir -p $(@D)
	@echo "  LD $@"
	@$(CC) $(CFLAGS) $(WARNINGS) $(CPPFLAGS) -o $@ $< $(OUT)/libquanze.a $(LIBS)

-include $(library_objects:.o=.d) $(batch_objects:.o=.d) $(serve_objects:.o=.d) $(cli_objects:.o=.d) $(units:=.d)

# ---- the two commands of the README ----

samples_in := $(wildcard samples/*.tsv)

# The README's commands build with all processors, where nothing else was asked for.
parallel = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 1))

samples:
	@tools/deps.sh build
	@$(MAKE) --no-print-directory $(parallel) all
	@mkdir -p $(OUT)/samples
	@$(OUT)/quanze convert -o $(OUT)/samples $(samples_in)

# What a developer runs before each commit: units and cases with sanitizers, messages, lints.
check:
	@tools/deps.sh build check
	@$(MAKE) --no-print-directory $(parallel) check-built

check-built: all asan hooks
	@tests/check.sh fast $(OUT)

# Everything that needs no outside program: also hostile inputs, faults, valgrind, chunks, batches.
check-all:
	@tools/deps.sh build check
	@$(MAKE) --no-print-directory $(parallel) check-all-built

check-all-built: all libraries asan drop hooks faults-built
	@tests/check.sh all $(OUT)

asan:
	@$(MAKE) --no-print-directory OUT=$(OUT)/asan CFLAGS="-O1 -g $(SANITIZE)" ALLOCATOR= all units

# The build that loses a character on request: every loss must be caught.
drop:
	@$(MAKE) --no-print-directory OUT=$(OUT)/drop CPPFLAGS="-DQZ_TEST_DROP" $(OUT)/drop/unit/drop

$(OUT)/unit/drop: tests/drop/drop.c $(OUT)/libquanze.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(WARNINGS) $(CPPFLAGS) -o $@ $< $(OUT)/libquanze.a $(LIBS)

# The build in which inputs of certain names hang, crash or eat memory (src/batch/batch.c).
hooks:
	@$(MAKE) --no-print-directory OUT=$(OUT)/hooks CPPFLAGS="-DQZ_TEST_HOOKS" all

units: $(units)

# ---- memory that runs out at every allocation, in the library and in a worker (tests/faults) ----

fault_inputs := samples/county-archives.tsv $(addprefix tests/cases/layout/,merges.xls merges.xlsx changes.docx page.html) \
	tests/cases/outside/ods-text.fodt tests/cases/outside/ods-workbook.ods tests/cases/outside/xml2003-styles.xls tests/cases/outside/doc-outside.doc

faults: all faults-built
	@$(PYTHON) tests/faults/alloc.py $(OUT)/faults/journey $(OUT)/faults/alloc.so $(fault_inputs)
	@$(PYTHON) tests/faults/alloc.py $(OUT)/faults/journey $(OUT)/faults/alloc.so --rest
	@$(PYTHON) tests/faults/alloc.py $(OUT)/faults/journey $(OUT)/faults/alloc.so tests/diff/cases/all.new.tsv --old tests/diff/cases/all.old.tsv
	@$(PYTHON) tests/faults/alloc.py --workers $(OUT)/quanze $(OUT)/faults/alloc.so

# ---- fuzzing, with clang's libFuzzer: make fuzz [FUZZ_SECONDS=60] [FUZZ="html docx"] ----

fuzz_targets := $(patsubst tests/fuzz/fuzz_%.c,$(OUT)/fuzz/fuzz_%,$(wildcard tests/fuzz/fuzz_*.c))

fuzz:
	@tools/deps.sh build fuzz
	@$(MAKE) --no-print-directory OUT=$(OUT)/fuzz/build CC=clang CFLAGS="-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined" $(OUT)/fuzz/build/quanze.a
	@$(MAKE) --no-print-directory $(fuzz_targets)
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run.sh $(OUT)/fuzz $(FUZZ)

$(OUT)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/source.c tests/fuzz/promises.c $(OUT)/fuzz/build/quanze.a
	@echo "  LD $@"
	@clang -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined $(CPPFLAGS) -o $@ $< tests/fuzz/source.c tests/fuzz/promises.c $(OUT)/fuzz/build/quanze.a $(LIBS) $(BATCH_LIBS) $(SERVE_LIBS)

# The library and the batches.
$(OUT)/quanze.a: $(library_objects) $(batch_objects) $(serve_objects)
	@rm -f $@
	@$(AR) rcsD $@ $^

faults-built: $(OUT)/faults/io.so $(OUT)/faults/alloc.so $(OUT)/faults/attack.so $(OUT)/faults/journey

$(OUT)/faults/%.so: tests/faults/%.c
	@mkdir -p $(@D)
	@$(CC) -O2 -g -std=c11 -Wall -Wextra -shared -fPIC -o $@ $<

$(OUT)/faults/journey: tests/faults/journey.c $(OUT)/libquanze.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(WARNINGS) $(CPPFLAGS) -o $@ $< $(OUT)/libquanze.a $(LIBS)

# ---- which lines of src the tests reach (gcovr), and which they do not: $(OUT)/coverage/coverage.html ----

coverage:
	@tools/deps.sh build check coverage
	@$(MAKE) --no-print-directory OUT=$(OUT)/coverage CFLAGS="-O0 -g --coverage -fprofile-update=atomic" CPPFLAGS="-DQZ_TEST_HOOKS -include tests/coverage/exit.h" all units faults-built
	@tests/coverage/run.sh $(OUT)/coverage

# quanze beside its peers in one table: python3-lxml, pandoc, zip, LibreOffice (tools/deps.sh bench).
bench: all
	@python3 tests/bench/bench.py $(OUT)/quanze
	@python3 tests/bench/compare.py $(OUT)/quanze
	@python3 tests/bench/load.py $(OUT)/quanze

check-gates: all
	@tests/gates/run.sh $(OUT)

# The README's pictures, anew.
pictures: all
	@tools/deps.sh gates
	@tools/pictures.sh $(OUT)/quanze

regen: all
	@tests/run.sh --regen

include packaging/install.mk packaging/package.mk

clean:
	rm -rf $(OUT)

.PHONY: coverage bench pictures fuzz faults faults-built all samples check check-built check-all check-all-built asan drop hooks units check-gates regen clean
