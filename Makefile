# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
#   make run      install what is missing, build, speak a sample            make test   ... and run every test
#   make          build into build/      make install [DESTDIR= PREFIX=]    make bench  make asan  make fuzz  make clean

PREFIX ?= /usr/local
VERSION := $(shell sed -n 's/^\#define NASHRA_VERSION "\(.*\)"/\1/p' include/nashra.h)
SONAME := libnashra.so.0

B ?= build
CC ?= cc
OPT ?= -O2 -g
WARN := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wvla -Wno-sign-conversion $(WERROR)
PACKAGES := espeak-ng icu-uc icu-i18n sndfile portaudio-2.0 libxml-2.0 libebur128 soxr jansson libcurl
# Debian's eSpeak NG has a pkg-config file; its name differs between releases, so the flags are given by hand as a fallback.
pkg = $(shell pkg-config $(1) $(PACKAGES) 2>/dev/null)
CFLAGS_ALL = -std=c11 -D_GNU_SOURCE $(OPT) -fPIC -fno-semantic-interposition $(WARN) -Iinclude -Isrc $(call pkg,--cflags) \
	-DNASHRA_DATA_DIR='"$(PREFIX)/share/nashra"' -MMD -MP $(CFLAGS)
LIBS = $(call pkg,--libs) -lm -lpthread

ROOMS := intake normalize lexicon diacritize phrase pronounce speech audio bulletin
LIB_SRC := $(wildcard src/*.c) $(wildcard src/util/*.c) $(foreach r,$(ROOMS),$(wildcard src/$(r)/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o)
CLI_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard src/cli/*.c))
SPD_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard src/speechd/*.c))
UTIL_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard src/util/*.c))
TSV := $(sort $(wildcard lexicon/*.tsv))
MODEL := $(wildcard model/nashra.model)
PROGRAMS := $(B)/nashra $(if $(SPD_OBJ),$(B)/sd_nashra)
DATA := $(B)/data/nashra.lex $(if $(MODEL),$(B)/data/nashra.model)

# One short line per step; V=1 shows the commands.
say = $(if $(V),,@echo "  $(1)	$(2)";)

all: $(PROGRAMS) $(B)/$(SONAME) $(B)/libnashra.a $(DATA)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<) $(CC) $(CFLAGS_ALL) -c -o $@ $<

$(B)/libnashra.a: $(LIB_OBJ)
	@rm -f $@
	$(call say,AR,$@) $(AR) rcsD $@ $^

$(B)/$(SONAME): $(LIB_OBJ) src/nashra.map
	$(call say,LD,$@) $(CC) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=src/nashra.map -Wl,-z,defs $(LDFLAGS) -o $@ $(LIB_OBJ) $(LIBS)

$(B)/nashra: $(CLI_OBJ) $(B)/libnashra.a
	$(call say,LD,$@) $(CC) $(LDFLAGS) -o $@ $(CLI_OBJ) $(B)/libnashra.a $(LIBS)

$(B)/sd_nashra: $(SPD_OBJ) $(B)/libnashra.a
	$(call say,LD,$@) $(CC) $(LDFLAGS) -o $@ $(SPD_OBJ) $(B)/libnashra.a $(LIBS)

$(B)/mktable: $(B)/tools/mktable.o $(UTIL_OBJ)
	$(call say,LD,$@) $(CC) $(LDFLAGS) -o $@ $^ $(shell pkg-config --libs icu-uc)

$(B)/data/nashra.lex: $(B)/mktable $(TSV)
	@mkdir -p $(@D)
	$(call say,LEX,$@) $(B)/mktable $@ $(TSV)

$(B)/data/nashra.model: $(MODEL)
	@mkdir -p $(@D)
	cp $< $@

# --- set-up ----------------------------------------------------------------------------------------------------------

deps:
	@sh tools/install-deps.sh

run: deps
	@$(MAKE) --no-print-directory all
	@sh tools/run-sample.sh $(B)

# --- tests -----------------------------------------------------------------------------------------------------------

UNIT := $(patsubst tests/unit/%.c,$(B)/tests/%,$(wildcard tests/unit/test_*.c))
FUZZ := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))

$(B)/tests/%: tests/unit/%.c tests/unit/check.h $(B)/libnashra.a
	@mkdir -p $(@D)
	$(call say,CC,$<) $(CC) $(CFLAGS_ALL) -Itests/unit $(LDFLAGS) -o $@ $< $(B)/libnashra.a $(LIBS)

$(B)/tests/run_cases: tests/run_cases.c $(B)/libnashra.a
	@mkdir -p $(@D)
	$(call say,CC,$<) $(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $< $(B)/libnashra.a $(LIBS)

# A fuzz target is one LLVMFuzzerTestOneInput(); here a driver of ours replays its corpus, `make fuzz` links libFuzzer.
$(B)/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c $(B)/libnashra.a
	@mkdir -p $(@D)
	$(call say,CC,$<) $(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $< tests/fuzz/replay.c $(B)/libnashra.a $(LIBS)

build-tests: all $(UNIT) $(FUZZ) $(B)/tests/run_cases

test: deps
	@$(MAKE) --no-print-directory build-tests
	@sh tests/run.sh $(B)

asan: deps
	@$(MAKE) --no-print-directory B=build-asan OPT="-O1 -g -fno-omit-frame-pointer" \
		CFLAGS="$(CFLAGS) -fsanitize=address,undefined -fno-sanitize-recover=undefined" \
		LDFLAGS="$(LDFLAGS) -fsanitize=address,undefined" build-tests
	@NASHRA_SANITIZED=1 sh tests/run.sh build-asan

fuzz: deps
	@sh tests/fuzz/fuzz.sh

soak: all
	@NASHRA_DATA=$(B)/data python3 tests/speechd/soak.py $(B)/sd_nashra

bench: all
	@sh bench/run.sh $(B)

# --- install ---------------------------------------------------------------------------------------------------------

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include \
		$(DESTDIR)$(PREFIX)/share/nashra $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 755 $(B)/nashra $(DESTDIR)$(PREFIX)/bin/
	install -m 755 $(B)/$(SONAME) $(DESTDIR)$(PREFIX)/lib/
	ln -sf $(SONAME) $(DESTDIR)$(PREFIX)/lib/libnashra.so
	install -m 644 $(B)/libnashra.a $(DESTDIR)$(PREFIX)/lib/
	install -m 644 include/nashra.h $(DESTDIR)$(PREFIX)/include/
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' src/nashra.pc.in > $(DESTDIR)$(PREFIX)/lib/pkgconfig/nashra.pc
	install -m 644 $(DATA) $(DESTDIR)$(PREFIX)/share/nashra/
	install -m 644 man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -m 644 man/*.5 $(DESTDIR)$(PREFIX)/share/man/man5/
	@if [ -f src/speechd/install.mk ]; then $(MAKE) --no-print-directory -f src/speechd/install.mk install B=$(B) DESTDIR=$(DESTDIR) PREFIX=$(PREFIX); fi

clean:
	rm -rf build build-asan build-fuzz

-include $(wildcard $(B)/src/*.d $(B)/src/*/*.d $(B)/tools/*.d $(B)/tests/*.d)
-include $(wildcard bench/*.mk)

.PHONY: all deps run test build-tests asan fuzz soak bench install clean
