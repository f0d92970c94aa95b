# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The nashra authors
#
# make bench-peers [SHARED=DIR]: the vocalizer beside other free tools; needs the network for pip, and minutes.

bench-peers: all
	@sh bench/peers.sh $(B) $(SHARED)

.PHONY: bench-peers
