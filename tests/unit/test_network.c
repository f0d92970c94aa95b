/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors
 *
 * The network in C gives PyTorch's labels on a fixed text (tests/data/vocalizer.txt and .labels, written by train/export.py); the fast
 * kernel gives the plain one's bits; a batch gives what single sentences give; a damaged model is refused. Passes without a model. */
#include "check.h"

#include "diacritize/diacritize.h"
#include "diacritize/network.h"
#include "diacritize/tagger.h"
#include "util/memory.h"
#include "util/utf8.h"

#include <stdlib.h>
#include <unistd.h>

enum { MOST_LINES = 64, MOST_LETTERS = 4096, MOST_LINE_WORDS = 128 };

/* The fixed text as the network sees it. */
static struct {
    uint8_t codes[MOST_LETTERS], hints[MOST_LETTERS];
    struct network_word words[MOST_LINES * MOST_LINE_WORDS];
    uint32_t ends[MOST_LINES];
    size_t letters, count, lines;
    float scores[MOST_LETTERS * NETWORK_OUT];
} text;

static uint8_t between_of(uint32_t cp)
{
    switch (cp) {
    case ' ': return BETWEEN_SPACE;
    case '"': return BETWEEN_QUOTE;
    case 0x060C: return BETWEEN_COMMA;
    case ':': return BETWEEN_COLON;
    case '.': case 0x061F: return BETWEEN_STOP;
    default: return BETWEEN_OTHER;
    }
}

static void add_line(const char *line, size_t size)
{
    size_t first = text.count;
    uint8_t between = BETWEEN_START;
    bool started = false;
    for (size_t i = 0; i < size;) {
        uint32_t cp;
        size_t used = utf8_decode(line + i, size - i, &cp);
        uint8_t code = alphabet_code(cp), symbol = code ? 0 : cp >= '0' && cp <= '9' ? ALPHABET_DIGIT : (cp | 32) >= 'a' && (cp | 32) <= 'z' ? ALPHABET_LATIN : 0;
        if (!code && !symbol) {
            if (started && between_of(cp) > between) between = between_of(cp);
            i += used;
            continue;
        }
        struct network_word *w = &text.words[text.count++];
        *w = (struct network_word){text.codes + text.letters, text.hints + text.letters, 0, between, BETWEEN_END};
        if (started) w[-1].after = between;
        started = true;
        between = BETWEEN_NOTHING;
        while (i < size) {
            used = utf8_decode(line + i, size - i, &cp);
            uint8_t next = alphabet_code(cp);
            bool same = code ? next != 0 : symbol == ALPHABET_DIGIT ? cp >= '0' && cp <= '9' : (cp | 32) >= 'a' && (cp | 32) <= 'z';
            if (!same) break;
            if (code || w->length == 0) {
                text.codes[text.letters++] = code ? next : symbol;
                w->length++;
            }
            i += used;
        }
    }
    if (text.count > first && between == BETWEEN_STOP) text.words[text.count - 1].after = BETWEEN_STOP_END;
    text.ends[text.lines++] = (uint32_t)text.count;
}

static bool read_text(const char *root)
{
    char path[1024], line[4096];
    snprintf(path, sizeof path, "%s/tests/data/vocalizer.txt", root);
    FILE *f = fopen(path, "r");
    if (!f) return false;
    while (text.lines < MOST_LINES && fgets(line, sizeof line, f)) add_line(line, strcspn(line, "\n"));
    fclose(f);
    return text.lines > 0;
}

static int best(const float *scores, int count)
{
    int b = 0;
    for (int k = 1; k < count; k++)
        if (scores[k] > scores[b]) b = k;
    return b;
}

/* Against tests/data/vocalizer.labels: equal but for letters on which PyTorch itself is torn (int8 rounding): at most one in 200. */
static void check_labels(const char *root)
{
    char path[1024], line[16384];
    snprintf(path, sizeof path, "%s/tests/data/vocalizer.labels", root);
    FILE *f = fopen(path, "r");
    if (!CHECK(f != NULL)) return;
    size_t l = 0, w = 0, at = 0, letters = 0, wrong = 0;
    while (fgets(line, sizeof line, f)) {
        if (line[0] == '#') continue;
        for (char *rest = line, *part; (part = strtok_r(rest, " \n", &rest)) != NULL; w++) {
            size_t n = strcspn(part, ":");
            if (!CHECK(w < text.count && text.words[w].length == n && strlen(part) == 2 * n + 1)) break;
            for (size_t i = 0; i < n; i++, at++, letters++) {
                const float *s = text.scores + at * NETWORK_OUT;
                bool good = best(s, LABELS) == part[i] - 'a' && (part[n + 1 + i] == '-' || best(s + LABELS, SEATS) == part[n + 1 + i] - '0');
                if (text.codes[at] <= ALPHABET_LETTERS) wrong += !good;
            }
        }
        CHECK(l < text.lines && w == text.ends[l]);
        l++;
    }
    fclose(f);
    CHECK(letters == text.letters);
    if (!CHECK(wrong * 200 <= letters)) printf("  %zu of %zu letters differ from PyTorch\n", wrong, letters);
}

