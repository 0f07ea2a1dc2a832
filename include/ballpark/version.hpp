// SPDX-License-Identifier: MIT
#pragma once

// The one place of the version: CMake reads these three lines.
#define BALLPARK_VERSION_MAJOR 0
#define BALLPARK_VERSION_MINOR 1
#define BALLPARK_VERSION_PATCH 0
