// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/csv.h"
#include "support/room_tests.h"

#include <QTest>

using namespace dealwright;

class TestCsv : public QObject {
    Q_OBJECT

private slots:
    void fieldsAreQuotedOnlyWhereTheyMustBe_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("field");
        QTest::newRow("plain") << std::string("Search") << std::string("Search");
        QTest::newRow("empty") << std::string() << std::string();
        QTest::newRow("comma") << std::string("a,b") << std::string("\"a,b\"");
        QTest::newRow("quotation mark") << std::string("a\"b") << std::string("\"a\"\"b\"");
        QTest::newRow("line end") << std::string("a\nb") << std::string("\"a\nb\"");
        QTest::newRow("leading space") << std::string(" a") << std::string("\" a\"");
    }
    void fieldsAreQuotedOnlyWhereTheyMustBe()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, field);
        QCOMPARE(interchange::csvField(text), field);
    }

    void rowsEndWithCarriageReturnAndLineFeed()
    {
        std::string csv;
        interchange::appendCsvRow(csv, {"month", "item", "useCase", "value"});
        interchange::appendCsvRow(csv, {"0", "rate", "Search, web", "0.1"});
        QCOMPARE(csv, std::string("month,item,useCase,value\r\n0,rate,\"Search, web\",0.1\r\n"));
    }
};

ROOM_TEST(csv, TestCsv)
#include "tst_csv.moc"
