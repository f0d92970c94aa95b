/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "phrase/bonds.h"

/* Noun and adjective, or the two parts of an idafa: what no newsreader tears apart. */
static bool one_phrase(const struct traits *a, const struct word *right, const struct traits *b)
{
    if (b->flags & (TRAIT_WA | TRAIT_CLITIC) || b->opener != OPENER_NONE) return false;
    bool left_definite = a->flags & TRAIT_ARTICLE, right_definite = b->flags & TRAIT_ARTICLE;
    if (right_definite) return left_definite || !(a->flags & TRAIT_TANWIN); /* الوزير الأول, وزير الدفاع, قال الوزير */
    if ((a->flags & TRAIT_TANWIN) && (b->flags & TRAIT_TANWIN)) return (a->flags & TRAIT_GENITIVE) == (b->flags & TRAIT_GENITIVE);
    bool maqsura = right->length > 2 && right->letters[right->length - 1] == 0x0649; /* U+0649: مرةً أخرى shows no case */
    if ((a->flags & TRAIT_TANWIN) && maqsura) return true;
    if ((a->flags & TRAIT_SHORT_END) && !left_definite) return b->flags & TRAIT_GENITIVE; /* مدينةِ غزةٍ */
    return false;
}

static int unmarked_neighbours(const struct traits *a)
{
    if (a->flags & (TRAIT_PRONOUN | TRAIT_TANWIN)) return 12;
    return a->flags & TRAIT_ARTICLE ? 14 : 40; /* وزير خارجية: likely an idafa, or a verb and what it needs */
}

int bond_cost(const struct word *left, const struct traits *a, const struct word *right, const struct traits *b)
{
    static const int openers[] = {[OPENER_WEAK] = 6, [OPENER_CLAUSE] = 0, [OPENER_STRONG] = -22, [OPENER_INSIDE] = 4};
    bool one_number = (left->group && left->group == right->group) || (left->kind == WORD_NUMBER && right->kind == WORD_NUMBER);
    if (right->kind == WORD_LETTER && left->kind != WORD_LETTER) return 30; /* طائرة إف */
    if (one_number && b->opener != OPENER_INSIDE) return b->flags & TRAIT_WA ? 70 : BOND_FIRM; /* a very long number, before its و */
    if (a->flags & TRAIT_CLINGS) return BOND_FIRM;
    if (left->kind == WORD_LETTER) return right->kind == WORD_LETTER || right->kind == WORD_NUMBER ? BOND_FIRM : 12; /* إف-35 */
    if (left->kind == WORD_NUMBER && (b->flags & TRAIT_ARTICLE)) return 6; /* عام ألفين، الساعة الثانية: nothing is counted */
    if (one_phrase(a, right, b)) return BOND_FIRM;
    bool names = left->kind == WORD_NAME && right->kind == WORD_NAME && !(b->flags & TRAIT_WA);
    if (names && b->opener == OPENER_NONE && !(b->flags & TRAIT_CLITIC)) return BOND_FIRM; /* سامح شكري */
    int quote = (right->punct_before & PUNCT_QUOTE_OPEN) || (left->punct_after & PUNCT_QUOTE_CLOSE) ? -4 : 0;
    if (b->opener != OPENER_NONE) {
        bool verb = !(a->flags & (TRAIT_ARTICLE | TRAIT_TANWIN | TRAIT_PRONOUN | TRAIT_GENITIVE)); /* دعت إلى, ارتفع في */
        int cost = openers[b->opener] + quote + (b->opener == OPENER_WEAK && verb ? 8 : 0);
        return b->flags & TRAIT_WA && b->opener == OPENER_CLAUSE ? cost - 8 : cost; /* وأن, وإن */
    }
    if (b->flags & TRAIT_WA) return (b->flags & TRAIT_ARTICLE ? 8 : 3) + quote; /* a new clause more often than والـ */
    if (b->flags & TRAIT_CLITIC) return 8 + quote;
    if (left->kind == WORD_NUMBER) return BOND_FIRM; /* the counted noun */
    if (right->kind == WORD_NAME) return 30; /* الوزير أنتوني بلينكن */
    return unmarked_neighbours(a) + quote;
}
