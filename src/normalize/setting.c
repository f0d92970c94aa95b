/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* The grammatical setting of a number: what it counts, and in which case it stands. */
#include "normalize/reader.h"

#include "util/arabic.h"
#include "util/utf8.h"

#include <string.h>

enum { LOOK_BACK = 9 }; /* words: a verb farther away seldom governs the number */

static bool clause_end(uint32_t cp)
{
    switch (cp) {
    case 0x060C: case 0x061B: case 0x061F: case ',': case ';': case '.': case '!': case '?': case ':': case 0x2026: return true;
    default: return false;
    }
}

size_t word_before(const struct reader *r, size_t i)
{
    while (i-- > 0) {
        const struct token *token = token_at(r, i);
        if (token->kind != TOKEN_SIGN) return i;
        if (clause_end(token->cp)) break;
    }
    return SIZE_MAX;
}

/* --- what is counted --------------------------------------------------------------------------------------------- */

/* قُتلوا, يعملون, بدأت, تظهر: an unknown word that looks like a verb after the number. */
static bool verb_like(const char *word, size_t size)
{
    const char *end = word + size;
    if (size > 6 && memcmp(end - 4, "وا", 4) == 0) return true;
    if (memcmp(end - 2, "ة", 2) == 0 || (size > 6 && memcmp(end - 4, "ات", 4) == 0)) return false;
    if (memcmp(end - 2, "ت", 2) == 0) return true;
    return size > 4 && (memcmp(word, "ي", 2) == 0 || memcmp(word, "سي", 4) == 0 || memcmp(word, "ست", 4) == 0 ||
                        (memcmp(word, "ت", 2) == 0 && memcmp(end - 2, "ا", 2) != 0));
}

/* A clitic with a word of its own: بجروح, وإصابة. */
static bool clitic_and_word(const struct reader *r, const char *word, size_t size)
{
    static const char letters[] = "وفبلك";
    for (const char *l = letters; *l; l += 2) {
        if (size <= 4 || memcmp(word, l, 2) != 0) continue;
        struct noun noun;
        if (lists_exact_roles(r->room, word + 2, size - 2)) return true;
        if (!lists_noun(r->room, word + 2, size - 2, &noun) || noun.known || noun.definite) return true;
        if (l != letters && verb_like(word + 2, size - 2)) return true; /* لتحتل */
        return l == letters && memcmp(word + size - 2, "ة", 2) != 0; /* وأسفر is hardly a noun, وزيرة is */
    }
    return false;
}

static bool noun_at(const struct reader *r, size_t i, struct noun *noun)
{
    const struct token *token = token_at(r, i);
    const char *word = token_text(r, i);
    if (token->kind != TOKEN_WORD || token->size < 4) return false;
    unsigned roles = lists_exact_roles(r->room, word, token->size);
    if (roles & ROLE_STOP) return false;
    if (!lists_noun(r->room, word, token->size, noun)) return false;
    if (!noun->known && !(roles & ROLE_ADJECTIVE) && (clitic_and_word(r, word, token->size) || verb_like(word, token->size)))
        return false;
    return true;
}

/* 2 من الوزراء, 5 منهن */
static bool counted_of(const struct reader *r, size_t i, struct counted *counted)
{
    if (token_is(r, i, "منهن")) {
        counted->noun = (struct noun){.gender = GENDER_FEMININE, .plural = true, .base = "", .plural_form = ""};
        return counted->found = counted->apart = true;
    }
    if (!token_is(r, i, "من") || !noun_at(r, i + 1, &counted->noun)) return false;
    if (!counted->noun.plural) return false;
    counted->token = i + 1;
    return counted->found = counted->apart = true;
}

