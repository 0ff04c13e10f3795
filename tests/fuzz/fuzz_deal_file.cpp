// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/deal_format.h"

#include "interchange/limits.h"

#include <QCryptographicHash>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

void checkDecoding(const QByteArray& bytes)
{
    const auto loaded = dealwright::storage::decode(bytes);
    if (loaded.workbook.has_value() == loaded.problem.has_value() ||
        (loaded.workbook && !dealwright::interchange::unholdable(*loaded.workbook).empty())) {
        std::abort();
    }
}

}  // namespace

/// Decodes the input as it is, and as the payload of a file whose header fits it, so that mutations get past the
/// checksum.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    checkDecoding(bytes);
    const QByteArray payload = bytes.startsWith("DEALWRIGHT ") ? bytes.mid(bytes.indexOf('\n') + 1) : bytes;
    checkDecoding("DEALWRIGHT 1 xml " + QByteArray::number(payload.size()) +
                  " sha256:" + QCryptographicHash::hash(payload, QCryptographicHash::Sha256).toHex() + '\n' + payload);
    return 0;
}
