// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>

namespace dealwright::simulation {

/// Memory that is not written yet, 64-byte aligned, in large pages where the system has them: page by page, the first
/// touch would cost more than the draws. Throws std::bad_alloc. To be freed with std::free.
[[nodiscard]] void* reserveLarge(std::size_t bytes);

/// A buffer that grows and is used again.
template <class T>
class Buffer {
public:
    /// At least so much; growing loses the values.
    void reserve(std::size_t size)
    {
        if (size > m_size) {
            m_values.reset();
            m_values.reset(static_cast<T*>(reserveLarge(size * sizeof(T))));
            m_size = size;
        }
    }
    [[nodiscard]] T* values() const { return m_values.get(); }
    [[nodiscard]] T* of(std::size_t size)
    {
        reserve(size);
        return values();
    }

private:
    struct Free {
        void operator()(T* values) const { std::free(values); }
    };
    std::unique_ptr<T[], Free> m_values;
    std::size_t m_size = 0;
};

}  // namespace dealwright::simulation