/* و5 سنوات after 3; إلى 10 أيام; أو 4: the noun comes after the other number. */
static bool counted_later(const struct reader *r, size_t i, struct counted *counted)
{
    size_t at = i;
    struct clitics clitics = clitics_read(r, i);
    if (token_is(r, i, "إلى") || token_is(r, i, "الى") || token_is(r, i, "أو") || token_is(r, i, "او") || token_is(r, i, "حتى"))
        at = i + 1;
    else if (clitics.conjunction && !clitics.article) at = clitics.next;
    else if (token_dash(r, i)) at = i + 1;
    if (at == i || !token_digits(r, at)) return false;
    for (at++; token_digits(r, at + 1) && token_at(r, at)->kind == TOKEN_SIGN && !token_at(r, at)->space; at += 2) continue;
    char scale[40];
    if (tokens_join(r, at, 1, scale, sizeof scale) && (lists_exact_roles(r->room, scale, strlen(scale)) & ROLE_SCALE)) at++;
    if (!noun_at(r, at, &counted->noun) || counted->noun.definite) return false;
    counted->token = at;
    return counted->found = counted->apart = true;
}

struct counted counted_find(const struct reader *r, size_t end)
{
    struct counted counted = {.found = false};
    if (counted_later(r, end, &counted) || counted_of(r, end, &counted)) return counted;
    if (!noun_at(r, end, &counted.noun) || counted.noun.definite) return counted;
    counted.found = true;
    counted.token = end;
    return counted;
}

/* --- case -------------------------------------------------------------------------------------------------------- */

static bool has_article(const char *word, size_t size)
{
    return size > 6 && memcmp(word, "ال", 4) == 0;
}

/* الذي سجل 30 هدفا: the relative pronoun is the subject. */
static bool relative(const struct reader *r, size_t i)
{
    return token_is(r, i, "الذي") || token_is(r, i, "التي") || token_is(r, i, "الذين");
}

/* Is the word before a verb a subject, so that the verb is active (المقاومة قتلت 10) and the number its object? */
static bool subject_before(const struct reader *r, size_t verb)
{
    size_t before = word_before(r, verb);
    if (before == SIZE_MAX || token_at(r, before)->kind != TOKEN_WORD) return false;
    if (relative(r, before)) return true;
    unsigned roles = token_roles(r, before);
    if (roles & (ROLE_STOP | ROLE_PREPOSITION | ROLE_ACCUSATIVE)) return false;
    const char *word = token_text(r, before);
    return has_article(word, token_at(r, before)->size);
}

/* Is there a noun that is no verb (مقتل, إصابة) a few words before? Then what is joined to it is a noun too. */
static bool after_verbal_noun(const struct reader *r, size_t i)
{
    for (int steps = 0; steps < 6 && (i = word_before(r, i)) != SIZE_MAX; steps++) {
        unsigned roles = token_roles(r, i);
        if (roles & (ROLE_SUBJECT | ROLE_OBJECT)) return false;
        if (roles & ROLE_IDAFA) return true;
    }
    return false;
}

/* A verbal noun or a verb by its letters (قتل): the noun stands after a preposition, a noun in construct or a clitic ل ب. */
static bool as_noun(const struct reader *r, size_t i)
{
    const char *word = token_text(r, i);
    size_t size = token_at(r, i)->size;
    bool joined = memcmp(word, "و", 2) == 0 || memcmp(word, "ف", 2) == 0;
    if (!lists_exact_roles(r->room, word, size)) return !joined || after_verbal_noun(r, i); /* مقتل 3 وجرح 12 */
    size_t before = word_before(r, i);
    if (before == SIZE_MAX || token_at(r, before)->kind != TOKEN_WORD) return false;
    unsigned roles = token_roles(r, before);
    if (roles & (ROLE_PREPOSITION | ROLE_IDAFA)) return true;
    if (roles) return false;
    const char *left = token_text(r, before);
    struct noun noun;
    bool listed = lists_noun(r->room, left, token_at(r, before)->size, &noun) && noun.known;
    if (listed) return !noun.definite && !noun.tanwin;
    return memcmp(left, "ي", 2) == 0 || memcmp(left, "ت", 2) == 0; /* تعتزم نقل 43: after a verb comes a noun */
}

