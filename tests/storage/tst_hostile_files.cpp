// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/deal_format.h"

#include "interchange/limits.h"

#include "support/any_workbook.h"
#include "support/room_tests.h"

#include <QCryptographicHash>
#include <QTest>

#include <cstdlib>
#include <new>

using namespace dealwright;
using storage::FileError;

namespace {

std::size_t allocated = 0;  // bytes asked of operator new

/// A small workbook that has some of everything.
[[nodiscard]] deal::Workbook smallWorkbook()
{
    std::mt19937_64 random(5);
    deal::Workbook workbook;
    workbook.scenarios.resize(1);
    deal::Scenario& scenario = workbook.scenarios.front();
    tests::AnyValue(random, 2).fill(scenario);
    scenario.negotiation.offers.clear();
    scenario.market.correlation = {{1.0, 0.3}, {0.3, 1.0}};
    scenario.terms.annualCap = 0.3;
    scenario.notes = "two\nlines & <more>";
    return workbook;
}

[[nodiscard]] QByteArray payloadOf(const QByteArray& file)
{
    return file.mid(file.indexOf('\n') + 1);
}

/// The payload with a header that fits it.
[[nodiscard]] QByteArray withHeader(const QByteArray& payload)
{
    return "DEALWRIGHT 1 xml " + QByteArray::number(payload.size()) +
           " sha256:" + QCryptographicHash::hash(payload, QCryptographicHash::Sha256).toHex() + '\n' + payload;
}

/// Damages bytes in one of the ways that files get damaged or forged.
class Mutator {
public:
    explicit Mutator(std::uint64_t seed) : m_random(seed) {}

    [[nodiscard]] QByteArray mutate(QByteArray bytes)
    {
        for (std::uint64_t n = 1 + below(3); n > 0 && !bytes.isEmpty(); --n) {
            mutateOnce(bytes, position(bytes));
        }
        return bytes;
    }

private:
    void mutateOnce(QByteArray& bytes, qsizetype at)
    {
        static constexpr const char* insertions[] = {"<n>99999999</n>",
                                                     "</i>",
                                                     "<i>",
                                                     "<!DOCTYPE a [<!ENTITY b \"c\">]>",
                                                     "&b;",
                                                     "&#x110000;",
                                                     "<!-- -->",
                                                     "<![CDATA[x]]>",
                                                     "<?go?>",
                                                     "]]>",
                                                     "nan",
                                                     "-1",
                                                     "1e999",
                                                     "\xff\xfe",
                                                     " object_id=\"_1\"",
                                                     "\r"};
        static constexpr const char* numbers[] = {"0",  "1",   "99999999", "4294967295", "18446744073709551615",
                                                  "-1", "inf", "1e400",    "2147483648", ""};
        static constexpr const char* names[] = {"n", "i", "has", "value", "workbook", "name", "months", "terms"};
        switch (below(9)) {
            case 0:
                bytes[at] = static_cast<char>(m_random());
                break;
            case 1:
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
                break;
            case 2:
                bytes.remove(at, 1 + static_cast<qsizetype>(below(16)));
                break;
            case 3:
                bytes.truncate(at);
                break;
            case 4:
                bytes.insert(at, bytes.mid(position(bytes), 1 + static_cast<qsizetype>(below(200))));
                break;
            case 5:
                bytes.insert(at, insertions[below(std::size(insertions))]);
                break;
            case 6:
                replaceNumber(bytes, at, numbers[below(std::size(numbers))]);
                break;
            case 7:
                bytes.insert(at, '\0');
                break;
            default:
                replaceName(bytes, at, names[below(std::size(names))]);
        }
    }

    static void replaceNumber(QByteArray& bytes, qsizetype at, const char* by)
    {
        const auto isDigit = [&](qsizetype i) { return i < bytes.size() && bytes[i] >= '0' && bytes[i] <= '9'; };
        while (at < bytes.size() && !isDigit(at)) {
            ++at;
        }
        qsizetype end = at;
        while (isDigit(end)) {
            ++end;
        }
        bytes.replace(at, end - at, by);
    }

    static void replaceName(QByteArray& bytes, qsizetype at, const char* by)
    {
        const qsizetype open = bytes.indexOf('<', at);
        const qsizetype close = bytes.indexOf('>', open);
        if (open >= 0 && close > open) {
            const qsizetype start = open + (bytes[open + 1] == '/' ? 2 : 1);
            bytes.replace(start, close - start, by);
        }
    }

    [[nodiscard]] std::uint64_t below(std::uint64_t end) { return m_random() % end; }
    [[nodiscard]] qsizetype position(const QByteArray& bytes)
    {
        return static_cast<qsizetype>(below(static_cast<std::uint64_t>(bytes.size())));
    }

    std::mt19937_64 m_random;
};

}  // namespace

void* operator new(std::size_t size)
{
    allocated += size;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) {
        return memory;
    }
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

class TestHostileFiles : public QObject {
    Q_OBJECT

private slots:
    void aFileCutShortAnywhereIsRefused()
    {
        const QByteArray whole = storage::encode(smallWorkbook()).bytes;
        const QByteArray payload = payloadOf(whole);
        for (qsizetype length = 0; length < whole.size(); ++length) {
            QVERIFY(!storage::decode(whole.left(length)).workbook);
        }
        const qsizetype meaningful = payload.trimmed().size();
        for (qsizetype length = 0; length < meaningful; ++length) {
            const auto loaded = storage::decode(withHeader(payload.left(length)));
            QVERIFY(loaded.problem && loaded.problem->error == FileError::malformed);
        }
    }

