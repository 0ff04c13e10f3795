// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_tests.h"

#include <QApplication>

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    return dealwright::tests::runSubjects(argc, argv);
}
