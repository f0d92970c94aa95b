/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */
/* "Tue, 07 Nov 2023 18:30:00 +0200" and "2023-11-07T18:30:00Z". */
#include "intake/feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Days since 1970 of a Gregorian date (the era method: a year begins in March, so that the leap day is its last). */
static int64_t days_since_1970(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = y / 400, of_era = y % 400, of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* +0200, +02:00, Z, GMT: seconds east of Greenwich. */
static int zone_offset(const char *zone)
{
    static const struct { const char *name; int hours; } named[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5},
                                                                    {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
    while (*zone == ' ') zone++;
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
        if (strncasecmp(zone, named[i].name, 3) == 0) return named[i].hours * 3600;
    if (*zone != '+' && *zone != '-') return 0;
    int hours = 0, minutes = 0;
    if (sscanf(zone + 1, "%2d:%2d", &hours, &minutes) < 1) return 0;
    if (strlen(zone) >= 5 && zone[3] != ':') sscanf(zone + 1, "%2d%2d", &hours, &minutes);
    return (*zone == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

static int month_number(const char *name)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (int i = 0; i < 12; i++)
        if (strncasecmp(name, months + 3 * i, 3) == 0) return i + 1;
    return 0;
}

int64_t feed_date(const char *text)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, end = 0;
    char name[4] = "";
    while (*text == ' ' || *text == '\n' || *text == '\t' || *text == '\r') text++;
    const char *comma = strchr(text, ','), *zone = "";
    if (sscanf(text, "%4d-%2d-%2d%*1[Tt ]%2d:%2d%n", &year, &month, &day, &hour, &minute, &end) >= 3) {
        if (end > 0) {
            zone = text + end;
            if (*zone == ':') second = (int)strtol(zone + 1, NULL, 10), zone += strcspn(zone, "+-Zz");
        }
    } else if (sscanf(comma ? comma + 1 : text, " %2d %3s%*[A-Za-z.] %4d", &day, name, &year) == 3 ||
               sscanf(comma ? comma + 1 : text, " %2d %3s %4d", &day, name, &year) == 3) {
        month = month_number(name);
        const char *colon = strchr(comma ? comma + 1 : text, ':');
        if (colon && colon - text >= 2) {
            int n = sscanf(colon - 2, "%2d:%2d:%2d%n", &hour, &minute, &second, &end);
            zone = n == 3 ? colon - 2 + end : colon + 3;
            if (n < 3) second = 0;
        }
        if (year < 100) year += year < 70 ? 2000 : 1900;
    }
    bool sound = year >= 1970 && year < 10000 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour >= 0 && hour < 25 &&
                 minute >= 0 && minute < 60 && second >= 0 && second < 62;
    if (!sound) return 0;
    return days_since_1970(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - zone_offset(zone);
}
