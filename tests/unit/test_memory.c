/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * Every allocation fails once: the Nth of opening, reading, rendering and checking, N = 1, 2, 3 ...; each time the library must
 * say so, give everything back (the sanitizers look) and work again the next time. */
#include "check.h"

#include "nashra.h"
#include "util/memory.h"

static const char TEXT[] =
    "عمان - قال وزير الخارجية، الثلاثاء 7 أكتوبر 2023، إن 12 مليون ناخب و3 نساء شاركوا بنسبة 51%.\n\n"
    "<p>وأضاف: «هل تلجأ UNESCO إلى القرار 242؟»</p>\n\nالمصدر: وكالات\n";

static int count_bytes(void *context, const char *data, size_t size)
{
    (void)data;
    *(size_t *)context += size;
    return 0;
}

/* One whole use. Returns the first error, or 0. */
static int use(void)
{
    struct nashra_engine_options options = {.no_user_lexicon = true};
    struct nashra_detail why;
    nashra_engine *engine;
    nashra_document *document = NULL;
    size_t bytes = 0;
    int result = nashra_engine_open(&engine, &options, &why);
    if (result == 0) result = nashra_document_new(&document, engine, NULL, TEXT, sizeof TEXT - 1, &why);
    for (int form = NASHRA_FORM_WORDS; result == 0 && form <= NASHRA_FORM_JSON; form++)
        result = nashra_document_render(document, (enum nashra_form)form, count_bytes, &bytes, &why);
    if (result == 0) {
        int notes = nashra_document_check(document, &why);
        if (notes < 0) result = notes;
    }
    nashra_document_free(document);
    nashra_engine_close(engine);
    return result;
}

int main(void)
{
    memory_fail_at(0);
    if (!CHECK(use() == 0)) return check_done();
    size_t all = memory_fail_at(0);
    CHECK(all > 10);
    size_t step = all > 2000 ? all / 1000 : 1; /* some thousand places are enough; the first 500 are all tried */
    for (size_t n = 1; n <= all; n += n < 500 ? 1 : step) {
        memory_fail_at(n);
        int result = use();
        memory_fail_at(0);
        CHECK(result == NASHRA_E_MEMORY);
        if (check_failed > 20) break;
    }
    CHECK(use() == 0);
    return check_done();
}
