#include "cli/simulate/internal/people.h"

#include <array>
#include <span>

#include "cli/simulate/catalog.h"

namespace throng::cli {
namespace {

constexpr std::string_view kSurnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴",
                                          "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"};
constexpr std::string_view kFemale[] = {"芳",   "敏",   "静",   "丽",   "雪",   "婷",
                                        "欣怡", "子涵", "雨桐", "梓萱", "佳琪", "思雨"};
constexpr std::string_view kMale[] = {"伟",   "强",   "磊",   "军",   "勇",   "杰",
                                      "浩然", "子轩", "宇航", "俊杰", "博文", "天佑"};
constexpr std::string_view kWestSurnames[] = {"Smith", "Garcia", "Müller", "Rossi", "Tanaka", "Kim", "Brown", "Silva"};
constexpr std::string_view kWestFemale[] = {"Emma", "Olivia", "Sofia", "Hannah", "Yuki", "Chloé"};
constexpr std::string_view kWestMale[] = {"Liam", "Noah", "Mateo", "Lukas", "Kenji", "André"};

struct City {
  std::string_view name;
  double weight;
};
constexpr std::array<City, 14> kCities = {{{"Shanghai", 14},
                                           {"Beijing", 13},
                                           {"Shenzhen", 11},
                                           {"Guangzhou", 10},
                                           {"Hangzhou", 9},
                                           {"Chengdu", 8},
                                           {"Chongqing", 7},
                                           {"Wuhan", 6},
                                           {"Nanjing", 5},
                                           {"Xi'an", 5},
                                           {"Suzhou", 4},
                                           {"Hong Kong", 3},
                                           {"Singapore", 2},
                                           {"London", 1}}};

constexpr std::string_view kQueries[kCategories][4] = {
    {"连衣裙", "t恤", "coat", "衬衫 通勤"},   {"小白鞋", "sneakers", "双肩包", "斜挎包"},
    {"四件套", "枕头", "收纳", "curtain"},    {"铸铁锅", "电饭煲", "knife", "咖啡壶"},
    {"耳机 降噪", "watch", "充电宝", "键盘"}, {"防晒霜", "口红", "serum", "面膜"},
    {"积木", "绘本", "diaper", "雨衣 儿童"},  {"咖啡豆", "坚果", "chocolate", "蜂蜜"}};

template <std::size_t N>
std::string_view one_of(Random& random, const std::string_view (&list)[N]) {
  return list[random.below(static_cast<std::uint32_t>(N))];
}

}  // namespace

std::string random_name(Random& random, bool female) {
  if (random.chance(.85)) {
    const std::string_view surname = one_of(random, kSurnames);
    return std::string(surname).append(female ? one_of(random, kFemale) : one_of(random, kMale));
  }
  const std::string_view given = female ? one_of(random, kWestFemale) : one_of(random, kWestMale);
  return std::string(given).append(" ").append(one_of(random, kWestSurnames));
}

std::string_view random_city(Random& random) {
  std::array<double, kCities.size()> weights;
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = kCities[i].weight;
  return kCities[random.weighted(weights)].name;
}

std::string_view random_query(Random& random, std::size_t category) { return one_of(random, kQueries[category]); }

}  // namespace throng::cli
