/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* Numbers that belong to the noun before them: القرن الـ21, المادة 51, القرار 1701, الأئمة الـ12. */
#include "normalize/reader.h"

#include <string.h>

enum { MOST_ORDINAL = 9999 };

/* A noun before the number, by its token. */
static bool noun_before(const struct reader *r, const struct site *site, size_t *token, struct noun *noun)
{
    *token = word_before(r, site->start);
    if (*token == SIZE_MAX || token_at(r, *token)->kind != TOKEN_WORD) return false;
    return lists_noun(r->room, token_text(r, *token), token_at(r, *token)->size, noun);
}

static size_t say_as_ordinal(struct reader *r, const struct site *site, enum gender gender, enum gram_case gcase, const char *rule)
{
    site_begin(r, site, site->close, rule);
    site_value(r, "ordinal", site->numeral.digits);
    r->last_case = gcase;
    r->ordinal_gender = gender;
    r->ordinal_end = r->last_end = site->close;
    say_ordinal(&r->say, &r->room->numbers, site->numeral.value, (struct said_as){gender, NUMBER_SINGULAR, gcase, DEFINITE_YES});
    return site->close;
}

static size_t say_as_cardinal(struct reader *r, const struct site *site, struct count count, const char *rule)
{
    site_begin(r, site, site->close, rule);
    site_value(r, "cardinal", site->numeral.digits);
    say_numeral(r, &site->numeral, count);
    return site->close;
}

static bool whole(const struct numeral *n)
{
    return !n->places && !n->negative && n->value != UINT32_MAX;
}

/* القرن الـ21 is an ordinal; الدول الـ5, مجموعة الـ20 are definite cardinals. */
static size_t read_with_article(struct reader *r, const struct site *site)
{
    struct noun noun;
    size_t before;
    struct counted counted = counted_find(r, site->close);
    if (!noun_before(r, site, &before, &noun) || (counted.found && !counted.apart)) return 0; /* الـ24 ساعة */
    if (token_at(r, site->close)->kind == TOKEN_WORD && (token_roles(r, site->close) & ROLE_SCALE)) return 0;
    enum gram_case gcase = setting_noun_case(r, before);
    if (noun.plural || !noun.definite) {
        struct count count = {.gender = noun.gender, .gcase = noun.definite ? gcase : CASE_GENITIVE, .definite = DEFINITE_YES};
        if (!noun.plural && !noun.definite && (token_roles(r, before) & ROLE_PREPOSITION)) count.gender = GENDER_MASCULINE;
        if (!noun.definite && !noun.known) count.gender = GENDER_MASCULINE;
        return say_as_cardinal(r, site, count, "article after a plural");
    }
    if (!whole(&site->numeral) || site->numeral.value == 0 || site->numeral.value > MOST_ORDINAL) return 0;
    return say_as_ordinal(r, site, noun.gender, gcase, "article after a singular");
}

size_t read_ordinal(struct reader *r, const struct site *site)
{
    struct noun noun;
    size_t before;
    if (site->clitics.article) return site->clitics.conjunction || site->clitics.preposition ? 0 : read_with_article(r, site);
    bool chained = site->clitics.conjunction && !site->clitics.preposition && r->ordinal_end && r->ordinal_end == site->start;
    if (chained && whole(&site->numeral) && site->numeral.value && site->numeral.value <= MOST_ORDINAL && !counted_find(r, site->close).found)
        return say_as_ordinal(r, site, r->ordinal_gender, r->last_case, "ordinal after an ordinal");
    if (site->clitics.conjunction || site->clitics.preposition || !noun_before(r, site, &before, &noun)) return 0;
    if (before + 1 != site->start) { /* رقم (3), المادة: 5 */
        for (size_t i = before + 1; i < site->start; i++)
            if (!quote_open(token_at(r, i)->cp) && !token_sign(r, i, ':') && !token_sign(r, i, '#')) return 0;
    }
    unsigned roles = lists_roles(r->room, token_text(r, before), token_at(r, before)->size);
    struct measure m;
    if (lists_measure(r->room, token_text(r, site->close), token_at(r, site->close)->size, &m)) return 0;
    struct counted counted = counted_find(r, site->close);
    bool counts = counted.found && !counted.apart && counted.noun.known;
    if ((roles & ROLE_ORDINAL) && whole(&site->numeral) && site->numeral.value && site->numeral.value <= MOST_ORDINAL &&
        !site->numeral.grouped && !(counts && (counted.noun.plural || counted.noun.tanwin)))
        return say_as_ordinal(r, site, noun.gender, setting_noun_case(r, before), "ordinal after its noun");
    if (roles & ROLE_CARDINAL && !counts)
        return say_as_cardinal(r, site, (struct count){.gcase = CASE_NOMINATIVE}, "number as a name");
    return 0;
}
