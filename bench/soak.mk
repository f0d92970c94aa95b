# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# The long version of tests/watch_kill.check: 200 kills at random moments, a minute.
soak-watch: all
	@NASHRA_KILLS=200 NASHRA_BUILD=$(B) NASHRA_DATA=$(B)/data tests/watch_kill.check

# The long version of tests/unit/test_speech.c: the marks of 1,000 articles by chance, in order and with times that never go back.
soak-marks: build-tests
	@NASHRA_ARTICLES=1000 NASHRA_DATA=$(B)/data $(B)/tests/test_speech

.PHONY: soak-watch soak-marks
