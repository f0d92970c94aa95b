/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "diacritize/network.h"

#include "diacritize/diacritize.h"
#include "diacritize/weights.h"
#include "util/memory.h"

#include <stdio.h>
#include <string.h>

enum {
    WIDEST = 4 * NETWORK_OUTER,               /* rows of the largest product */
    ROW = 2 * NETWORK_OUTER + NETWORK_VECTOR, /* a word's bytes: context, then vector */
    HEAD = 24,                                /* NETWORK_OUT in whole tiles */
    SIDE = 32                                 /* sequences that take one step together */
};

/* A matrix as kernel.h has it: its product is sums * scale + bias. */
struct matrix {
    size_t rows, columns;
    const int8_t *tiles; /* (rows, columns) */
    const float *scale;  /* (rows) */
    const float *bias;   /* (rows): with what undoes STATE_ZERO */
};

struct identity {
    const uint32_t *hashes; /* (count), ascending */
    const int8_t *vectors;  /* (count + 1, width): 0 is "unknown" */
    size_t count, width;
};

struct network {
    struct weights *file;
    const struct kernel *kernel;
    const float *letter[2];       /* (ALPHABET_SYMBOLS, 4 * NETWORK_INNER): what a letter without hint brings to the gates */
    const float *hint[2];         /* (HINTS, 4 * NETWORK_INNER): what its hint adds */
    struct matrix inner[2];       /* (4 * NETWORK_INNER, NETWORK_INNER) */
    struct matrix outer_in[2][2]; /* [layer][direction] */
    struct matrix outer[2][2];    /* (4 * NETWORK_OUTER, NETWORK_OUTER) */
    struct matrix mix_letter, mix_word, last, head;
    const int8_t *between;        /* (BETWEEN_CLASSES, NETWORK_BETWEEN) */
    struct identity words, stems;
};

struct sequence {
    uint32_t first, length; /* items of a sentence (words) or of a word (letters) */
};

struct workspace {
    size_t most_words, most_letters, table_size;
    uint8_t *rows;        /* (words, ROW) */
    uint8_t *layer1;      /* (words, 2 * NETWORK_OUTER) */
    uint8_t *states;      /* (different letters, 2 * NETWORK_INNER) */
    float *mixed_letters; /* (different letters, NETWORK_MIX) */
    float *mixed_words;   /* (SIDE, NETWORK_MIX) */
    int32_t *brought;     /* (words, 4 * NETWORK_OUTER) */
    float *cells;         /* (sequences, NETWORK_OUTER) */
    const uint8_t **inputs;   /* (letters or words) */
    struct sequence *sequences;
    uint32_t *which;      /* (words): index of its encoding */
    uint32_t *unique;     /* (words): a word that has it */
    uint32_t *base;       /* (words): an encoding's first letter */
    uint32_t *order;      /* (words) */
    uint32_t *table;      /* (table_size) */
    const struct network_word **letter_word; /* (different letters) */
    uint8_t *letter_place;
    char *block;
};

/* --- opening ----------------------------------------------------------------------------------------------------- */

static int find_matrix(struct matrix *m, const struct weights *file, const char *name, size_t rows, size_t columns, struct nashra_detail *detail)
{
    char part[64];
    m->rows = rows;
    m->columns = columns;
    m->tiles = weights_tensor(file, name, TENSOR_INT8, rows, columns, NULL, detail);
    snprintf(part, sizeof part, "%s.scale", name);
    m->scale = m->tiles ? weights_tensor(file, part, TENSOR_FLOAT, rows, 1, NULL, detail) : NULL;
    snprintf(part, sizeof part, "%s.bias", name);
    m->bias = m->scale ? weights_tensor(file, part, TENSOR_FLOAT, rows, 1, NULL, detail) : NULL;
    return m->bias ? 0 : NASHRA_E_DATA;
}

