/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "normalize/lists.h"

#include "util/utf8.h"

#include <stdlib.h>
#include <string.h>

const char *lists_field(const struct table_section *section, const char *key, size_t size, size_t column)
{
    size_t row;
    return section_find(section, key, size, &row) ? section_field(section, row, column) : NULL;
}

/* --- roles ------------------------------------------------------------------------------------------------------- */

static const struct role_name {
    const char *name;
    enum role role;
} ROLES[] = {
    {"preposition", ROLE_PREPOSITION}, {"idafa", ROLE_IDAFA},         {"subject", ROLE_SUBJECT},     {"object", ROLE_OBJECT},
    {"accusative", ROLE_ACCUSATIVE},   {"stop", ROLE_STOP},           {"year", ROLE_YEAR},           {"ordinal", ROLE_ORDINAL},
    {"cardinal", ROLE_CARDINAL},       {"digits", ROLE_DIGITS},       {"clock", ROLE_CLOCK},         {"score", ROLE_SCORE},
    {"version", ROLE_VERSION},         {"scale", ROLE_SCALE},         {"feminine", ROLE_FEMININE},   {"daypart", ROLE_DAYPART},
    {"between", ROLE_BETWEEN},         {"time", ROLE_TIME_NOUN},      {"chapter", ROLE_CHAPTER},     {"weekday", ROLE_WEEKDAY},
    {"coordinate", ROLE_COORDINATE},   {"adjective", ROLE_ADJECTIVE},    {"heat", ROLE_HEAT},
};

static unsigned role_of(const char *name)
{
    for (size_t i = 0; i < sizeof ROLES / sizeof ROLES[0]; i++)
        if (strcmp(ROLES[i].name, name) == 0) return ROLES[i].role;
    return 0;
}

unsigned lists_exact_roles(const struct normalizer *room, const char *word, size_t size)
{
    size_t row, n = section_find(room->roles, word, size, &row);
    unsigned roles = 0;
    for (size_t i = 0; i < n; i++) {
        const char *names = section_field(room->roles, row + i, 1);
        while (*names) {
            char name[16];
            size_t length = strcspn(names, " ");
            if (length < sizeof name) {
                memcpy(name, names, length);
                name[length] = '\0';
                roles |= role_of(name);
            }
            names += length;
            names += strspn(names, " ");
        }
    }
    return roles;
}

static bool starts_with(const char *word, size_t size, const char *with)
{
    size_t n = strlen(with);
    return size > n && memcmp(word, with, n) == 0;
}

static bool ends_with(const char *word, size_t size, const char *with)
{
    size_t n = strlen(with);
    return size > n && memcmp(word + size - n, with, n) == 0;
}

unsigned lists_roles(const struct normalizer *room, const char *word, size_t size)
{
    unsigned roles = lists_exact_roles(room, word, size);
    if (roles) return roles;
    if (starts_with(word, size, "و") || starts_with(word, size, "ف")) {
        word += 2, size -= 2;
        roles = lists_exact_roles(room, word, size);
        if (roles) return roles;
    }
    if (starts_with(word, size, "سي") || starts_with(word, size, "ست")) return lists_exact_roles(room, word + 2, size - 2); /* ستبلغ */
    if (size > 4 && (starts_with(word, size, "ب") || starts_with(word, size, "ك"))) return lists_exact_roles(room, word + 2, size - 2);
    if (starts_with(word, size, "لل")) { /* للساعة: الساعة */
        char whole[64] = "ال";
        if (size - 4 > sizeof whole - 4) return 0;
        memcpy(whole + 4, word + 4, size - 4);
        return lists_exact_roles(room, whole, size);
    }
    return size > 4 && starts_with(word, size, "ل") ? lists_exact_roles(room, word + 2, size - 2) : 0;
}

/* --- nouns ------------------------------------------------------------------------------------------------------- */

static bool read_noun_row(const struct table_section *section, const char *word, size_t size, struct noun *noun)
{
    size_t row;
    if (!section_find(section, word, size, &row)) return false;
    const char *other = section_field(section, row, 3);
    noun->known = true;
    noun->gender = section_field(section, row, 1)[0] == 'f' ? GENDER_FEMININE : GENDER_MASCULINE;
    noun->plural = section_field(section, row, 2)[0] == 'p';
    noun->base = noun->plural ? other : section_field(section, row, 0);
    noun->base_size = strlen(noun->base);
    noun->plural_form = noun->plural ? section_field(section, row, 0) : other;
    return true;
}