    void aDamagedFileGivesAWorkbookOrAClearError()
    {
        const deal::Workbook workbook = smallWorkbook();
        const QByteArray whole = storage::encode(workbook).bytes;
        const QByteArray payload = payloadOf(whole);
        int opened = 0;
        int refused = 0;
        for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
            Mutator mutator(seed);
            const QByteArray bytes = seed % 10 == 0 ? mutator.mutate(whole) : withHeader(mutator.mutate(payload));
            const std::size_t before = allocated;
            const auto loaded = storage::decode(bytes);
            // A workbook of this size takes about 60 kB; a file asks for no more because of what it claims to hold.
            QVERIFY2(allocated - before < 1'000'000, qPrintable(QString::number(seed)));
            if (loaded.workbook) {
                QVERIFY(interchange::unholdable(*loaded.workbook).empty());
                ++opened;
            } else {
                QVERIFY(loaded.problem && !describe(*loaded.problem).empty());
                ++refused;
            }
        }
        QVERIFY(opened > 100);
        QVERIFY(refused > 10'000);
    }

    void aForgedFileIsRefusedBeforeItIsRead_data()
    {
        QTest::addColumn<QByteArray>("payload");
        const QByteArray payload = payloadOf(storage::encode(smallWorkbook()).bytes);
        const auto with = [&](const char* what, const QByteArray& by) {
            QByteArray changed = payload;
            const qsizetype at = changed.indexOf(what);
            return at < 0 ? QByteArray() : changed.replace(at, qsizetype(qstrlen(what)), by);
        };
        QTest::newRow("2^60 elements") << with("<n>1</n>", "<n>1152921504606846976</n>");
        QTest::newRow("one element too few") << with("<n>1</n>", "<n>2</n>");
        QTest::newRow("65 use cases") << with("<n>2</n>", "<n>65</n>");
        QTest::newRow("10 MB tag") << with("<name>", "<" + QByteArray(10'000'000, 'a') + ">");
        QTest::newRow("a million levels") << QByteArray("<workbook>").repeated(1'000'000);
        QTest::newRow("entity bomb") << QByteArray(
            "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><workbook>&c;</workbook>");
        QTest::newRow("unknown entity") << with("<name>", "<name>&nbsp;");
        QTest::newRow("NUL") << with("<name>", QByteArray("<name>\0", 7));
        QTest::newRow("attribute") << with("<name>", "<name class_id=\"1\">");
        QTest::newRow("namespace") << with("<workbook>", "<workbook xmlns=\"x\">");
        QTest::newRow("comment") << with("<name>", "<!-- --><name>");
        QTest::newRow("declaration") << "<?xml version=\"1.0\"?>" + payload;
        QTest::newRow("instruction") << with("<name>", "<?go?><name>");
        QTest::newRow("CDATA") << with("<name>", "<name><![CDATA[x]]>");
        QTest::newRow("members swapped")
            << with("<startYear>", "<startMonth>").replace("</startYear>", "</startMonth>");
        QTest::newRow("member left out") << with("<baseline></baseline>", "");
        QTest::newRow("text between members") << with("<name>", "hello<name>");
        QTest::newRow("element in a leaf") << with("<name>", "<name><i></i>");
        QTest::newRow("two roots") << payload + payload;
        QTest::newRow("not UTF-8") << with("<name>", "<name>\xff");
    }
    void aForgedFileIsRefusedBeforeItIsRead()
    {
        QFETCH(QByteArray, payload);
        QVERIFY(!payload.isEmpty());
        const QByteArray file = withHeader(payload);
        const std::size_t before = allocated;
        const auto loaded = storage::decode(file);
        QVERIFY(loaded.problem);
        QCOMPARE(loaded.problem->error, FileError::malformed);
        QVERIFY(allocated - before < 200'000);
    }

    void aValueThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<FileError>("error");
        QTest::newRow("nan") << QByteArray("2.99999999999999989e-01") << QByteArray("nan") << FileError::badValue;
        QTest::newRow("overflow") << QByteArray("2.99999999999999989e-01") << QByteArray("1e400")
                                  << FileError::badValue;
        QTest::newRow("text") << QByteArray("2.99999999999999989e-01") << QByteArray("much") << FileError::badValue;
        QTest::newRow("nothing") << QByteArray("2.99999999999999989e-01") << QByteArray("") << FileError::badValue;
        QTest::newRow("long text") << QByteArray("two\nlines") << QByteArray(10'001, 'x') << FileError::contents;
    }
    void aValueThatIsNoneIsRefused()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(FileError, error);
        QByteArray payload = payloadOf(storage::encode(smallWorkbook()).bytes);
        const qsizetype at = payload.indexOf(before);
        QVERIFY(at > 0);
        const auto loaded = storage::decode(withHeader(payload.replace(at, before.size(), after)));
        QVERIFY(loaded.problem);
        QCOMPARE(loaded.problem->error, error);
    }

    void damagedJsonGivesAWorkbookOrAClearError()
    {
        const QByteArray json = R"({"name": "A", "timeline": {"months": 12}, "market": {"useCases": [{"name": "Search",
            "initialUsage": 1e3, "price": 2}]}, "terms": {"shares": [{"baseRate": 0.1}], "annualCap": null}})";
        QVERIFY(storage::decode(json).workbook);
        int opened = 0;
        for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
            const auto loaded = storage::decode(Mutator(seed).mutate(json));
            QVERIFY(loaded.workbook.has_value() != loaded.problem.has_value());
            opened += loaded.workbook ? 1 : 0;
        }
        QVERIFY(opened > 100);
    }
};

ROOM_TEST(hostile_files, TestHostileFiles)
#include "tst_hostile_files.moc"
