/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#ifndef NASHRA_TESTS_CHECK_H
#define NASHRA_TESTS_CHECK_H

/* The whole test framework: CHECK counts, a failure prints file:line, check_done() prints the sum that tests/run.sh adds up. */

#include <stdio.h>
#include <string.h>

static unsigned check_passed, check_failed;

#define CHECK(condition) check_that((condition) != 0, __FILE__, __LINE__, #condition)
#define CHECK_STR(got, want) check_strings((got), (want), __FILE__, __LINE__)

static inline int check_that(int good, const char *file, int line, const char *what)
{
    if (good) check_passed++;
    else {
        check_failed++;
        printf("%s:%d: failed: %s\n", file, line, what);
    }
    return good;
}

static inline int check_strings(const char *got, const char *want, const char *file, int line)
{
    int good = got && want && strcmp(got, want) == 0;
    if (good) check_passed++;
    else {
        check_failed++;
        printf("%s:%d: failed:\n  got  %s\n  want %s\n", file, line, got ? got : "(null)", want ? want : "(null)");
    }
    return good;
}

static inline int check_done(void)
{
    printf("%u passed, %u failed\n", check_passed, check_failed);
    return check_failed != 0;
}

#endif
