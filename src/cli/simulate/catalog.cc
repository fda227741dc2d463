#include "cli/simulate/catalog.h"

namespace throng::cli {
namespace {

constexpr Product kFashion[] = {
    {"P101", 0, "Linen Shirt", "亚麻衬衫", 15900},     {"P102", 0, "Oversized T-Shirt", "宽松T恤", 7900},
    {"P103", 0, "Pleated Skirt", "百褶半身裙", 18900}, {"P104", 0, "Denim Jacket", "牛仔外套", 29900},
    {"P105", 0, "Wool Coat", "羊毛大衣", 69900},       {"P106", 0, "Cashmere Sweater", "羊绒毛衣", 45900},
    {"P107", 0, "Yoga Leggings", "瑜伽裤", 12900},     {"P108", 0, "Summer Dress", "碎花连衣裙", 21900},
};
constexpr Product kShoes[] = {
    {"P201", 1, "White Sneakers", "小白鞋", 25900},         {"P202", 1, "Running Shoes", "跑步鞋", 39900},
    {"P203", 1, "Leather Loafers", "真皮乐福鞋", 42900},    {"P204", 1, "Canvas Tote", "帆布托特包", 9900},
    {"P205", 1, "Mini Crossbody Bag", "迷你斜挎包", 19900}, {"P206", 1, "Travel Backpack", "旅行双肩包", 32900},
};
constexpr Product kHome[] = {
    {"P301", 2, "Cotton Duvet Cover", "纯棉被套", 26900}, {"P302", 2, "Memory Foam Pillow", "记忆棉枕头", 15900},
    {"P303", 2, "Scented Candle", "香薰蜡烛", 8900},      {"P304", 2, "Bedside Lamp", "床头灯", 13900},
    {"P305", 2, "Wool Rug", "羊毛地毯", 59900},           {"P306", 2, "Storage Box Set", "收纳箱套装", 6900},
    {"P307", 2, "Blackout Curtain", "遮光窗帘", 19900},   {"P308", 2, "Bath Towel Set", "浴巾套装", 9900},
};
constexpr Product kKitchen[] = {
    {"P401", 3, "Cast Iron Pot", "铸铁锅", 39900},        {"P402", 3, "Chef Knife", "主厨刀", 21900},
    {"P403", 3, "Ceramic Bowl Set", "陶瓷碗套装", 12900}, {"P404", 3, "Pour-over Kettle", "手冲咖啡壶", 16900},
    {"P405", 3, "Rice Cooker", "电饭煲", 49900},          {"P406", 3, "Bamboo Cutting Board", "竹砧板", 5900},
};
constexpr Product kElectronics[] = {
    {"P501", 4, "Wireless Earbuds", "无线耳机", 34900},  {"P502", 4, "Smart Watch", "智能手表", 89900},
    {"P503", 4, "Power Bank", "充电宝", 12900},          {"P504", 4, "Mechanical Keyboard", "机械键盘", 45900},
    {"P505", 4, "Phone Case", "手机壳", 3900},           {"P506", 4, "Bluetooth Speaker", "蓝牙音箱", 26900},
    {"P507", 4, "E-book Reader", "电子书阅读器", 79900},
};
constexpr Product kBeauty[] = {
    {"P601", 5, "Face Serum", "精华液", 23900},       {"P602", 5, "Sunscreen", "防晒霜", 11900},
    {"P603", 5, "Matte Lipstick", "哑光口红", 15900}, {"P604", 5, "Cleansing Oil", "卸妆油", 12900},
    {"P605", 5, "Sheet Mask Pack", "面膜组合", 8900}, {"P606", 5, "Eau de Toilette", "淡香水", 39900},
};
constexpr Product kKids[] = {
    {"P701", 6, "Building Blocks", "积木玩具", 18900}, {"P702", 6, "Picture Book Set", "绘本套装", 9900},
    {"P703", 6, "Kids Raincoat", "儿童雨衣", 8900},    {"P704", 6, "Diaper Pack", "纸尿裤", 13900},
    {"P705", 6, "Baby Monitor", "婴儿监护器", 36900},  {"P706", 6, "Plush Panda", "熊猫玩偶", 6900},
};
constexpr Product kFood[] = {
    {"P801", 7, "Mixed Nuts", "混合坚果", 5900},
    {"P802", 7, "Coffee Beans", "咖啡豆", 8900},
    {"P803", 7, "Green Tea", "明前绿茶", 16900},
    {"P804", 7, "Dark Chocolate", "黑巧克力", 3900},
    {"P805", 7, "Instant Noodles", "速食面", 2900},
    {"P806", 7, "Olive Oil", "橄榄油", 9900},
    {"P807", 7, "Honey", "蜂蜜", 6900},
};

constexpr Category kAll[kCategories] = {
    {"fashion", "Fashion", "服饰", kFashion},
    {"shoes-bags", "Shoes & Bags", "鞋包", kShoes},
    {"home", "Home", "家居", kHome},
    {"kitchen", "Kitchen", "厨房", kKitchen},
    {"electronics", "Electronics", "数码", kElectronics},
    {"beauty", "Beauty", "美妆", kBeauty},
    {"kids", "Baby & Kids", "母婴", kKids},
    {"food", "Food", "食品", kFood},
};

}  // namespace

std::span<const Category> categories() { return kAll; }

}  // namespace throng::cli
