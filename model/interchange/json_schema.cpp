// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/json.h"
#include "interchange/json_tree.h"

#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <cmath>
#include <limits>

namespace dealwright::interchange {

namespace {

[[nodiscard]] JsonTree text(std::string_view value)
{
    return {std::string(value)};
}

[[nodiscard]] JsonTree whole(std::size_t value)
{
    return {static_cast<std::uint64_t>(value)};
}

/// A type, with null beside it where the field may be absent.
[[nodiscard]] JsonTree typeOf(std::string_view name, const deal::Field& field)
{
    return field.required ? text(name) : JsonTree{JsonTree::List{text(name), text("null")}};
}

void addTexts(JsonTree& schema, const deal::Field& field)
{
    if (!field.label.empty()) {
        schema.add("title", text(field.label));
        schema.add("description", text(field.help));
    }
}

void addRange(JsonTree& schema, const deal::Field& field)
{
    if (std::isfinite(field.low)) {
        schema.add(field.lowExcluded ? "exclusiveMinimum" : "minimum", {field.low});
    }
    if (std::isfinite(field.high)) {
        schema.add(field.highExcluded ? "exclusiveMaximum" : "maximum", {field.high});
    }
}

template <class T>
[[nodiscard]] JsonTree schemaOf(const T& standard, const deal::Field& field);

template <class T>
[[nodiscard]] JsonTree objectSchema(const T& standard, const deal::Field& field)
{
    JsonTree schema;
    addTexts(schema, field);
    schema.add("type", typeOf("object", field));
    JsonTree properties{JsonTree::Members{}};
    JsonTree::List required;
    deal::forEachMember(standard, [&](std::string_view name, const auto& member, const deal::Field& memberField) {
        properties.add(name, schemaOf(member, memberField));
        if (memberField.required) {
            required.push_back(text(name));
        }
    });
    schema.add("properties", std::move(properties));
    if (!required.empty()) {
        schema.add("required", {std::move(required)});
    }
    schema.add("additionalProperties", {false});
    return schema;
}

template <class T>
[[nodiscard]] JsonTree listSchema(const std::vector<T>&, const deal::Field& field)
{
    JsonTree schema;
    addTexts(schema, field);
    schema.add("type", typeOf("array", field));
    deal::Field element = field;
    element.label = field.element;
    element.help = {};
    element.required = true;
    if constexpr (std::is_same_v<T, deal::Scenario>) {
        schema.add("items", JsonTree{JsonTree::Members{{"$ref", text("#/$defs/scenario")}}});
    } else if constexpr (deal::Sequence<T>) {
        element.label = {};
        schema.add("items", schemaOf(T{}, element));
    } else {
        JsonTree items = schemaOf(T{}, element);
        std::erase_if(std::get<JsonTree::Members>(items.value),
                      [](const auto& member) { return member.name == "title" || member.name == "description"; });
        schema.add("items", std::move(items));
    }
    schema.add("maxItems", whole(field.mostElements()));
    return schema;
}

template <deal::Enumeration E>
[[nodiscard]] JsonTree choiceSchema(E standard, const deal::Field& field)
{
    JsonTree schema;
    addTexts(schema, field);
    JsonTree::List words;
    for (const deal::ChoiceText& choice : deal::choices<E>) {
        words.push_back(text(choice.word));
    }
    if (!field.required) {
        words.emplace_back();
    }
    schema.add("enum", {std::move(words)});
    if (!field.required) {
        schema.add("default", text(deal::wordOf(standard)));
    }
    return schema;
}

template <class T>
[[nodiscard]] JsonTree scalarSchema(const T& standard, const deal::Field& field)
{
    constexpr std::string_view type = std::is_same_v<T, bool>          ? "boolean"
                                      : std::is_same_v<T, std::string> ? "string"
                                      : std::is_integral_v<T>          ? "integer"
                                                                       : "number";
    JsonTree schema;
    addTexts(schema, field);
    schema.add("type", typeOf(type, field));
    if constexpr (std::is_same_v<T, std::string>) {
        schema.add("maxLength", whole(field.mostCharacters()));
    } else if constexpr (std::is_same_v<T, std::uint64_t>) {
        schema.add("minimum", whole(0));
        schema.add("maximum", {std::numeric_limits<std::uint64_t>::max()});
    } else {
        addRange(schema, field);
    }
    const bool follows = field.required || field.dimension == deal::Dimension::identifier;
    if constexpr (std::is_same_v<T, int>) {
        if (!follows) {
            schema.add("default", {std::int64_t{standard}});
        }
    } else if constexpr (!std::is_same_v<T, std::optional<double>>) {
        if (!follows) {
            schema.add("default", {standard});
        }
    }
    return schema;
}

template <class T>
JsonTree schemaOf(const T& standard, const deal::Field& field)
{
    if constexpr (std::is_same_v<T, deal::UseCaseRef>) {
        JsonTree schema;
        addTexts(schema, field);
        schema.add("type", JsonTree{JsonTree::List{text("string"), text("integer"), text("null")}});
        return schema;
    } else if constexpr (deal::Sequence<T>) {
        return listSchema(standard, field);
    } else if constexpr (deal::Described<T>) {
        return objectSchema(standard, field);
    } else if constexpr (deal::Enumeration<T>) {
        return choiceSchema(standard, field);
    } else {
        return scalarSchema(standard, field);
    }
}

}  // namespace

std::string schema()
{
    JsonTree root;
    root.add("$schema", text("https://json-schema.org/draft/2020-12/schema"));
    root.add("title", text("Dealwright workbook, or a lone scenario"));
    const auto reference = [](std::string_view name) {
        return JsonTree{JsonTree::Members{{"$ref", text("#/$defs/" + std::string(name))}}};
    };
    root.add("anyOf", {JsonTree::List{reference("workbook"), reference("scenario")}});
    constexpr deal::Field present{.required = true};
    JsonTree definitions;
    definitions.add("workbook", objectSchema(deal::Workbook{}, present));
    definitions.add("scenario", objectSchema(deal::Scenario{}, present));
    root.add("$defs", std::move(definitions));
    return jsonText(root);
}

}  // namespace dealwright::interchange