static int find_identity(struct identity *id, const struct weights *file, const char *name, size_t width, struct nashra_detail *detail)
{
    char part[64];
    size_t vectors = 0;
    id->width = width;
    snprintf(part, sizeof part, "%s.hash", name);
    id->hashes = weights_tensor(file, part, TENSOR_UINT32, 0, 1, &id->count, detail);
    if (!id->hashes) return NASHRA_E_DATA;
    id->vectors = weights_tensor(file, name, TENSOR_INT8, id->count + 1, width, &vectors, detail);
    return id->vectors ? 0 : NASHRA_E_DATA;
}

static int find_tensors(struct network *n, struct nashra_detail *detail)
{
    static const char *const directions[] = {"forward", "backward"};
    const struct weights *f = n->file;
    char name[64];
    for (size_t d = 0; d < 2; d++) {
        snprintf(name, sizeof name, "inner.%s.letter", directions[d]);
        n->letter[d] = weights_tensor(f, name, TENSOR_FLOAT, ALPHABET_SYMBOLS, 4 * NETWORK_INNER, NULL, detail);
        if (!n->letter[d]) return NASHRA_E_DATA;
        snprintf(name, sizeof name, "inner.%s.hint", directions[d]);
        n->hint[d] = weights_tensor(f, name, TENSOR_FLOAT, HINTS, 4 * NETWORK_INNER, NULL, detail);
        if (!n->hint[d]) return NASHRA_E_DATA;
        snprintf(name, sizeof name, "inner.%s.state", directions[d]);
        if (find_matrix(&n->inner[d], f, name, 4 * NETWORK_INNER, NETWORK_INNER, detail) < 0) return NASHRA_E_DATA;
        for (size_t layer = 0; layer < 2; layer++) {
            size_t columns = layer ? 2 * NETWORK_OUTER : NETWORK_VECTOR;
            snprintf(name, sizeof name, "outer%zu.%s.input", layer + 1, directions[d]);
            if (find_matrix(&n->outer_in[layer][d], f, name, 4 * NETWORK_OUTER, columns, detail) < 0) return NASHRA_E_DATA;
            snprintf(name, sizeof name, "outer%zu.%s.state", layer + 1, directions[d]);
            if (find_matrix(&n->outer[layer][d], f, name, 4 * NETWORK_OUTER, NETWORK_OUTER, detail) < 0) return NASHRA_E_DATA;
        }
    }
    if (find_matrix(&n->mix_letter, f, "mix_letter", NETWORK_MIX, 2 * NETWORK_INNER, detail) < 0) return NASHRA_E_DATA;
    if (find_matrix(&n->mix_word, f, "mix_word", NETWORK_MIX, ROW, detail) < 0) return NASHRA_E_DATA;
    if (find_matrix(&n->last, f, "last", NETWORK_LAST, NETWORK_MIX, detail) < 0) return NASHRA_E_DATA;
    if (find_matrix(&n->head, f, "head", HEAD, NETWORK_LAST, detail) < 0) return NASHRA_E_DATA;
    n->between = weights_tensor(f, "between", TENSOR_INT8, BETWEEN_CLASSES, NETWORK_BETWEEN, NULL, detail);
    if (!n->between) return NASHRA_E_DATA;
    if (find_identity(&n->words, f, "word", NETWORK_WORD, detail) < 0) return NASHRA_E_DATA;
    return find_identity(&n->stems, f, "stem", NETWORK_STEM, detail);
}

int network_open(struct network **out, const char *path, struct nashra_detail *detail)
{
    *out = NULL;
    struct network *n = memory_zalloc(1, sizeof *n);
    if (!n) return NASHRA_E_MEMORY;
    n->kernel = kernel_best();
    int result = weights_open(&n->file, path, detail);
    if (result == 0) result = find_tensors(n, detail);
    if (result < 0) return network_close(n), result;
    *out = n;
    return 0;
}

void network_close(struct network *network)
{
    if (!network) return;
    weights_close(network->file);
    memory_free(network);
}

void network_use(struct network *network, const struct kernel *kernel)
{
    network->kernel = kernel;
}

/* --- workspace --------------------------------------------------------------------------------------------------- */