/* برصيد 6, لمدة: a preposition with a noun in construct. */
static bool preposition_and_noun(const struct reader *r, const char *word, size_t size)
{
    struct noun noun;
    if (size > 6 && (memcmp(word, "و", 2) == 0 || memcmp(word, "ف", 2) == 0)) word += 2, size -= 2;
    if (size <= 6 || (memcmp(word, "ب", 2) != 0 && memcmp(word, "ل", 2) != 0 && memcmp(word, "ك", 2) != 0)) return false;
    return lists_noun(r->room, word + 2, size - 2, &noun) && noun.known && !noun.definite && !noun.tanwin;
}

/* قيمتها, عمره: the number is its predicate. */
static bool noun_with_pronoun(const struct reader *r, size_t i)
{
    struct noun noun;
    const char *word = token_text(r, i);
    size_t size = token_at(r, i)->size;
    if (size > 6 && memcmp(word, "و", 2) == 0 && !lists_exact_roles(r->room, word, size)) word += 2, size -= 2;
    bool article = has_article(word, size) || (size > 8 && memcmp(word + 2, "ال", 4) == 0) || memcmp(word, "لل", 4) == 0;
    return !article && lists_noun(r->room, word, size, &noun) && noun.known && noun.definite;
}

/* The verb's part in the case of a number that stands right after it, or after its subject. */
static enum gram_case case_of_verb(const struct reader *r, size_t verb, unsigned roles, bool direct)
{
    bool subject = roles & ROLE_SUBJECT, object = roles & ROLE_OBJECT;
    if (subject && object) return direct && !subject_before(r, verb) ? CASE_NOMINATIVE : CASE_ACCUSATIVE;
    return subject ? CASE_NOMINATIVE : CASE_ACCUSATIVE;
}

/* Back through the clause for a verb of the list. */
static enum gram_case case_by_verb(const struct reader *r, size_t from, const char **rule)
{
    size_t i = from;
    for (int steps = 0; steps < LOOK_BACK && i != SIZE_MAX; steps++, i = word_before(r, i)) {
        if (token_at(r, i)->kind != TOKEN_WORD) continue;
        unsigned roles = token_roles(r, i);
        if (!(roles & (ROLE_SUBJECT | ROLE_OBJECT))) continue;
        if ((roles & ROLE_IDAFA) && as_noun(r, i)) continue;
        *rule = roles & ROLE_SUBJECT ? "subject of a verb" : "object of a verb";
        return case_of_verb(r, i, roles, i == from);
    }
    return CASE_UNKNOWN;
}

/* The vocalizer's opinion: the sentence with مئة in the number's place, whose ending then tells the case. */
static enum gram_case ask(struct reader *r, const struct site *site)
{
    enum { ROOM = 512, SURE = 80 };
    static const uint32_t stand_in[3] = {0x0645, 0x0626, 0x0629}; /* مئة */
    if (!r->doc->engine->ask_case) return CASE_UNKNOWN;
    uint32_t letters[ROOM];
    size_t n = 0, begin = 0;
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (i >= site->start && i < site->close) {
            if (i + 1 < site->close || n + 4 > ROOM) continue;
            begin = n;
            memcpy(letters + n, stand_in, sizeof stand_in);
            n += 3;
        } else if (token_at(r, i)->kind == TOKEN_WORD) {
            size_t had = utf8_to_codepoints(token_text(r, i), token_at(r, i)->size, letters + n, ROOM - n);
            if (had + 5 > ROOM - n) break;
            n += had;
        } else continue;
        letters[n++] = 0x20;
    }
    if (n < begin + 3 || letters[begin] != stand_in[0]) return CASE_UNKNOWN;
    int certainty = 0;
    enum gram_case answer = r->doc->engine->ask_case(r->doc->engine, letters, n - 1, begin, begin + 3, &certainty);
    return certainty >= SURE ? answer : CASE_UNKNOWN;
}

