// Which way somebody came: the closed list of channels, from utm parameters, click ids and the referrer.
#pragma once

#include <string>
#include <string_view>

namespace throng::collect {

// utm parameters, each "" when not given.
struct Campaign {
  std::string name, source, medium, term, content;
  bool empty() const { return name.empty() && source.empty() && medium.empty() && term.empty() && content.empty(); }
};

struct Arrival {
  std::string_view page_url;  // "" when the event has no page
  std::string_view referrer;
  Campaign campaign;
};

// direct, organic_search, paid_search, social, paid_social, email, referral, affiliate, display, campaign;
// "" when the event is no arrival (no page and no campaign, or a step within the same site).
std::string_view channel_of(const Arrival& arrival);

// Utm parameters of a URL's query, percent-decoded.
Campaign campaign_in(std::string_view url);

// "shop.example" of "https://www.shop.example:8080/x"; "" for what is not a URL.
std::string_view host_of(std::string_view url);
// "/x" of "https://shop.example/x?y#z".
std::string_view path_of(std::string_view url);
// The value of a query parameter as it stands in the URL; "" when missing.
std::string_view query_value(std::string_view url, std::string_view name);

}  // namespace throng::collect
