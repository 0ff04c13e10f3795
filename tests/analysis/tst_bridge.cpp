// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/bridge.h"
#include "support/room_tests.h"

#include <QTest>

#include <set>
#include <string_view>

using namespace dealwright;
using simulation::BridgeItem;

class TestBridge : public QObject {
    Q_OBJECT

private slots:
    void everyLineHasAWordAndALabelOfItsOwn()
    {
        std::set<std::string_view> words;
        std::set<std::string_view> labels;
        const int items = static_cast<int>(BridgeItem::advance) + 1;
        for (int i = 0; i < items; ++i) {
            words.insert(analysis::wordOf(static_cast<BridgeItem>(i)));
            labels.insert(analysis::labelOf(static_cast<BridgeItem>(i)));
        }
        QCOMPARE(static_cast<int>(words.size()), items);
        QCOMPARE(static_cast<int>(labels.size()), items);
        QVERIFY(!words.contains("") && !labels.contains(""));
        QCOMPARE(analysis::wordOf(BridgeItem::trueUp), std::string_view("trueUp"));
    }

    void linesStandEndToEnd()
    {
        simulation::Projection projection;
        projection.bridge = {{BridgeItem::upfrontFee, -1, 50.0, -50.0}, {BridgeItem::grossRevenue, 1, 0.0, 700.0},
                             {BridgeItem::baseRate, 1, 70.0, -70.0},    {BridgeItem::baseRate, 0, 30.0, -30.0},
                             {BridgeItem::tier, 0, 0.0, 0.0},           {BridgeItem::settlement, -1, -5.0, 5.0}};
        const auto licensor = analysis::bridgeOf(projection.bridge, deal::Side::licensor);
        QCOMPARE(licensor.size(), std::size_t{3});
        QCOMPARE(licensor[0].item, BridgeItem::baseRate);
        QCOMPARE(licensor[0].amount, 100.0);
        QCOMPARE(licensor[0].byUseCase.size(), std::size_t{2});
        QCOMPARE(licensor[1].item, BridgeItem::settlement);
        QCOMPARE(licensor[1].from, 100.0);
        QCOMPARE(licensor[1].to, 95.0);
        QVERIFY(licensor[1].byUseCase.empty());
        QCOMPARE(licensor[2].to, 145.0);
        const auto host = analysis::bridgeOf(projection.bridge, deal::Side::host);
        QCOMPARE(host.size(), std::size_t{4});
        QCOMPARE(host[0].item, BridgeItem::grossRevenue);
        QCOMPARE(host.back().to, 555.0);
    }

    void sumsHoldBothPartiesAndEveryUseCase()
    {
        const std::vector<simulation::BridgeLine> bridge = {{BridgeItem::upfrontFee, -1, 50.0, -50.0},
                                                            {BridgeItem::baseRate, 1, 70.0, -70.0},
                                                            {BridgeItem::baseRate, 0, 30.0, -40.0},
                                                            {BridgeItem::tier, 0, 0.0, 0.0}};
        const std::vector<analysis::BridgeSum> sums = analysis::bridgeSums(bridge);
        QCOMPARE(sums.size(), std::size_t{3});  // in the order of BridgeItem
        QCOMPARE(sums[0].item, BridgeItem::baseRate);
        QCOMPARE(sums[0].amounts.licensor, 100.0);
        QCOMPARE(sums[0].amounts.host, -110.0);
        QCOMPARE(sums[0].byUseCase.size(), std::size_t{2});
        QCOMPARE(sums[0].byUseCase[1].first, 0);
        QCOMPARE(sums[0].byUseCase[1].second.of(deal::Side::host), -40.0);
        QCOMPARE(sums[1].item, BridgeItem::tier);
        QCOMPARE(sums[2].amounts.of(deal::Side::licensor), 50.0);
        QVERIFY(sums[2].byUseCase.empty());
    }

    void useCasesThatCancelStillShow()
    {
        simulation::Projection projection;
        projection.bridge = {{BridgeItem::tier, 0, 4.0, -4.0}, {BridgeItem::tier, 1, -4.0, 4.0}};
        const auto steps = analysis::bridgeOf(projection.bridge, deal::Side::licensor);
        QCOMPARE(steps.size(), std::size_t{1});
        QCOMPARE(steps[0].amount, 0.0);
        QCOMPARE(steps[0].byUseCase.size(), std::size_t{2});
    }
};

ROOM_TEST(bridge, TestBridge)
#include "tst_bridge.moc"