static enum gram_case case_after_word(struct reader *r, size_t before, const char **rule)
{
    unsigned roles = token_roles(r, before);
    const char *word = token_text(r, before);
    size_t size = token_at(r, before)->size;
    *rule = "word before";
    if (roles & (ROLE_SUBJECT | ROLE_OBJECT)) {
        if ((roles & ROLE_IDAFA) && as_noun(r, before)) return CASE_GENITIVE;
        *rule = "verb before";
        return case_of_verb(r, before, roles, true);
    }
    if (roles & (ROLE_PREPOSITION | ROLE_IDAFA | ROLE_YEAR)) return CASE_GENITIVE;
    if (roles & ROLE_ACCUSATIVE) return CASE_ACCUSATIVE;
    struct noun noun;
    if (!(roles & ROLE_STOP) && lists_noun(r->room, word, size, &noun) && noun.known && !noun.definite && !noun.tanwin &&
        !(roles & (ROLE_CARDINAL | ROLE_DIGITS))) {
        *rule = "idafa";
        return CASE_GENITIVE;
    }
    if (!roles && preposition_and_noun(r, word, size)) return CASE_GENITIVE;
    if (!roles && noun_with_pronoun(r, before)) {
        size_t verb = word_before(r, before);
        unsigned its = verb != SIZE_MAX ? token_roles(r, verb) : 0;
        *rule = "predicate";
        return its & ROLE_OBJECT ? CASE_ACCUSATIVE : CASE_NOMINATIVE; /* بلغ عددهم 25, but عددهم 25 */
    }
    return CASE_UNKNOWN;
}

enum gram_case setting_case(struct reader *r, const struct site *site, const struct counted *counted, const char **rule)
{
    *rule = "preposition";
    if (site->clitics.preposition) return CASE_GENITIVE;
    if (site->start > 0 && (token_sign(r, site->start - 1, '~') || token_sign(r, site->start - 1, 0x2248))) return CASE_GENITIVE;
    *rule = "joined to a number before";
    if (site->clitics.conjunction && r->last_case && site->start - r->last_end <= 6) return r->last_case;
    size_t before = word_before(r, site->start);
    enum gram_case found = CASE_UNKNOWN;
    bool time = counted && counted->found && !counted->apart && (token_roles(r, counted->token) & ROLE_TIME_NOUN);
    *rule = "in brackets";
    if (site->start > 0 && token_sign(r, site->start - 1, '(')) return CASE_NOMINATIVE; /* أحمد (27 عاما) */
    if (before != SIZE_MAX) {
        if (token_at(r, before)->kind == TOKEN_WORD) found = case_after_word(r, before, rule);
        if (!found) {
            found = case_by_verb(r, before, rule);
            const char *word = token_text(r, before);
            size_t size = token_at(r, before)->size;
            bool prison = has_article(word, size) || (size > 8 && memcmp(word, "بال", 6) == 0); /* بالسجن 12 عاما */
            if ((found || prison) && time) *rule = "adverb of time", found = CASE_ACCUSATIVE;
        }
        if (!found) {
            *rule = "vocalizer";
            found = ask(r, site);
        }
    }
    if (!found) *rule = "by default";
    return found ? found : CASE_NOMINATIVE;
}

enum gram_case setting_noun_case(struct reader *r, size_t token)
{
    const char *word = token_text(r, token);
    size_t size = token_at(r, token)->size;
    if (size > 8 && (memcmp(word, "بال", 6) == 0 || memcmp(word, "كال", 6) == 0)) return CASE_GENITIVE;
    if (size > 6 && memcmp(word, "لل", 4) == 0) return CASE_GENITIVE;
    if (size > 12 && has_article(word, size)) { /* المتهمين الـ12, المتهمون الـ12 */
        if (memcmp(word + size - 4, "ين", 4) == 0) return CASE_GENITIVE;
        if (memcmp(word + size - 4, "ون", 4) == 0) return CASE_NOMINATIVE;
    }
    size_t before = word_before(r, token);
    if (before == SIZE_MAX) return CASE_NOMINATIVE;
    const char *rule;
    enum gram_case found = token_at(r, before)->kind == TOKEN_WORD ? case_after_word(r, before, &rule) : CASE_UNKNOWN;
    if (!found) found = case_by_verb(r, before, &rule);
    return found ? found : CASE_NOMINATIVE;
}
