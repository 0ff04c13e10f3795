// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/scan.h"

#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <QLatin1StringView>
#include <QXmlStreamReader>

#include <string_view>
#include <vector>

namespace dealwright::storage {

namespace {

/// How one element of the file is built.
struct Shape {
    enum class Kind { leaf, object, list, optional };
    std::string_view name;
    Kind kind = Kind::leaf;
    std::size_t longest = 0;   ///< of a list
    std::vector<Shape> parts;  ///< an object's members; a list's element; an optional's value
};

template <class T>
[[nodiscard]] Shape shapeOf(std::string_view name, const deal::Field& field, int format)
{
    Shape shape{.name = name, .kind = Shape::Kind::leaf, .longest = 0, .parts = {}};
    if constexpr (std::is_same_v<T, deal::UseCaseRef> || std::is_same_v<T, std::optional<double>>) {
        shape.kind = Shape::Kind::optional;
        shape.parts.push_back(shapeOf<double>("value", field, format));
    } else if constexpr (deal::Sequence<T>) {
        shape.kind = Shape::Kind::list;
        shape.longest = field.mostElements();
        shape.parts.push_back(shapeOf<typename T::value_type>("i", field, format));
    } else if constexpr (deal::Described<T>) {
        shape.kind = Shape::Kind::object;
        T standard{};
        deal::forEachMember(standard, [&](std::string_view part, const auto& member, const deal::Field& description) {
            if (description.since <= format) {
                shape.parts.push_back(shapeOf<std::remove_cvref_t<decltype(member)>>(part, description, format));
            }
        });
    }
    return shape;
}

/// Follows the elements of a file through the shapes.
class Follower {
public:
    explicit Follower(const Shape& root) : m_root(root) {}

    [[nodiscard]] bool start(QStringView name)
    {
        const Shape* shape = m_open.empty() ? &m_root : next(m_open.back());
        if (shape == nullptr || name != QLatin1StringView(shape->name.data(), qsizetype(shape->name.size()))) {
            return false;
        }
        if (!m_open.empty()) {
            ++m_open.back().seen;
        }
        m_open.push_back({.shape = shape});
        m_text.clear();
        return true;
    }

    [[nodiscard]] bool text(QStringView text, bool whitespace)
    {
        if (m_open.empty() || m_open.back().shape->kind != Shape::Kind::leaf) {
            return whitespace;
        }
        m_text += text;
        return true;
    }

    [[nodiscard]] bool end()
    {
        const Frame closed = m_open.back();
        m_open.pop_back();
        if (!m_open.empty() && closed.shape == &m_count) {
            bool whole = false;
            m_open.back().expected = m_text.toULongLong(&whole) + 1;
            const Shape& parent = *m_open.back().shape;
            const std::size_t most = parent.kind == Shape::Kind::list ? parent.longest : 1;
            return whole && m_open.back().expected <= most + 1;
        }
        const std::size_t parts = closed.shape->kind == Shape::Kind::object ? closed.shape->parts.size() : 0;
        return closed.seen == (isCounted(*closed.shape) ? closed.expected : parts);
    }

private:
    struct Frame {
        const Shape* shape = nullptr;
        std::size_t seen = 0;      ///< children so far
        std::size_t expected = 1;  ///< of a list or optional, the count itself included
    };

    [[nodiscard]] static bool isCounted(const Shape& shape)
    {
        return shape.kind == Shape::Kind::list || shape.kind == Shape::Kind::optional;
    }

    /// The shape that the frame's next child must have.
    [[nodiscard]] const Shape* next(const Frame& frame)
    {
        if (isCounted(*frame.shape)) {
            m_count.name = frame.shape->kind == Shape::Kind::list ? "n" : "has";
            return frame.seen == 0 ? &m_count : frame.seen < frame.expected ? &frame.shape->parts.front() : nullptr;
        }
        return frame.seen < frame.shape->parts.size() ? &frame.shape->parts[frame.seen] : nullptr;
    }

    const Shape& m_root;
    Shape m_count;  ///< the leaf in which a list or optional tells what follows
    std::vector<Frame> m_open;
    QString m_text;  ///< of the leaf that is open
};

}  // namespace

std::optional<qint64> lineOfFirstFault(const QByteArray& xml, int format)
{
    const Shape root = shapeOf<deal::Workbook>("workbook", deal::Field{}, format);
    Follower follower(root);
    QXmlStreamReader reader(xml);
    reader.setEntityExpansionLimit(0);
    bool sound = true;
    while (sound && !reader.atEnd()) {
        switch (reader.readNext()) {
            case QXmlStreamReader::StartDocument:
                sound = reader.documentVersion().isEmpty();
                break;
            case QXmlStreamReader::StartElement:
                sound = reader.attributes().isEmpty() && reader.namespaceDeclarations().isEmpty() &&
                        follower.start(reader.qualifiedName());
                break;
            case QXmlStreamReader::EndElement:
                sound = follower.end();
                break;
            case QXmlStreamReader::Characters:
                sound = !reader.isCDATA() && follower.text(reader.text(), reader.isWhitespace());
                break;
            case QXmlStreamReader::EndDocument:
                break;
            default:
                sound = false;
        }
    }
    return sound && !reader.hasError() ? std::nullopt : std::optional(reader.lineNumber());
}

}  // namespace dealwright::storage