static const char *noun_plural(const struct table_section *section, const char *word, size_t size)
{
    struct noun noun;
    return read_noun_row(section, word, size, &noun) && !noun.plural ? noun.plural_form : "";
}

/* The second list knows nouns that the first lacks, and plurals of its nouns. */
static bool look_up_noun(const struct normalizer *room, const char *word, size_t size, struct noun *noun)
{
    if (!read_noun_row(room->nouns, word, size, noun)) return read_noun_row(room->more_nouns, word, size, noun);
    if (!noun->plural && !*noun->plural_form) noun->plural_form = noun_plural(room->more_nouns, word, size);
    return true;
}

/* ـات: of a feminine in ة, or of a masculine that takes it (مطارات). */
static bool read_at_plural(const struct normalizer *room, const char *word, size_t size, struct noun *noun)
{
    char singular[96];
    size_t stem = size - 4;
    if (!ends_with(word, size, "ات") || stem + 2 > sizeof singular) return false;
    memcpy(singular, word, stem);
    memcpy(singular + stem, "ة", 2);
    bool known = look_up_noun(room, singular, stem + 2, noun);
    if (!known && look_up_noun(room, singular, stem, noun)) {
        /* طبيبات beside أطباء are women; مطار has no other plural */
        bool own = !*noun->plural_form || (strlen(noun->plural_form) == size && memcmp(noun->plural_form, word, size) == 0);
        if (!own) *noun = (struct noun){.gender = GENDER_FEMININE, .known = true, .base = "", .plural_form = ""};
        known = true;
    }
    if (!known) *noun = (struct noun){.gender = GENDER_FEMININE, .base = word, .base_size = size, .plural_form = ""};
    noun->plural = true;
    return true;
}

/* يومه, دورتها: a noun with a pronoun is definite. */
static bool read_with_pronoun(const struct normalizer *room, const char *word, size_t size, struct noun *noun)
{
    static const char *const PRONOUNS[] = {"ها", "هم", "هن", "نا", "ه"};
    for (size_t i = 0; i < sizeof PRONOUNS / sizeof PRONOUNS[0]; i++) {
        char stem[96];
        size_t n = strlen(PRONOUNS[i]);
        if (!ends_with(word, size, PRONOUNS[i]) || size - n > sizeof stem || size - n < 4) continue;
        if (look_up_noun(room, word, size - n, noun)) return noun->definite = true;
        memcpy(stem, word, size - n);
        if (!ends_with(word, size - n, "ت")) continue;
        memcpy(stem + size - n - 2, "ة", 2); /* دورتها: دورة */
        if (look_up_noun(room, stem, size - n, noun)) return noun->definite = true;
    }
    return false;
}

static void read_by_ending(const struct normalizer *room, const char *word, size_t size, struct noun *noun)
{
    *noun = (struct noun){.gender = GENDER_MASCULINE, .base = word, .base_size = size, .plural_form = ""};
    if (read_at_plural(room, word, size, noun)) return;
    if (ends_with(word, size, "تان") || ends_with(word, size, "تين")) noun->gender = GENDER_FEMININE;
    if (ends_with(word, size, "ون") || ends_with(word, size, "ين")) {
        bool known = look_up_noun(room, word, size - 4, noun);
        noun->plural = known || size > 10;
        return;
    }
    if (ends_with(word, size, "ا") && look_up_noun(room, word, size - 2, noun) && !noun->plural) {
        noun->tanwin = true;
        return;
    }
    if (read_with_pronoun(room, word, size, noun)) return;
    if (ends_with(word, size, "ة")) noun->gender = GENDER_FEMININE;
    else if (ends_with(word, size, "ا")) noun->tanwin = true, noun->base_size = size - 2;
}

bool lists_noun(const struct normalizer *room, const char *word, size_t size, struct noun *noun)
{
    *noun = (struct noun){.gender = GENDER_MASCULINE, .base = word, .base_size = size, .plural_form = ""};
    unsigned roles = lists_exact_roles(room, word, size);
    if (roles & (ROLE_STOP | ROLE_PREPOSITION | ROLE_ACCUSATIVE)) return false;
    if (look_up_noun(room, word, size, noun)) return true;
    if (starts_with(word, size, "ا") && size < 64) { /* اشخاص, ايام: the hamza left out */
        char seated[64] = "أ";
        memcpy(seated + 2, word + 2, size - 2);
        if (look_up_noun(room, seated, size, noun)) return true;
    }
    bool definite = starts_with(word, size, "ال") && size > 6;
    if (definite) word += 4, size -= 4;
    else if (starts_with(word, size, "لل") && size > 6) word += 4, size -= 4, definite = true;
    else if ((starts_with(word, size, "وال") || starts_with(word, size, "بال") || starts_with(word, size, "فال") ||
              starts_with(word, size, "كال")) && size > 8) word += 6, size -= 6, definite = true;
    if (!definite || !look_up_noun(room, word, size, noun)) read_by_ending(room, word, size, noun);
    noun->definite |= definite;
    return true;
}

