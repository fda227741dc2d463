// Messages per second: a typical e-mail, parsed once and rendered for one person after the other, on one core.
#include <cstdlib>
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "liquid/template.h"

namespace {

using namespace throng;

constexpr std::string_view kEmail = R"(<html><body>
<p>Hello {{ person.first_name | default: 'friend' | capitalize }},</p>
{% if order.total > 100 -%}
<p>Thank you for your large order!</p>
{%- else -%}
<p>Thank you for your order.</p>
{%- endif %}
<table>
{% for item in order.items %}
  <tr><td>{{ forloop.index }}. {{ item.name }}</td><td>{{ item.price | times: item.quantity | round: 2 }} {{ order.currency }}</td></tr>
{% endfor %}
</table>
<p>Ordered on {{ order.at | date: '%B %-d, %Y' }}, {{ order.items | size }} items, {{ order.total }} {{ order.currency }}.</p>
{% unless person.newsletter %}<p>Shall we write to you?</p>{% endunless %}
</body></html>
)";

liquid::Value person(int number) {
  std::string items;
  for (int i = 0; i < 5; ++i) {
    items += fmt::format(R"({}{{"name":"Product {} & more","price":{}.99,"quantity":{}}})", i == 0 ? "" : ",",
                         number + i, 10 + (number + i) % 80, 1 + i % 3);
  }
  const std::string json = fmt::format(
      R"({{"person":{{"first_name":"ann {}","newsletter":{}}},"order":{{"at":"2026-11-{:02}T10:00:00Z","currency":"EUR","total":{}.5,"items":[{}]}}}})",
      number, number % 2 == 0, 1 + number % 28, 50 + number % 100, items);
  auto value = liquid::Value::from_json(json);
  if (!value) std::abort();
  return *value;
}

void email(benchmark::State& state) {
  const auto parsed = liquid::Template::parse(kEmail);
  if (!parsed) std::abort();
  std::vector<liquid::Value> persons;
  for (int i = 0; i < 256; ++i) persons.push_back(person(i));
  liquid::RenderOptions options;
  options.html = state.range(0) != 0;
  std::string out;
  std::size_t next = 0;
  for (auto _ : state) {
    out.clear();
    if (!parsed->render(persons[next++ % persons.size()], options, out)) std::abort();
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.SetLabel(fmt::format("{} bytes each", out.size()));
}
BENCHMARK(email)->ArgName("html")->Arg(0)->Arg(1);

void parse(benchmark::State& state) {
  for (auto _ : state) {
    const auto parsed = liquid::Template::parse(kEmail);
    if (!parsed) std::abort();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(parse);

}  // namespace

BENCHMARK_MAIN();
