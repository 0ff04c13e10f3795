// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/field.h"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <string_view>
#include <type_traits>
#include <vector>

// The one way to walk a described value. Only generic code includes this header, with the *_fields.h that describes the
// members: the archive, the JSON interchange, the leaves, and the figures of results.
namespace dealwright::deal {

template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <class T>
concept Enumeration = std::is_enum_v<T>;

template <class T>
struct IsSequence : std::false_type {};
template <class T>
struct IsSequence<std::vector<T>> : std::true_type {};
template <class T>
concept Sequence = IsSequence<T>::value;

/// Calls visit(name, member, field) for each described member of `object` in the order of the description.
template <class T, class Visit>
    requires Described<std::remove_const_t<T>>
constexpr void forEachMember(T& object, Visit&& visit)
{
    using Members = boost::describe::describe_members<std::remove_const_t<T>, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        visit(std::string_view(member.name), object.*decltype(member)::pointer, field<decltype(member)::pointer>);
    });
}

/// Calls visit(name, member, its twin, field) for each described member of two values of one type.
template <class T, class Visit>
    requires Described<std::remove_const_t<T>>
constexpr void forEachMemberOfBoth(T& object, const std::remove_const_t<T>& other, Visit&& visit)
{
    using Members = boost::describe::describe_members<std::remove_const_t<T>, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        constexpr auto pointer = decltype(member)::pointer;
        visit(std::string_view(member.name), object.*pointer, other.*pointer, field<pointer>);
    });
}

/// The enumerator's word in files, empty for a value that names no enumerator.
template <Enumeration E>
[[nodiscard]] constexpr std::string_view wordOf(E value)
{
    const auto index = static_cast<std::size_t>(value);
    return index < choices<E>.size() ? choices<E>[index].word : std::string_view{};
}

/// Finds the enumerator spelled exactly `word`; false and `value` untouched where there is none.
template <Enumeration E>
[[nodiscard]] constexpr bool assignWord(E& value, std::string_view word)
{
    for (std::size_t i = 0; i < choices<E>.size(); ++i) {
        if (choices<E>[i].word == word) {
            value = static_cast<E>(i);
            return true;
        }
    }
    return false;
}

}  // namespace dealwright::deal
