// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_tests.h"

// Tests of rooms without a window: no application object, as in the programs that use them.
int main(int argc, char** argv)
{
    return dealwright::tests::runSubjects(argc, argv);
}