/* --- things, units, money ---------------------------------------------------------------------------------------- */

bool lists_thing(const struct normalizer *room, const char *name, struct thing *thing)
{
    size_t row;
    if (!section_find(room->things, name, strlen(name), &row)) return false;
    *thing = (struct thing){.one = section_field(room->things, row, 1), .many = section_field(room->things, row, 2),
                            .adjective = {"", ""}, .after = ""};
    thing->gender = section_field(room->things, row, 3)[0] == 'f' ? GENDER_FEMININE : GENDER_MASCULINE;
    return true;
}

/* Columns of both sections: sign thing adjective(m) adjective(f) ... */
static bool read_measure(const struct normalizer *room, const struct table_section *section, const char *sign, size_t size,
                         struct measure *m, size_t *row)
{
    if (!section_find(section, sign, size, row)) return false;
    if (!lists_thing(room, section_field(section, *row, 1), &m->thing)) return false;
    m->thing.adjective[0] = section_field(section, *row, 2);
    m->thing.adjective[1] = section_field(section, *row, 3);
    return true;
}

bool lists_measure(const struct normalizer *room, const char *sign, size_t size, struct measure *m)
{
    size_t row;
    *m = (struct measure){.part = "", .context = ""};
    if (read_measure(room, room->currencies, sign, size, m, &row)) {
        m->money = true;
        m->part = section_field(room->currencies, row, 4);
        m->parts = (unsigned)strtoul(section_field(room->currencies, row, 5), NULL, 10);
        return true;
    }
    if (!read_measure(room, room->units, sign, size, m, &row)) return false;
    m->thing.after = section_field(room->units, row, 4);
    m->context = section_field(room->units, row, 5);
    m->part = section_field(room->units, row, 6);
    m->parts = (unsigned)strtoul(section_field(room->units, row, 7), NULL, 10);
    return true;
}

/* --- months ------------------------------------------------------------------------------------------------------ */

bool lists_month(const struct normalizer *room, const char *name, size_t size, struct month *month)
{
    size_t row;
    if (!section_find(room->months, name, size, &row)) return false;
    month->style = section_field(room->months, row, 1);
    month->number = (unsigned)strtoul(section_field(room->months, row, 2), NULL, 10);
    month->said = section_field(room->months, row, 3);
    month->hijri = strcmp(month->style, "hijri") == 0;
    return true;
}

const char *lists_month_name(const struct normalizer *room, unsigned number, const char *style)
{
    const char *common = "";
    for (size_t row = 0; row < section_rows(room->months); row++) {
        if (strtoul(section_field(room->months, row, 2), NULL, 10) != number) continue;
        const char *of = section_field(room->months, row, 1);
        if (strcmp(of, style) == 0 && section_field(room->months, row, 4)[0] == '\0') return section_field(room->months, row, 3);
        if (strcmp(of, "egypt") == 0 && section_field(room->months, row, 4)[0] == '\0') common = section_field(room->months, row, 3);
    }
    return common;
}

/* --- letters and signs ------------------------------------------------------------------------------------------- */

const char *lists_letter(const struct normalizer *room, uint32_t cp)
{
    char key[4];
    return lists_field(room->letters, key, utf8_encode(cp, key), 1);
}

const char *lists_symbol(const struct normalizer *room, uint32_t cp, enum nashra_punctuation *level)
{
    char key[4];
    size_t row, size = utf8_encode(cp, key);
    if (!section_find(room->symbols, key, size, &row)) return NULL;
    const char *name = section_field(room->symbols, row, 2);
    *level = name[0] == 's' ? NASHRA_PUNCTUATION_SOME : name[0] == 'm' ? NASHRA_PUNCTUATION_MOST : NASHRA_PUNCTUATION_ALL;
    return section_field(room->symbols, row, 1);
}
