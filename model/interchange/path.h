// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dealwright::interchange {

/// The path of what is being walked. A step lasts as long as the object that it returns.
class Path {
public:
    class [[nodiscard]] Step {
    public:
        Step(std::string& text, std::size_t length) : m_text(text), m_length(length) {}
        ~Step() { m_text.resize(m_length); }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;
        Step(Step&&) = delete;
        Step& operator=(Step&&) = delete;

    private:
        std::string& m_text;
        std::size_t m_length;
    };

    Step member(std::string_view name)
    {
        const std::size_t length = m_text.size();
        (m_text += length == 0 ? "" : ".") += name;
        return {m_text, length};
    }

    Step element(std::size_t position)
    {
        const std::size_t length = m_text.size();
        m_text += "[" + std::to_string(position) + "]";
        return {m_text, length};
    }

    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

}  // namespace dealwright::interchange
