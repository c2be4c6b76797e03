/*
 * sockdemo: a netcat that explains itself.
 * Copyright (C) 2026 The sockdemo authors. SPDX-License-Identifier:
 * GPL-3.0-or-later
 */
#include "sockdemo.h"

int
main(int argc, char *argv[])
{
	return sockdemo(argc, argv, kernel_carrier());
}
