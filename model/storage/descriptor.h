// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cerrno>
#include <utility>

#include <unistd.h>

namespace dealwright::storage {

/// An open file of the system, closed at the end of its life. For the room's own sources.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor()
    {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] explicit operator bool() const { return m_number >= 0; }

    /// False with errno set where the system says only now what it could not write. It is closed in any case: Linux
    /// frees the number first.
    [[nodiscard]] bool close() { return ::close(std::exchange(m_number, -1)) == 0 || errno == EINTR; }

private:
    int m_number = -1;
};

}  // namespace dealwright::storage