/* Cuts `count` elements of `size` bytes off *place; with base NULL it only counts. */
static void *cut(char *base, size_t *place, size_t count, size_t size)
{
    size_t at = *place;
    *place += (count * size + 63) / 64 * 64;
    return base ? base + at : NULL;
}

static size_t lay_out(struct workspace *w, char *base)
{
    size_t place = 0, words = w->most_words, letters = w->most_letters, most = words > letters ? words : letters;
    w->rows = cut(base, &place, words, ROW);
    w->layer1 = cut(base, &place, words, 2 * NETWORK_OUTER);
    w->states = cut(base, &place, letters, 2 * NETWORK_INNER);
    w->mixed_letters = cut(base, &place, letters, NETWORK_MIX * sizeof(float));
    w->mixed_words = cut(base, &place, SIDE * NETWORK_MIX, sizeof(float));
    w->brought = cut(base, &place, words, WIDEST * sizeof(int32_t));
    w->cells = cut(base, &place, words, NETWORK_OUTER * sizeof(float));
    w->inputs = cut(base, &place, most, sizeof *w->inputs);
    w->sequences = cut(base, &place, words, sizeof *w->sequences);
    w->which = cut(base, &place, words, sizeof *w->which);
    w->unique = cut(base, &place, words, sizeof *w->unique);
    w->base = cut(base, &place, words + 1, sizeof *w->base);
    w->order = cut(base, &place, words, sizeof *w->order);
    w->table = cut(base, &place, w->table_size, sizeof *w->table);
    w->letter_word = cut(base, &place, letters, sizeof *w->letter_word);
    w->letter_place = cut(base, &place, letters, 1);
    return place;
}

struct workspace *workspace_new(size_t words, size_t letters)
{
    if (words == 0 || words > NETWORK_MOST_WORDS || letters < words || letters > words * NETWORK_LONGEST) return NULL;
    struct workspace *w = memory_zalloc(1, sizeof *w);
    if (!w) return NULL;
    w->most_words = words;
    w->most_letters = letters;
    w->table_size = 4;
    while (w->table_size < 2 * words) w->table_size *= 2;
    w->block = memory_alloc(lay_out(w, NULL) + 64);
    if (!w->block) return memory_free(w), NULL;
    lay_out(w, w->block + (64 - (uintptr_t)w->block % 64) % 64);
    return w;
}

void workspace_free(struct workspace *work)
{
    if (!work) return;
    memory_free(work->block);
    memory_free(work);
}

/* --- the letters of each word ------------------------------------------------------------------------------------ */

static bool same_letters(const struct network_word *a, const struct network_word *b)
{
    return a->length == b->length && memcmp(a->codes, b->codes, a->length) == 0 && memcmp(a->hints, b->hints, a->length) == 0;
}

/* Fills which, unique, base: every different (letters, hints) once, longest first. Returns how many there are. */
static size_t find_different(struct workspace *w, const struct network_word *words, size_t count)
{
    size_t different = 0;
    memset(w->table, 0, w->table_size * sizeof *w->table);
    for (size_t i = 0; i < count; i++) {
        uint32_t h = 2166136261u;
        for (size_t k = 0; k < words[i].length; k++) h = (h ^ (uint32_t)(words[i].codes[k] << 8 | words[i].hints[k])) * 16777619u;
        size_t slot = (h ^ h >> 15) & (w->table_size - 1);
        while (w->table[slot] && !same_letters(&words[w->unique[w->table[slot] - 1]], &words[i])) slot = (slot + 1) & (w->table_size - 1);
        if (!w->table[slot]) {
            w->unique[different++] = (uint32_t)i;
            w->table[slot] = (uint32_t)different;
        }
        w->which[i] = w->table[slot] - 1;
    }
    uint32_t base = 0;
    for (size_t i = 0; i < different; i++) {
        const struct network_word *word = &words[w->unique[i]];
        w->base[i] = base;
        for (size_t k = 0; k < word->length; k++) {
            w->letter_word[base + k] = word;
            w->letter_place[base + k] = (uint8_t)k;
        }
        base += word->length;
    }
    w->base[different] = base;
    return different;
}

