// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lost_work.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace dealwright::app {

QString documentName(const QString& path)
{
    return path.isEmpty() ? QCoreApplication::translate("DocumentFile", "Untitled.deal") : QFileInfo(path).fileName();
}

}  // namespace dealwright::app
