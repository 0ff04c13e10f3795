// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_tests.h"

#include <QApplication>
#include <QTest>

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    QTEST_DISABLE_KEYPAD_NAVIGATION
    QTEST_ADD_GPU_BLACKLIST_SUPPORT
    return dealwright::tests::runSubjects(argc, argv);
}