/* Sorts sequences by length, longest first, so that those still running at any step are a prefix. */
static void sort_sequences(struct workspace *w, struct sequence *s, size_t count)
{
    /* insertion by counting: lengths are at most NETWORK_MOST_WORDS */
    uint32_t start[NETWORK_MOST_WORDS + 2] = {0};
    struct sequence *sorted = (struct sequence *)(void *)w->mixed_letters; /* free at this time, and large enough: see lay_out() */
    for (size_t i = 0; i < count; i++) start[NETWORK_MOST_WORDS - s[i].length + 1]++;
    for (size_t l = 1; l < NETWORK_MOST_WORDS + 2; l++) start[l] += start[l - 1];
    for (size_t i = 0; i < count; i++) sorted[start[NETWORK_MOST_WORDS - s[i].length]++] = s[i];
    memcpy(s, sorted, count * sizeof *s);
}

/* --- recurrence -------------------------------------------------------------------------------------------------- */

/* What an item brings to the gates (4, width): from tables for a letter, from a product for a word. Returns it, in `room` or not. */
typedef const float *(*gates_fn)(const struct network *network, const struct workspace *work, size_t direction, size_t layer, size_t item,
                                 float *room);

static const float *letter_gates(const struct network *network, const struct workspace *work, size_t direction, size_t layer, size_t item,
                                 float *room)
{
    (void)layer;
    const struct network_word *word = work->letter_word[item];
    size_t place = work->letter_place[item], width = 4 * NETWORK_INNER;
    const float *letter = network->letter[direction] + word->codes[place] * width;
    if (word->hints[place] == HINT_NONE) return letter;
    const float *hint = network->hint[direction] + word->hints[place] * width;
    for (size_t k = 0; k < width; k++) room[k] = letter[k] + hint[k];
    return room;
}

static const float *word_gates(const struct network *network, const struct workspace *work, size_t direction, size_t layer, size_t item,
                               float *room)
{
    const struct matrix *m = &network->outer_in[layer][direction];
    network->kernel->scale(m->rows, work->brought + item * m->rows, m->scale, m->bias, 1.0f, room);
    return room;
}

/* Runs one direction of one layer over all sequences (longest first) side by side. Item i's state goes to out + i * stride. */
static void recur(const struct network *network, struct workspace *work, const struct matrix *m, size_t direction, size_t layer,
                  size_t sequences, gates_fn gates, uint8_t *out, size_t stride)
{
    const size_t width = m->columns;
    int32_t sums[SIDE * WIDEST];
    float room[WIDEST];
    const uint8_t *last[SIDE];
    size_t longest = sequences ? work->sequences[0].length : 0, running = sequences;
    for (size_t step = 0; step < longest; step++) {
        while (work->sequences[running - 1].length <= step) running--;
        for (size_t begin = 0; begin < running; begin += SIDE) {
            size_t n = running - begin < SIDE ? running - begin : SIDE;
            size_t item[SIDE];
            for (size_t i = 0; i < n; i++) {
                const struct sequence *s = &work->sequences[begin + i];
                item[i] = s->first + (direction ? s->length - 1 - step : step);
                if (step) last[i] = out + (direction ? item[i] + 1 : item[i] - 1) * stride;
            }
            if (step) network->kernel->multiply(m->tiles, m->rows, width, last, n, sums);
            for (size_t i = 0; i < n; i++)
                network->kernel->cell(width, gates(network, work, direction, layer, item[i], room), step ? sums + i * m->rows : NULL, m->scale,
                                      m->bias, work->cells + (begin + i) * width, out + item[i] * stride);
        }
    }
}

