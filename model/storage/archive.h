// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <boost/serialization/level.hpp>
#include <boost/serialization/nvp.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/tracking.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace dealwright::storage {

/// A described value on its way into or out of an archive of some format. A list is its length `n` and elements `i`, an
/// optional is `has` and then perhaps `value`, an enumerator is its word.
template <class T>
struct Part {
    T& value;
    const deal::Field& field;
    int format;

    template <class Archive>
    void serialize(Archive& archive, unsigned /*version*/)
    {
        if constexpr (std::is_same_v<T, deal::UseCaseRef>) {
            optional(archive, value.id);
        } else if constexpr (std::is_same_v<T, std::optional<double>>) {
            optional(archive, value);
        } else if constexpr (deal::Sequence<T>) {
            sequence(archive);
        } else {
            deal::forEachMember(value, [&](std::string_view name, auto& member, const deal::Field& description) {
                if (description.since <= format) {
                    put(archive, name.data(), member, description);
                }
            });
        }
    }

private:
    template <class Archive, class Member>
    void put(Archive& archive, const char* name, Member& member, const deal::Field& description)
    {
        if constexpr (std::is_arithmetic_v<Member> || std::is_same_v<Member, std::string>) {
            static_cast<void>(archive & boost::serialization::make_nvp(name, member));
        } else if constexpr (deal::Enumeration<Member>) {
            std::string word(deal::wordOf(member));
            static_cast<void>(archive & boost::serialization::make_nvp(name, word));
            if (!deal::assignWord(member, word)) {
                throw std::domain_error("an unknown word");
            }
        } else {
            Part<Member> part{member, description, format};
            static_cast<void>(archive & boost::serialization::make_nvp(name, part));
        }
    }

    template <class Archive, class Number>
    void optional(Archive& archive, std::optional<Number>& number)
    {
        bool has = number.has_value();
        put(archive, "has", has, field);
        if (has) {
            Number present = number.value_or(Number{});
            put(archive, "value", present, field);
            number = present;
        } else {
            number.reset();
        }
    }

    template <class Archive>
    void sequence(Archive& archive)
    {
        std::uint64_t n = value.size();
        put(archive, "n", n, field);
        if (n > field.mostElements()) {
            throw std::length_error("a list that is too long");
        }
        value.resize(n);
        for (auto& element : value) {
            put(archive, "i", element, field);
        }
    }
};

}  // namespace dealwright::storage

namespace boost::serialization {

/// Parts carry neither class versions nor object addresses into the archive.
template <class T>
struct implementation_level<dealwright::storage::Part<T>> {
    using tag = mpl::integral_c_tag;
    using type = mpl::int_<object_serializable>;
    static constexpr int value = object_serializable;
};

template <class T>
struct tracking_level<dealwright::storage::Part<T>> {
    using tag = mpl::integral_c_tag;
    using type = mpl::int_<track_never>;
    static constexpr int value = track_never;
};

}  // namespace boost::serialization
