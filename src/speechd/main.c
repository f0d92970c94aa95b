/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The nashra authors */

/* sd_nashra [CONFIGURATION]: the output module for speech-dispatcher. One table of commands; the protocol is described in
 * speech-dispatcher's manual, "Communication Protocol for Output Modules". */
#include "speechd/session.h"

#include <signal.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* the server is gone: a write fails, and we end in order */
    return spd_session_run(STDIN_FILENO, STDOUT_FILENO, argc > 1 ? argv[1] : NULL);
}
