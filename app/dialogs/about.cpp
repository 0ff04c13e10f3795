// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/about.h"

#include "app/version.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace dealwright::app {

void showAbout(QWidget& window)
{
    QMessageBox::about(
        &window, QCoreApplication::translate("About", "About Dealwright"),
        QCoreApplication::translate(
            "About",
            "<b>Dealwright %1</b><br>Prices revenue-sharing deals between the maker of an AI model and its host."
            "<br><br>Free software under the GNU General Public License, version 3 or later.")
            .arg(QString::fromLatin1(version)));
}

}  // namespace dealwright::app