static void check_kernels(struct network *network)
{
    struct workspace *work = workspace_new(text.count, text.letters);
    static float plain[MOST_LETTERS * NETWORK_OUT], single[MOST_LETTERS * NETWORK_OUT];
    if (!CHECK(work != NULL)) return;
    network_use(network, kernel_plain());
    network_run(network, work, text.words, text.ends, text.lines, plain);
    network_use(network, kernel_best());
    network_run(network, work, text.words, text.ends, text.lines, text.scores);
    CHECK(memcmp(plain, text.scores, text.letters * NETWORK_OUT * sizeof *plain) == 0);
    float *out = single;
    for (size_t l = 0; l < text.lines; l++) {
        uint32_t first = l ? text.ends[l - 1] : 0, end = text.ends[l] - first;
        if (end == 0) continue;
        network_run(network, work, text.words + first, &end, 1, out);
        for (size_t w = first; w < text.ends[l]; w++) out += text.words[w].length * NETWORK_OUT;
    }
    CHECK(memcmp(single, text.scores, text.letters * NETWORK_OUT * sizeof *single) == 0);
    workspace_free(work);
}

/* --- damaged files ----------------------------------------------------------------------------------------------- */

static void check_refused(const char *path, const char *data, size_t size, const char *what)
{
    FILE *f = fopen(path, "wb");
    if (!CHECK(f && fwrite(data, 1, size, f) == size)) return;
    fclose(f);
    struct network *network = NULL;
    struct nashra_detail detail = {0};
    int result = network_open(&network, path, &detail);
    CHECK(result == NASHRA_E_DATA && network == NULL);
    CHECK_STR(detail.file, path);
    if (!CHECK(strstr(detail.message, what) != NULL)) printf("  said: %s\n", detail.message);
    network_close(network);
}

static void check_damage(const char *model)
{
    FILE *f = fopen(model, "rb");
    if (!CHECK(f != NULL)) return;
    fseek(f, 0, SEEK_END);
    size_t size = (size_t)ftell(f);
    rewind(f);
    char *data = malloc(size + 1), path[] = "/tmp/nashra-model-XXXXXX";
    int made = mkstemp(path);
    if (CHECK(data && fread(data, 1, size, f) == size && made >= 0)) {
        close(made);
        check_refused(path, data, 0, "cut short");
        check_refused(path, data, 39, "cut short");
        check_refused(path, data, size - 1, "cut short");
        check_refused(path, data, size + 1, "too long");
        data[size - 100] ^= 1;
        check_refused(path, data, size, "checksum");
        data[size - 100] ^= 1;
        data[8] ^= 8;
        check_refused(path, data, size, "version");
        data[8] ^= 8;
        data[0] ^= 1;
        check_refused(path, data, size, "not a nashra model");
        unlink(path);
    }
    free(data);
    fclose(f);
    struct network *network;
    struct nashra_detail detail;
    CHECK(network_open(&network, "/nonexistent/nashra.model", &detail) == NASHRA_E_DATA && strstr(detail.message, "--no-model"));
}

static void check_alphabet(void)
{
    CHECK(alphabet_code(0x0621) == 1 && alphabet_code(0x063A) == 26 && alphabet_code(0x0641) == 27 && alphabet_code(0x064A) == 36);
    CHECK(alphabet_code(0x0640) == 0 && alphabet_code('a') == 0 && alphabet_code(0x064E) == 0);
    for (int label = 0; label < LABELS; label++) CHECK(label_of(label_mark(label)) == label);
    CHECK(label_of(MARK_SHADDA) == -1 && label_of(0) == -1);
    CHECK(between_class(0, 0) == BETWEEN_SPACE && between_class(PUNCT_COMMA | PUNCT_QUOTE_CLOSE, PUNCT_PAREN_OPEN) == BETWEEN_COMMA);
}

int main(void)
{
    const char *root = getenv("NASHRA_ROOT"), *data = getenv("NASHRA_DATA");
    char model[1024];
    snprintf(model, sizeof model, "%s/nashra.model", data ? data : "build/data");
    check_alphabet();
    struct nashra_detail detail = {0};
    struct network *network = NULL;
    if (access(model, R_OK) == 0) {
        if (!CHECK(network_open(&network, model, &detail) == 0)) printf("  %s\n", detail.message);
        if (network && CHECK(read_text(root ? root : "."))) {
            check_kernels(network);
            check_labels(root ? root : ".");
        }
        network_close(network);
        check_damage(model);
    }
    return check_done();
}
