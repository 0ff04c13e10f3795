// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/scenario_fields.h"
#include "deal/walk.h"
#include "support/room_tests.h"

#include <boost/core/demangle.hpp>

#include <QTest>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <vector>

using namespace dealwright;
using deal::Dimension;
using deal::Field;

namespace {

/// What a member's type is, as far as its description depends on it.
enum class Kind { structure, listOfStructures, numbers, number, flag, choice, text, useCase };

struct Member {
    std::string name;  ///< such as Terms.advance
    const Field* field = nullptr;
    Kind kind = Kind::number;
};

template <class T>
[[nodiscard]] std::string nameOf()
{
    const std::string name = boost::core::demangle(typeid(T).name());
    return name.substr(name.rfind(':') + 1);
}

template <class T>
[[nodiscard]] constexpr Kind kindOf()
{
    if constexpr (std::is_same_v<T, deal::UseCaseRef>) {
        return Kind::useCase;
    } else if constexpr (deal::Described<T>) {
        return Kind::structure;
    } else if constexpr (deal::Sequence<T>) {
        return deal::Described<typename T::value_type> ? Kind::listOfStructures : Kind::numbers;
    } else if constexpr (deal::Enumeration<T>) {
        return Kind::choice;
    } else if constexpr (std::is_same_v<T, bool>) {
        return Kind::flag;
    } else if constexpr (std::is_same_v<T, std::string>) {
        return Kind::text;
    } else {
        static_assert(std::is_arithmetic_v<T> || std::is_same_v<T, std::optional<double>>);
        return Kind::number;
    }
}

/// Adds the members of T and of every structure in it, each structure once.
template <class T>
void collect(std::vector<Member>& members, std::set<std::string>& seen)
{
    if (!seen.insert(nameOf<T>()).second) {
        return;
    }
    const T standard{};
    deal::forEachMember(standard, [&](std::string_view name, const auto& value, const Field& field) {
        using M = std::remove_cvref_t<decltype(value)>;
        constexpr Kind kind = kindOf<M>();
        members.push_back({nameOf<T>() + "." + std::string(name), &field, kind});
        if constexpr (kind == Kind::structure) {
            collect<M>(members, seen);
        } else if constexpr (kind == Kind::listOfStructures) {
            collect<typename M::value_type>(members, seen);
        }
    });
}

[[nodiscard]] const std::vector<Member>& everyMember()
{
    static const std::vector<Member> members = [] {
        std::vector<Member> found;
        std::set<std::string> seen;
        collect<deal::Workbook>(found, seen);
        return found;
    }();
    return members;
}

/// A point, question mark or the like that a space or the end follows. Every help text ends with one.
[[nodiscard]] int sentencesIn(std::string_view text)
{
    int count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool mark = text[i] == '.' || text[i] == '?' || text[i] == '!';
        count += mark && (i + 1 == text.size() || text[i + 1] == ' ') ? 1 : 0;
    }
    return count;
}

[[nodiscard]] bool isOneOf(Dimension dimension, std::initializer_list<Dimension> dimensions)
{
    return std::ranges::find(dimensions, dimension) != dimensions.end();
}

/// Whether the dimension says of the member what its type says.
[[nodiscard]] bool fits(Dimension dimension, Kind kind)
{
    switch (kind) {
        case Kind::structure:
            return dimension == Dimension::group;
        case Kind::listOfStructures:
            return dimension == Dimension::list;
        case Kind::flag:
            return dimension == Dimension::flag;
        case Kind::choice:
            return dimension == Dimension::choice;
        case Kind::useCase:
            return dimension == Dimension::useCase;
        case Kind::text:
            return isOneOf(dimension, {Dimension::name, Dimension::text, Dimension::currency, Dimension::date,
                                       Dimension::termPath});
        case Kind::numbers:
        case Kind::number:
            return !isOneOf(dimension, {Dimension::group, Dimension::list, Dimension::name, Dimension::text,
                                        Dimension::flag, Dimension::choice, Dimension::currency, Dimension::useCase,
                                        Dimension::date, Dimension::termPath});
    }
    return false;
}

/// The names of the members for which `holds(field)`, in alphabetic order.
template <class Holds>
[[nodiscard]] std::vector<std::string> namesWhere(Holds&& holds)
{
    std::vector<std::string> names;
    for (const Member& member : everyMember()) {
        if (holds(*member.field)) {
            names.push_back(member.name);
        }
    }
    std::ranges::sort(names);
    return names;
}

