// How many events a second one core reads of each protocol: a body of 100 events unwrapped, decoded, turned into
// messages of our own, validated, their clocks corrected, enriched. Everything up to the queue of the writer.
#include <benchmark/benchmark.h>
#include <fmt/core.h>
#include <zlib.h>

#include "base/encoding.h"
#include "base/json.h"
#include "collect/internal/enrich.h"
#include "collect/internal/event_time.h"
#include "collect/internal/validate.h"

namespace {

using namespace throng;
using namespace throng::collect;

constexpr std::size_t kEvents = 100;
constexpr std::string_view kAgent =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 1000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// `one(i)` for every event, joined by commas.
template <class One>
std::string list(One one) {
  std::string out;
  for (std::size_t i = 0; i < kEvents; ++i) out += (i == 0 ? "" : ",") + one(i);
  return out;
}

std::string shop(std::size_t i) {
  return fmt::format(R"("product_id":"p{}","price":{}.99,"currency":"EUR","category":"shoes","position":{})", i, i % 90,
                     i);
}

struct Sample {
  Protocol protocol;
  std::string body, query, endpoint;
};

Sample segment() {
  return {
      Protocol::segment,
      R"({"batch":[)" + list([](std::size_t i) {
        return fmt::format(
            R"({{"type":"track","event":"Product Viewed","userId":"user-{0}","messageId":"m{0}","timestamp":"2026-09-21T10:00:00.000Z",)"
            R"("properties":{{{1}}},"context":{{"page":{{"url":"https://shop.example/p/{0}","path":"/p/{0}","title":"P","referrer":""}},"userAgent":"{2}"}}}})",
            i, shop(i), kAgent);
      }) + "]}"};
}
Sample posthog() {
  return {
      Protocol::posthog,
      gzip(
          R"({"api_key":"k","sent_at":"2026-09-21T10:00:01Z","batch":[)" + list([](std::size_t i) {
            return fmt::format(
                R"({{"event":"Product Viewed","uuid":"u{0}","timestamp":"2026-09-21T10:00:00.000Z","properties":{{"distinct_id":"user-{0}","$is_identified":true,)"
                R"("$current_url":"https://shop.example/p/{0}","$pathname":"/p/{0}","$session_id":"s","$raw_user_agent":"{2}","$lib":"web",{1}}}}})",
                i, shop(i), kAgent);
          }) +
          "]}")};
}
Sample mixpanel() {
  const std::string json =
      "[" + list([](std::size_t i) {
        return fmt::format(
            R"({{"event":"Product Viewed","properties":{{"token":"k","distinct_id":"user-{0}","$user_id":"user-{0}","$insert_id":"i{0}","time":1790000000.123,"$current_url":"https://shop.example/p/{0}",{1}}}}})",
            i, shop(i));
      }) +
      "]";
  return {Protocol::mixpanel, "data=" + percent_encoded(base64(json)), "", "track"};
}
Sample sensors() {
  const std::string json =
      "[" + list([](std::size_t i) {
        return fmt::format(
            R"({{"_track_id":{0},"type":"track","event":"ProductViewed","time":1790000000123,"_flush_time":1790000000223,"distinct_id":"user-{0}","login_id":"user-{0}","lib":{{"$lib":"js"}},"properties":{{"$url":"https://shop.example/p/{0}","$title":"P",{1}}}}})",
            i, shop(i));
      }) +
      "]";
  return {Protocol::sensors, "data_list=" + percent_encoded(base64(gzip(json))) + "&gzip=1", "project=k"};
}
Sample amplitude() {
  return {
      Protocol::amplitude,
      R"({"api_key":"k","client_upload_time":"2026-09-21T10:00:01Z","events":[)" + list([](std::size_t i) {
        return fmt::format(
            R"({{"event_type":"Product Viewed","user_id":"user-{0}","device_id":"d{0}","time":1790000000123,"insert_id":"i{0}","session_id":1,"event_properties":{{{1}}}}})",
            i, shop(i));
      }) + "]}"};
}
Sample ga4() {
  return {
      Protocol::ga4,
      R"({"client_id":"c","user_id":"u","timestamp_micros":"1790000000000000","events":[)" + list([](std::size_t i) {
        return fmt::format(R"({{"name":"view_item","params":{{"page_location":"https://shop.example/p/{0}",{1}}}}})", i,
                           shop(i));
      }) + "]}",
      "api_secret=k"};
}
Sample matomo() {
  return {
      Protocol::matomo,
      R"({"requests":[)" + list([](std::size_t i) {
        return fmt::format(
            R"("?idsite=1&rec=1&url=https%3A%2F%2Fshop.example%2Fp%2F{0}&e_c=Product&e_a=Viewed&e_n=p{0}&e_v=9.99&uid=user-{0}&_id=0123456789abcdef&cdt=1790000000&dimension1=shoes")",
            i);
      }) + R"(],"token_auth":"k"})"};
}
Sample snowplow() {
  return {
      Protocol::snowplow,
      R"({"schema":"iglu:payload_data","data":[)" + list([](std::size_t i) {
        const std::string data = base64url(fmt::format(
            R"({{"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0","data":{{"schema":"iglu:com.acme/product_viewed/jsonschema/1-0-0","data":{{{}}}}}}})",
            shop(i)));
        return fmt::format(
            R"({{"e":"ue","eid":"e{0}","uid":"user-{0}","dtm":"1790000000123","stm":"1790000000223","aid":"k","url":"https://shop.example/p/{0}","ue_px":"{1}"}})",
            i, data);
      }) + "]}"};
}
Sample countly() {
  const std::string events =
      "[" + list([](std::size_t i) {
        return fmt::format(R"({{"key":"Product Viewed","count":1,"sum":9.99,"timestamp":{},"segmentation":{{{}}}}})",
                           1790000000000 + i, shop(i));
      }) +
      "]";
  return {Protocol::countly, "app_key=k&device_id=d&timestamp=1790000000123&events=" + percent_encoded(events)};
}

void read(const Sample& sample, Workspace& work, const AgentReader& agents) {
  Request request;
  request.received = from_ms(1'790'000'001'000);
  request.inbound.user_agent = kAgent;
  if (sample.protocol == Protocol::segment) {
    request.decoded = std::move(*work.decoder.decode(sample.body, false));
  } else {
    auto adapted =
        adapt(sample.protocol,
              {.endpoint = sample.endpoint, .query = sample.query, .body = sample.body, .received = request.received},
              work.parsers);
    request.decoded = std::move(*work.decoder.list(std::move(adapted->messages)));
  }
  validate(request, work);
  correct_clock(request);
  enrich(request, agents);
  if (request.drafts.size() != kEvents || !request.refused.empty()) std::abort();
}

void decode(benchmark::State& state, const Sample& sample) {
  static const auto agents = AgentReader::open("");
  Workspace work;
  for (auto _ : state) read(sample, work, **agents);
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kEvents));
}

}  // namespace

int main(int argc, char** argv) {
  for (const Sample& sample :
       {segment(), posthog(), mixpanel(), sensors(), amplitude(), ga4(), matomo(), snowplow(), countly()}) {
    benchmark::RegisterBenchmark(("decode/" + std::string(json::enum_text(sample.protocol))).c_str(), decode, sample);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
