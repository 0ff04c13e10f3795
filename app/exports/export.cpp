// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exports/export.h"

#include <QBuffer>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace dealwright::app {

namespace {

void writePdf(const views::ReportContent& content, const words::NumberHabits& habits, QIODevice& device)
{
    device.write(views::reportPdf(content, habits));
}

}  // namespace

std::span<const Export> exports()
{
    static constexpr std::array all{Export{QT_TRANSLATE_NOOP("Exports", "&PDF"), "pdf", writePdf}};
    return all;
}

const Export& exportFor(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix();
    const auto all = exports();
    const auto found = std::ranges::find_if(
        all, [&](const Export& how) { return suffix.compare(QLatin1String(how.suffix), Qt::CaseInsensitive) == 0; });
    return found != all.end() ? *found : all.front();
}

QByteArray bytesOf(const Export& how, const views::ReportContent& content, const words::NumberHabits& habits)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    how.write(content, habits, buffer);
    return bytes;
}

}  // namespace dealwright::app