[[nodiscard]] QString listed(const std::vector<std::string>& names)
{
    QString text;
    for (const std::string& name : names) {
        text += QString::fromStdString(name) + ' ';
    }
    return text;
}

/// The choices of E are its enumerators, by name, order and value, each with a label of its own.
template <class E>
void compareChoices()
{
    std::vector<std::string> words;
    std::set<std::string_view> labels;
    for (const deal::ChoiceText& choice : deal::choices<E>) {
        words.emplace_back(choice.word);
        labels.insert(choice.label);
    }
    std::vector<std::string> enumerators;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        QCOMPARE(static_cast<std::size_t>(enumerator.value), enumerators.size());
        QCOMPARE(std::string(deal::wordOf(enumerator.value)), std::string(enumerator.name));
        enumerators.emplace_back(enumerator.name);
    });
    QCOMPARE(listed(words), listed(enumerators));
    QCOMPARE(labels.size(), words.size());
    QVERIFY(!labels.contains(std::string_view{}));
}

void addMembers()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < everyMember().size(); ++i) {
        QTest::newRow(everyMember()[i].name.c_str()) << static_cast<int>(i);
    }
}

[[nodiscard]] const Member& memberOfThisRow()
{
    QFETCH(int, index);
    return everyMember()[static_cast<std::size_t>(index)];
}

}  // namespace

class TestDescription : public QObject {
    Q_OBJECT

private slots:
    void theWalkReachesEveryStructure()
    {
        std::set<std::string> structures;
        for (const Member& member : everyMember()) {
            structures.insert(member.name.substr(0, member.name.find('.')));
        }
        const std::set<std::string> expected{
            "Workbook",  "Scenario",     "Parties",   "Party",        "Timeline",  "Market",   "UseCase",
            "Trend",     "Event",        "Terms",     "Share",        "Tiers",     "TierStep", "Exclusivity",
            "Milestone", "Contribution", "Reporting", "Improvements", "Holdback",  "Dispute",  "Compliance",
            "Incident",  "Negotiation",  "Lever",     "Offer",        "Simulation"};
        QCOMPARE(listed({structures.begin(), structures.end()}), listed({expected.begin(), expected.end()}));
    }

    void everyMemberHasALabelAndAHelpOfTwoSentences_data() { addMembers(); }
    void everyMemberHasALabelAndAHelpOfTwoSentences()
    {
        const Field& field = *memberOfThisRow().field;
        QVERIFY(!field.label.empty());
        QVERIFY2(field.label.front() >= 'A' && field.label.front() <= 'Z', "a label is in sentence case");
        QCOMPARE(sentencesIn(field.help), 2);
        QCOMPARE(field.help.back(), '.');
    }

    void theDimensionFitsTheType_data() { addMembers(); }
    void theDimensionFitsTheType()
    {
        const Member& member = memberOfThisRow();
        QVERIFY(fits(member.field->dimension, member.kind));
        const bool list = member.kind == Kind::listOfStructures || member.kind == Kind::numbers;
        QCOMPARE(!member.field->element.empty(), list);
    }

    void theUsualRangeLiesInsideTheHardRange_data() { addMembers(); }
    void theUsualRangeLiesInsideTheHardRange()
    {
        const Field& field = *memberOfThisRow().field;
        QVERIFY(field.low < field.high);
        QVERIFY(field.usualLow <= field.usualHigh);
        if (field.hasUsualRange()) {
            QVERIFY(field.lowExcluded ? field.usualLow > field.low : field.usualLow >= field.low);
            QVERIFY(field.highExcluded ? field.usualHigh < field.high : field.usualHigh <= field.high);
        } else {
            QCOMPARE(field.usualLow, 0.0);
            QCOMPARE(field.usualHigh, 0.0);
        }
    }

    /// All but the seed, which takes any 64 bits, is bounded: money and usage within 10^15.
    void everyNumberHasAFiniteHardRange_data() { addMembers(); }
    void everyNumberHasAFiniteHardRange()
    {
        const Member& member = memberOfThisRow();
        if (member.kind == Kind::number && member.field->dimension != Dimension::seed) {
            QVERIFY(member.field->low >= -1e15);
            QVERIFY(member.field->high <= 1e15);
        }
    }

