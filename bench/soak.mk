# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# The long version of tests/watch_kill.check: 200 kills at random moments, a minute.
soak-watch: all
	@NASHRA_KILLS=200 NASHRA_BUILD=$(B) NASHRA_DATA=$(B)/data tests/watch_kill.check

.PHONY: soak-watch
