// What the simulated shop sells, in both languages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace throng::cli {

inline constexpr std::size_t kCategories = 8;

struct Product {
  std::string_view id;  // "P101"
  std::size_t category = 0;
  std::string_view en;
  std::string_view zh;
  std::int32_t cents = 0;  // list price
};

struct Category {
  std::string_view slug;  // in paths
  std::string_view en;
  std::string_view zh;
  std::span<const Product> products;
};

// fashion, shoes-bags, home, kitchen, electronics, beauty, kids, food
std::span<const Category> categories();

}  // namespace throng::cli