    /// A slider needs ends. Bookkeeping and the seed have none, a calendar month is chosen from twelve, a lever's ends
    /// are in the unit of whatever term it moves, and of the counts only the paths are dragged.
    void everyNumberThatCanBeDraggedHasAUsualRange_data() { addMembers(); }
    void everyNumberThatCanBeDraggedHasAUsualRange()
    {
        const Member& member = memberOfThisRow();
        const bool number = member.kind == Kind::number || member.kind == Kind::numbers;
        const bool exception = isOneOf(member.field->dimension, {Dimension::identifier, Dimension::seed,
                                                                 Dimension::calendarMonth, Dimension::leverValue}) ||
                               (member.field->dimension == Dimension::count && member.name != "Simulation.paths");
        QCOMPARE(member.field->hasUsualRange(), number && !exception);
    }

    void choicesAreTheEnumerators()
    {
        compareChoices<deal::Side>();
        compareChoices<deal::TrendKind>();
        compareChoices<deal::RevenueBase>();
        compareChoices<deal::TierMeasure>();
        compareChoices<deal::TierPeriod>();
        compareChoices<deal::TierMethod>();
        compareChoices<deal::TierPool>();
        compareChoices<deal::ImprovementsOwner>();
        compareChoices<deal::Sampling>();
        QCOMPARE(deal::choices<deal::Section>.size(), deal::sectionsOfTheSheet);
    }

    void listsSayWhatTellsTheirElementsApart()
    {
        const std::vector<std::string> eachUseCase{"Market.correlation", "Terms.exclusivity", "Terms.shares"};
        QCOMPARE(listed(namesWhere([](const Field& field) { return field.elements == deal::Elements::eachUseCase; })),
                 listed(eachUseCase));
        const std::vector<std::string> identified{"Market.events", "Market.useCases"};
        QCOMPARE(listed(namesWhere([](const Field& field) { return field.elements == deal::Elements::identified; })),
                 listed(identified));
        const std::vector<std::string> neverEmpty{"Market.useCases", "Terms.shares", "Workbook.scenarios"};
        QCOMPARE(listed(namesWhere([](const Field& field) { return field.leastElements() > 0; })), listed(neverEmpty));
    }

    void whatJoinsAClauseNamesAMemberBesideIt_data() { addMembers(); }
    void whatJoinsAClauseNamesAMemberBesideIt()
    {
        const Member& member = memberOfThisRow();
        if (member.field->joins.empty()) {
            return;
        }
        const std::string structure = member.name.substr(0, member.name.find('.') + 1);
        const auto joined =
            std::ranges::find(everyMember(), structure + std::string(member.field->joins), &Member::name);
        QVERIFY(joined != everyMember().end());
        QVERIFY(joined->field->joins.empty());
    }

    /// What stands before a switch would count whatever it says.
    void aSwitchIsTheFirstFlagOfItsStructure_data() { addMembers(); }
    void aSwitchIsTheFirstFlagOfItsStructure()
    {
        const Member& member = memberOfThisRow();
        if (!member.field->switches) {
            return;
        }
        QCOMPARE(member.kind, Kind::flag);
        const std::string structure = member.name.substr(0, member.name.find('.') + 1);
        const auto first =
            std::ranges::find_if(everyMember(), [&](const Member& one) { return one.name.starts_with(structure); });
        QCOMPARE(first->name, member.name);
    }

    /// docs/MODEL.md section 8.1; a workbook's scenarios are what tells it from a lone scenario.
    void requiredIsWhatTheContractRequires()
    {
        const std::vector<std::string> expected{"Contribution.party",   "Share.baseRate", "Timeline.months",
                                                "UseCase.initialUsage", "UseCase.name",   "UseCase.price",
                                                "Workbook.scenarios"};
        QCOMPARE(listed(namesWhere([](const Field& field) { return field.required; })), listed(expected));
    }

    /// docs/MODEL.md section 7, at its end.
    void secretIsWhatNeverLeavesForTheOtherSide()
    {
        const std::vector<std::string> expected{"Offer.note",         "Party.growthView",  "Party.reservationValue",
                                                "Party.riskAversion", "Party.targetValue", "Scenario.notes"};
        QCOMPARE(listed(namesWhere([](const Field& field) { return field.secret; })), listed(expected));
    }
};

ROOM_TEST(description, TestDescription)
#include "tst_description.moc"
