// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace dealwright::storage {

/// Whether the XML is built exactly as a workbook of `format` is: the elements that the description names, in its
/// order, lists no longer than their limits and as long as they say, plain text in the leaves; no attributes,
/// comments, processing instructions, document types or declarations. Gives the line where it is not. Reads the text
/// once, with memory in proportion to it.
[[nodiscard]] std::optional<qint64> lineOfFirstFault(const QByteArray& xml, int format);

}  // namespace dealwright::storage