static void encode_letters(const struct network *network, struct workspace *w, const struct network_word *words, size_t different)
{
    for (size_t i = 0; i < different; i++) w->sequences[i] = (struct sequence){w->base[i], words[w->unique[i]].length};
    sort_sequences(w, w->sequences, different);
    for (size_t d = 0; d < 2; d++)
        recur(network, w, &network->inner[d], d, 0, different, letter_gates, w->states + d * NETWORK_INNER, 2 * NETWORK_INNER);
}

/* --- the words of a sentence ------------------------------------------------------------------------------------- */

static const int8_t *identity_of(const struct identity *id, uint32_t hash)
{
    size_t low = 0, high = id->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (id->hashes[middle] < hash) low = middle + 1;
        else high = middle;
    }
    return id->vectors + (low < id->count && id->hashes[low] == hash ? low + 1 : 0) * id->width;
}

bool network_knows(const struct network *network, const struct network_word *word)
{
    uint8_t stem[NETWORK_LONGEST];
    uint32_t name = alphabet_hash(word->codes, word->length), family = alphabet_hash(stem, alphabet_stem(word->codes, word->length, stem));
    return identity_of(&network->words, name) != network->words.vectors || identity_of(&network->stems, family) != network->stems.vectors;
}

static uint8_t *put_bytes(uint8_t *out, const int8_t *vector, size_t width)
{
    for (size_t k = 0; k < width; k++) out[k] = (uint8_t)(vector[k] + STATE_ZERO);
    return out + width;
}

/* The word's vector: (NETWORK_VECTOR) bytes. */
static void describe(const struct network *network, const struct workspace *w, const struct network_word *word, size_t encoding, uint8_t *out)
{
    const uint8_t *states = w->states + (size_t)w->base[encoding] * 2 * NETWORK_INNER;
    memcpy(out, states + (size_t)(word->length - 1) * 2 * NETWORK_INNER, NETWORK_INNER);
    memcpy(out + NETWORK_INNER, states + NETWORK_INNER, NETWORK_INNER);
    out += 2 * NETWORK_INNER;
    uint8_t stem[NETWORK_LONGEST];
    bool arabic = word->codes[0] <= ALPHABET_LETTERS;
    const int8_t *name = network->words.vectors, *family = network->stems.vectors;
    if (arabic) {
        name = identity_of(&network->words, alphabet_hash(word->codes, word->length));
        family = identity_of(&network->stems, alphabet_hash(stem, alphabet_stem(word->codes, word->length, stem)));
    }
    out = put_bytes(out, name, NETWORK_WORD);
    out = put_bytes(out, family, NETWORK_STEM);
    out = put_bytes(out, network->between + word->before * NETWORK_BETWEEN, NETWORK_BETWEEN);
    put_bytes(out, network->between + word->after * NETWORK_BETWEEN, NETWORK_BETWEEN);
}

static void relate_words(const struct network *network, struct workspace *w, const uint32_t *ends, size_t sentences)
{
    size_t count = ends[sentences - 1], used = 0;
    for (size_t s = 0; s < sentences; s++) {
        uint32_t first = s ? ends[s - 1] : 0;
        if (ends[s] > first) w->sequences[used++] = (struct sequence){first, ends[s] - first};
    }
    sort_sequences(w, w->sequences, used);
    for (size_t layer = 0; layer < 2; layer++) {
        for (size_t i = 0; i < count; i++) w->inputs[i] = layer ? w->layer1 + i * 2 * NETWORK_OUTER : w->rows + i * ROW + 2 * NETWORK_OUTER;
        for (size_t d = 0; d < 2; d++) {
            const struct matrix *in = &network->outer_in[layer][d];
            network->kernel->multiply(in->tiles, in->rows, in->columns, w->inputs, count, w->brought);
            uint8_t *out = (layer ? w->rows : w->layer1) + d * NETWORK_OUTER;
            recur(network, w, &network->outer[layer][d], d, layer, used, word_gates, out, layer ? ROW : 2 * NETWORK_OUTER);
        }
    }
}

/* --- a mark for every letter ------------------------------------------------------------------------------------- */

