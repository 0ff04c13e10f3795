// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/deal_format.h"

#include "storage/archive.h"
#include "storage/scan.h"

#include "interchange/json.h"
#include "interchange/limits.h"

#include <boost/archive/xml_iarchive.hpp>
#include <boost/archive/xml_oarchive.hpp>

#include <QCryptographicHash>
#include <QList>

#include <algorithm>
#include <locale>
#include <sstream>
#include <streambuf>
#include <utility>

namespace dealwright::storage {

namespace {

constexpr auto magic = "DEALWRIGHT";
// Tag checking stays off: Boost's compares the expected name over the length of the one it read, past its end. The scan
// has checked every tag by then. The header is left out because an archive with one may throw from its destructor.
constexpr unsigned archiveFlags = boost::archive::no_header | boost::archive::no_xml_tag_checking;

[[nodiscard]] LoadResult refuse(FileError error, std::string detail = {})
{
    return {.workbook = std::nullopt, .problem = FileProblem{.error = error, .detail = std::move(detail)}};
}

[[nodiscard]] QByteArray hashOf(const QByteArray& payload)
{
    return QCryptographicHash::hash(payload, QCryptographicHash::Sha256).toHex();
}

/// The first line, its end included.
[[nodiscard]] QByteArray headerOf(const QByteArray& payload)
{
    return QByteArray(magic) + ' ' + QByteArray::number(currentFormat) + " xml " + QByteArray::number(payload.size()) +
           " sha256:" + hashOf(payload) + '\n';
}

/// Lets a stream read bytes where they are.
class ByteReader : public std::streambuf {
public:
    explicit ByteReader(QByteArray& bytes) { setg(bytes.data(), bytes.data(), bytes.data() + bytes.size()); }
};

constexpr deal::Field inNothing{};  // a workbook is a member of nothing

[[nodiscard]] QByteArray writePayload(const deal::Workbook& workbook)
{
    deal::Workbook copy = workbook;  // archives take what they read and what they write alike
    Part<deal::Workbook> root{copy, inNothing, currentFormat};
    std::ostringstream stream;
    stream.imbue(std::locale::classic());
    {
        boost::archive::xml_oarchive archive(stream, archiveFlags);
        archive << boost::serialization::make_nvp("workbook", root);
    }
    return QByteArray::fromStdString(stream.str());
}

[[nodiscard]] deal::Workbook readPayload(QByteArray payload, int format)
{
    ByteReader buffer(payload);
    std::istream stream(&buffer);
    stream.imbue(std::locale::classic());
    deal::Workbook workbook;
    Part<deal::Workbook> root{workbook, inNothing, format};
    boost::archive::xml_iarchive archive(stream, archiveFlags);
    archive >> boost::serialization::make_nvp("workbook", root);
    return workbook;
}

[[nodiscard]] LoadResult hold(deal::Workbook workbook)
{
    auto problems = interchange::unholdable(workbook);
    if (!problems.empty()) {
        return {.workbook = std::nullopt,
                .problem = FileProblem{.error = FileError::contents, .detail = {}, .contents = std::move(problems)}};
    }
    return {.workbook = std::move(workbook), .problem = std::nullopt};
}

[[nodiscard]] LoadResult decodeJson(const QByteArray& bytes)
{
    auto read = interchange::readWorkbook({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (!read.workbook) {
        return {
            .workbook = std::nullopt,
            .problem = FileProblem{.error = FileError::contents, .detail = {}, .contents = std::move(read.problems)}};
    }
    return {.workbook = std::move(read.workbook), .problem = std::nullopt};
}

[[nodiscard]] LoadResult decodeDeal(const QByteArray& bytes)
{
    constexpr qsizetype longestHeader = 200;
    const qsizetype end = bytes.left(longestHeader).indexOf('\n');
    const QList<QByteArray> words = bytes.left(qMax<qsizetype>(end, 0)).split(' ');
    if (words.size() < 2) {
        return refuse(FileError::notADeal);
    }
    bool whole = false;
    const int format = words[1].toInt(&whole);
    if (!whole || format < 1) {
        return refuse(FileError::notADeal);
    }
    if (format > currentFormat) {
        return refuse(FileError::newer, std::to_string(format));
    }
    if (words.size() != 5 || words[2] != "xml") {
        return refuse(FileError::notADeal);
    }
    const QByteArray payload = bytes.sliced(end + 1);
    bool counted = false;
    const qlonglong size = words[3].toLongLong(&counted);
    if (!counted || payload.size() < size) {
        return refuse(FileError::cutShort);
    }
    if (payload.size() > size) {
        return refuse(FileError::longer);
    }
    if (words[4] != "sha256:" + hashOf(payload)) {
        return refuse(FileError::damaged);
    }
    if (const auto line = lineOfFirstFault(payload, format)) {
        return refuse(FileError::malformed, std::to_string(*line));
    }
    try {
        return hold(readPayload(payload, format));
    } catch (const std::exception&) {  // a leaf's text that is no such number or word
        return refuse(FileError::badValue);
    }
}

}  // namespace

EncodeResult encode(const deal::Workbook& workbook)
{
    if (auto held = hold(workbook); held.problem) {
        return {.bytes = {}, .problem = std::move(held.problem)};
    }
    const QByteArray payload = writePayload(workbook);
    const QByteArray bytes = headerOf(payload) + payload;
    LoadResult again = decode(bytes);
    if (again.problem && again.problem->error == FileError::tooLarge) {
        return {.bytes = {}, .problem = std::move(again.problem)};
    }
    if (!again.workbook || *again.workbook != workbook) {
        return {.bytes = {}, .problem = FileProblem{.error = FileError::notFaithful}};
    }
    return {.bytes = bytes, .problem = std::nullopt};
}

LoadResult decode(const QByteArray& bytes)
{
    if (bytes.size() > largestFile) {
        return refuse(FileError::tooLarge, std::to_string(largestFile >> 20));
    }
    if (looksLikeDeal(bytes)) {
        return decodeDeal(bytes);
    }
    return looksLikeJson(bytes) ? decodeJson(bytes) : refuse(FileError::notADeal);
}

bool looksLikeDeal(const QByteArray& bytes)
{
    return bytes.startsWith(QByteArray(magic) + ' ');
}

bool looksLikeJson(const QByteArray& bytes)
{
    const QByteArrayView text = QByteArrayView(bytes).sliced(bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0);
    const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    const auto* const first = std::ranges::find_if_not(text, isSpace);
    return first != text.end() && *first == '{';
}

namespace {

/// No fewer bytes than the value takes within an element of a name of `nameLength` bytes.
template <class T>
[[nodiscard]] qint64 mostBytesOf(const T& value, std::size_t nameLength)
{
    constexpr qint64 indent = 16;         // a line's end and a tab for each of the elements that it stands in
    constexpr qint64 brackets = 5;        // <a></a>
    constexpr qint64 longestNumber = 40;  // a sign, 17 digits, a point, e-308; or an enumerator's word
    constexpr qint64 longestEscape = 6;   // &quot;
    qint64 size = 2 * (static_cast<qint64>(nameLength) + indent) + brackets;
    if constexpr (std::is_same_v<T, std::string>) {
        size += longestEscape * static_cast<qint64>(value.size());
    } else if constexpr (deal::Sequence<T>) {
        size += mostBytesOf(0, 1);
        for (const auto& element : value) {
            size += mostBytesOf(element, 1);
        }
    } else if constexpr (deal::Described<T> && !std::is_same_v<T, deal::UseCaseRef>) {
        deal::forEachMember(value, [&](std::string_view name, const auto& member, const deal::Field& /*field*/) {
            size += mostBytesOf(member, name.size());
        });
    } else if constexpr (std::is_same_v<T, deal::UseCaseRef> || std::is_same_v<T, std::optional<double>>) {
        size += mostBytesOf(0, 3) + mostBytesOf(0.0, 5);
    } else {
        size += longestNumber;
    }
    return size;
}

}  // namespace

qint64 mostBytes(const deal::Scenario& scenario)
{
    return mostBytesOf(scenario, 1);
}

qint64 bytesOf(const deal::Workbook& workbook)
{
    const QByteArray payload = writePayload(workbook);
    return headerOf(payload).size() + payload.size();
}

QByteArray payloadSha256(const deal::Workbook& workbook)
{
    const EncodeResult encoded = encode(workbook);
    return encoded.problem ? QByteArray() : encoded.bytes.left(encoded.bytes.indexOf('\n')).right(64);
}

}  // namespace dealwright::storage
