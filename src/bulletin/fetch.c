/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
#include "bulletin/fetch.h"

#include "util/error.h"

#include <curl/curl.h>

struct download {
    struct buffer *out;
    size_t begin, most;
    bool too_large;
};

static size_t take(char *data, size_t size, size_t count, void *context)
{
    struct download *download = context;
    size_t bytes = size * count;
    download->too_large = download->out->size - download->begin + bytes > download->most;
    if (download->too_large || buffer_append(download->out, data, bytes) < 0) return 0; /* libcurl then gives up */
    return bytes;
}

static CURLcode set_up(CURL *curl, const char *url, double most_seconds, struct download *download, char *message)
{
    const struct {
        CURLoption option;
        long value;
    } numbers[] = {
        {CURLOPT_NOSIGNAL, 1},  {CURLOPT_FAILONERROR, 1},     {CURLOPT_FOLLOWLOCATION, 1},
        {CURLOPT_MAXREDIRS, 5}, {CURLOPT_TIMEOUT_MS, (long)(most_seconds * 1000)}, {CURLOPT_CONNECTTIMEOUT_MS, (long)(most_seconds * 1000)},
    };
    CURLcode code = CURLE_OK;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0] && code == CURLE_OK; i++)
        code = curl_easy_setopt(curl, numbers[i].option, numbers[i].value);
    const struct {
        CURLoption option;
        const char *value;
    } strings[] = {
        {CURLOPT_URL, url}, {CURLOPT_PROTOCOLS_STR, "http,https"}, {CURLOPT_REDIR_PROTOCOLS_STR, "http,https"},
        {CURLOPT_ACCEPT_ENCODING, ""}, {CURLOPT_USERAGENT, "nashra/" NASHRA_VERSION},
    };
    for (size_t i = 0; i < sizeof strings / sizeof strings[0] && code == CURLE_OK; i++)
        code = curl_easy_setopt(curl, strings[i].option, strings[i].value);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, message);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_WRITEDATA, download);
    return code;
}

int fetch_url(const char *url, size_t most_bytes, double most_seconds, struct buffer *out, struct nashra_detail *detail)
{
    char message[CURL_ERROR_SIZE] = "";
    struct download download = {out, out->size, most_bytes, false};
    CURL *curl = curl_easy_init();
    if (!curl) return error_set(detail, NASHRA_E_MEMORY, url, 0, 0, "libcurl does not start");
    CURLcode code = set_up(curl, url, most_seconds, &download, message);
    if (code == CURLE_OK) code = curl_easy_perform(curl);
    curl_easy_cleanup(curl);
    if (out->failed) return error_set(detail, NASHRA_E_MEMORY, url, 0, 0, "memory is short");
    if (download.too_large) return error_set(detail, NASHRA_E_LIMIT, url, 0, 0, "larger than %zu bytes (fetch size)", most_bytes);
    if (code == CURLE_OPERATION_TIMEDOUT)
        return error_set(detail, NASHRA_E_INPUT, url, 0, 0, "not there within %g seconds (fetch time)", most_seconds);
    if (code != CURLE_OK) return error_set(detail, NASHRA_E_INPUT, url, 0, 0, "%s", message[0] ? message : curl_easy_strerror(code));
    return 0;
}