static void mix_letters(const struct network *network, struct workspace *w, size_t letters)
{
    const struct matrix *m = &network->mix_letter;
    int32_t sums[SIDE * NETWORK_MIX];
    for (size_t i = 0; i < letters; i++) w->inputs[i] = w->states + i * 2 * NETWORK_INNER;
    for (size_t i = 0; i < letters; i += SIDE) {
        size_t n = letters - i < SIDE ? letters - i : SIDE;
        network->kernel->multiply(m->tiles, m->rows, m->columns, w->inputs + i, n, sums);
        for (size_t k = 0; k < n; k++)
            network->kernel->scale(m->rows, sums + k * m->rows, m->scale, m->bias, 1.0f, w->mixed_letters + (i + k) * NETWORK_MIX);
    }
}

/* mixed_words of the words [first, first + count), count <= SIDE. */
static void mix_words(const struct network *network, struct workspace *w, size_t first, size_t count)
{
    const struct matrix *m = &network->mix_word;
    int32_t sums[SIDE * NETWORK_MIX];
    for (size_t i = 0; i < count; i++) w->inputs[i] = w->rows + (first + i) * ROW;
    network->kernel->multiply(m->tiles, m->rows, m->columns, w->inputs, count, sums);
    for (size_t i = 0; i < count; i++)
        network->kernel->scale(m->rows, sums + i * m->rows, m->scale, m->bias, 1.0f, w->mixed_words + i * NETWORK_MIX);
}

/* scores (length, NETWORK_OUT) of the letters of an encoding that begins at letter `base`, in the context `mixed_word`. */
static void score_word(const struct network *network, const struct workspace *w, size_t base, const float *mixed_word, size_t length,
                       float *scores)
{
    const struct kernel *k = network->kernel;
    uint8_t mixed[NETWORK_LONGEST][NETWORK_MIX], last[NETWORK_LONGEST][NETWORK_LAST];
    const uint8_t *inputs[NETWORK_LONGEST] = {0};
    int32_t sums[NETWORK_LONGEST * NETWORK_MIX];
    float unit[NETWORK_LONGEST], values[NETWORK_MIX];
    for (size_t i = 0; i < length; i++) {
        unit[i] = k->rectify(NETWORK_MIX, w->mixed_letters + (base + i) * NETWORK_MIX, mixed_word, mixed[i]);
        inputs[i] = mixed[i];
    }
    k->multiply(network->last.tiles, NETWORK_LAST, NETWORK_MIX, inputs, length, sums);
    for (size_t i = 0; i < length; i++) {
        k->scale(NETWORK_LAST, sums + i * NETWORK_LAST, network->last.scale, network->last.bias, unit[i], values);
        unit[i] = k->rectify(NETWORK_LAST, values, NULL, last[i]);
        inputs[i] = last[i];
    }
    k->multiply(network->head.tiles, HEAD, NETWORK_LAST, inputs, length, sums);
    for (size_t i = 0; i < length; i++) {
        k->scale(HEAD, sums + i * HEAD, network->head.scale, network->head.bias, unit[i], values);
        memcpy(scores + i * NETWORK_OUT, values, NETWORK_OUT * sizeof *scores);
    }
}

void network_run(const struct network *network, struct workspace *work, const struct network_word *words, const uint32_t *ends,
                 size_t sentences, float *scores)
{
    size_t count = sentences ? ends[sentences - 1] : 0;
    if (count == 0) return;
    size_t different = find_different(work, words, count);
    encode_letters(network, work, words, different);
    for (size_t i = 0; i < count; i++) describe(network, work, &words[i], work->which[i], work->rows + i * ROW + 2 * NETWORK_OUTER);
    relate_words(network, work, ends, sentences);
    mix_letters(network, work, work->base[different]);
    for (size_t i = 0; i < count; i++) {
        if (i % SIDE == 0) mix_words(network, work, i, count - i < SIDE ? count - i : SIDE);
        score_word(network, work, work->base[work->which[i]], work->mixed_words + i % SIDE * NETWORK_MIX, words[i].length, scores);
        scores += words[i].length * NETWORK_OUT;
    }
}
