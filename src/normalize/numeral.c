/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* The written number: which signs between digits are thousands, which is the decimal one. */
#include "normalize/reader.h"

#include <stdlib.h>
#include <string.h>

/* A sign between two digit runs, no space on either side. */
static bool between_digits(const struct reader *r, size_t i)
{
    return token_at(r, i)->kind == TOKEN_SIGN && !token_at(r, i)->space && token_digits(r, i + 1) && !token_at(r, i + 1)->space;
}

static bool thousands_sign(uint32_t cp)
{
    return cp == ',' || cp == 0x060C || cp == 0x066C || cp == '.' || cp == '\'' || cp == 0x2019;
}

static bool decimal_sign(uint32_t cp)
{
    return cp == '.' || cp == ',' || cp == 0x066B || cp == 0x060C;
}

/* How many more groups of three follow token i with the same sign between (0: spaces). */
static size_t groups_after(const struct reader *r, size_t i, uint32_t sign)
{
    size_t groups = 0;
    for (;;) {
        size_t next = i + 1;
        if (sign) {
            if (!token_sign(r, next, sign) || !between_digits(r, next)) break;
            next++;
        } else if (!token_digits(r, next) || !token_at(r, next)->space) break;
        if (token_at(r, next)->size != 3) break;
        groups++;
        i = next;
    }
    return groups;
}

/* Another digit group after a run of threes: then these were no thousands (1.234.5). */
static bool more_after(const struct reader *r, size_t i, uint32_t sign)
{
    return sign ? token_sign(r, i + 1, sign) && between_digits(r, i + 1)
                : token_digits(r, i + 1) && token_at(r, i + 1)->space && token_at(r, i + 1)->size <= 4;
}

/* One dot and three digits may be 12.000 or 1.007: thousands when the last group is round or a noun is counted. */
static bool single_dot_is_decimal(const struct reader *r, size_t i)
{
    const char *group = token_text(r, i + 2);
    size_t after = i + 3;
    if (token_sign(r, after, '%') || token_sign(r, after, 0x066A) || token_sign(r, after, 0x00B0)) return true;
    if (token_roles(r, after) & ROLE_SCALE) return true; /* 2.375 مليون */
    struct measure m;
    if (find_measure(r, after, &m)) return m.parts == 1000; /* 1.250 د.ك: fils */
    size_t before = word_before(r, i);
    if (before != SIZE_MAX && (token_roles(r, before) & ROLE_COORDINATE)) return true;
    if (group[2] == '0') return false;
    return !counted_find(r, after).found;
}

/* The sign that parts thousands after the run at i, with the number of groups; false when there is none. */
static bool find_grouping(const struct reader *r, size_t i, uint32_t *sign, size_t *groups)
{
    const struct token *first = token_at(r, i);
    if (first->size > 3 || token_text(r, i)[0] == '0') return false;
    *sign = 0;
    if (between_digits(r, i + 1)) {
        *sign = token_at(r, i + 1)->cp;
        if (!thousands_sign(*sign)) return false;
        *groups = groups_after(r, i, *sign);
        if (*groups == 0 || more_after(r, i + 2 * *groups, *sign)) return false;
        return !(*sign == '.' && *groups == 1 && single_dot_is_decimal(r, i));
    }
    *groups = groups_after(r, i, 0);
    if (*groups == 0 || more_after(r, i + *groups, 0)) return false;
    if (*groups == 1 && token_at(r, i)->size == 3 && token_text(r, i + 1)[0] == '0' && token_at(r, i + 1)->value != 0) return false;
    return !(i > 0 && token_digits(r, i - 1)); /* the middle of a list of numbers */
}

static bool join_groups(struct reader *r, struct numeral *n, size_t i, uint32_t sign, size_t groups)
{
    size_t step = sign ? 2 : 1, size = token_at(r, i)->size;
    char *digits = arena_alloc(r->doc->arena, size + groups * 3 + 1, 1);
    if (!digits) return r->say.failed = true, false;
    memcpy(digits, token_text(r, i), size);
    for (size_t g = 1; g <= groups; g++) memcpy(digits + size + (g - 1) * 3, token_text(r, i + g * step), 3);
    n->digits = digits;
    n->count = size + groups * 3;
    n->end = i + groups * step + 1;
    n->grouped = true;
    return true;
}

/* A minus, not the dash of a range or a model: nothing, a space or a bracket stands before it. */
static bool negative_sign(const struct reader *r, size_t i)
{
    if (!token_dash(r, i) || !token_digits(r, i + 1) || token_at(r, i + 1)->space) return false;
    uint32_t cp = token_at(r, i)->cp;
    if (cp != '-' && cp != 0x2212 && cp != 0x2013) return false;
    return i == 0 || token_at(r, i)->space || token_at(r, i - 1)->kind == TOKEN_SIGN || clitics_read(r, i - 1).next == i;
}

bool numeral_read(struct reader *r, size_t i, struct numeral *n)
{
    *n = (struct numeral){.first = i, .fraction = "", .value = UINT32_MAX};
    if (negative_sign(r, i)) n->negative = true, i++;
    else if (token_sign(r, i, '+') && token_digits(r, i + 1) && !token_at(r, i + 1)->space) n->plus = true, i++;
    if (!token_digits(r, i)) return false;
    uint32_t sign = 0;
    size_t groups = 0;
    if (!find_grouping(r, i, &sign, &groups) || !join_groups(r, n, i, sign, groups)) {
        n->digits = token_text(r, i);
        n->count = token_at(r, i)->size;
        n->end = i + 1;
    }
    n->padded = n->count > 1 && n->digits[0] == '0';
    /* The decimal sign is not the thousands sign, and comes once (3.11.4 is a version). */
    size_t point = n->end;
    uint32_t cp = token_at(r, point)->cp;
    if (between_digits(r, point) && decimal_sign(cp) && !(n->grouped && cp == sign) && !(token_sign(r, point + 2, cp) && between_digits(r, point + 2))) {
        n->fraction = token_text(r, point + 1);
        n->places = token_at(r, point + 1)->size;
        n->end = point + 2;
    }
    const char *digits = n->digits;
    size_t count = number_trim(&digits, n->count);
    if (count <= 9) {
        n->value = 0;
        for (size_t k = 0; k < count; k++) n->value = n->value * 10 + (uint32_t)(digits[k] - '0');
    }
    return true;
}

bool numeral_scale(struct reader *r, size_t i, struct numeral *n)
{
    const struct token *token = token_at(r, i);
    if (token->kind != TOKEN_WORD) return false;
    const char *zeros = lists_field(r->room->scales, token_text(r, i), token->size, 1);
    if (!zeros || n->places || n->value == 0 || n->value > 999) return false;
    size_t count = strtoul(zeros, NULL, 10);
    char *digits = arena_alloc(r->doc->arena, n->count + count + 1, 1);
    if (!digits) return r->say.failed = true, false;
    memcpy(digits, n->digits, n->count);
    memset(digits + n->count, '0', count);
    n->digits = digits;
    n->count += count;
    n->value = UINT32_MAX;
    n->end = i + 1;
    n->padded = false;
    return true;
}
