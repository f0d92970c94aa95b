# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# The speech-dispatcher module, called by `make install`:
#   install        where the system's speech-dispatcher looks (its pkg-config file says where)
#   install-user   for one user, without root: `make -f src/speechd/install.mk install-user`
# Only the module and its configuration: lexicon and model are installed by the main Makefile, or, for one user, here.

B ?= build
PREFIX ?= /usr/local
MODULES := $(or $(shell pkg-config --variable=modulebindir speech-dispatcher 2>/dev/null),/usr/lib/speech-dispatcher-modules)
CONFIGURATION ?= /etc/speech-dispatcher/modules
USER_MODULES := $(HOME)/.local/libexec/speech-dispatcher-modules
USER_CONFIGURATION := $(or $(XDG_CONFIG_HOME),$(HOME)/.config)/speech-dispatcher/modules
USER_DATA := $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/nashra
DATA := $(wildcard $(B)/data/nashra.lex $(B)/data/nashra.model)

define ADVICE
@echo "sd_nashra is installed. To let it read Arabic, write into $(1):"
@echo '    LanguageDefaultModule "ar" "nashra"'
@echo '    SymbolsPreproc "no"'
@echo "(the second line: else the server takes ? and % out of Arabic text before nashra sees it), and if that file has AddModule"
@echo "lines, or another module's:   AddModule \"nashra\" \"sd_nashra\" \"nashra.conf\""
@echo "Then restart speech-dispatcher: it starts by itself with the next word.    Try: spd-say -o nashra -l ar 'مرحبا'"
endef

# A user who installs into a PREFIX of their own has no right to write where the system's modules are: no reason to fail.
install:
	@if [ -n "$(DESTDIR)" ] || [ -w "$(or $(wildcard $(MODULES)),/usr/lib)" ]; then \
		$(MAKE) --no-print-directory -f src/speechd/install.mk install-system B=$(B) DESTDIR=$(DESTDIR) PREFIX=$(PREFIX); \
	else echo "sd_nashra is not installed into $(MODULES): no right to write there. For one user: make -f src/speechd/install.mk install-user"; fi

install-system:
	install -d $(DESTDIR)$(MODULES) $(DESTDIR)$(CONFIGURATION)
	install -m 755 $(B)/sd_nashra $(DESTDIR)$(MODULES)/sd_nashra
	[ -e $(DESTDIR)$(CONFIGURATION)/nashra.conf ] || install -m 644 src/speechd/nashra.conf $(DESTDIR)$(CONFIGURATION)/nashra.conf
	$(call ADVICE,/etc/speech-dispatcher/speechd.conf)

# The module finds its data by NashraData of its configuration; what the user has changed there stays.
install-user:
	install -d $(USER_MODULES) $(USER_CONFIGURATION) $(USER_DATA)
	install -m 755 $(B)/sd_nashra $(USER_MODULES)/sd_nashra
	install -m 644 $(DATA) $(USER_DATA)/
	[ -e $(USER_CONFIGURATION)/nashra.conf ] || sed 's|^#NashraData .*|NashraData "$(USER_DATA)"|' src/speechd/nashra.conf > $(USER_CONFIGURATION)/nashra.conf
	$(call ADVICE,~/.config/speech-dispatcher/speechd.conf)

uninstall:
	rm -f $(DESTDIR)$(MODULES)/sd_nashra $(DESTDIR)$(CONFIGURATION)/nashra.conf

uninstall-user:
	rm -f $(USER_MODULES)/sd_nashra $(USER_CONFIGURATION)/nashra.conf $(USER_DATA)/nashra.lex $(USER_DATA)/nashra.model

.PHONY: install install-system install-user uninstall uninstall-user
