// Routes whose bodies are described structs: from a function
//   Result<Out> f(Call&)   or   Result<Out> f(Call&, const In&)
// the reading, the writing and the schemas follow.
#pragma once

#include "api/route.h"

namespace throng::api {
namespace detail {

template <class F>
struct Handler;
template <class OutType>
struct Handler<Result<OutType> (*)(Call&)> {
  using Out = OutType;
  using In = void;
};
template <class OutType, class InType>
struct Handler<Result<OutType> (*)(Call&, const InType&)> {
  using Out = OutType;
  using In = InType;
};

template <auto function>
Result<http::Response> run(Call& call) {
  using H = Handler<decltype(function)>;
  Result<typename H::Out> result;
  if constexpr (std::is_void_v<typename H::In>) {
    result = function(call);
  } else {
    THRONG_TRY(const auto body, json::read<typename H::In>(call.request.body));
    result = function(call, body);
  }
  if (!result) return std::unexpected(std::move(result).error());
  if constexpr (std::is_same_v<typename H::Out, http::Response>) {
    return std::move(*result);
  } else {
    return json_response(json::to_string(*result));
  }
}

}  // namespace detail

template <auto function>
Route json_route(Route route) {
  using H = detail::Handler<decltype(function)>;
  route.handle = &detail::run<function>;
  if constexpr (!std::is_void_v<typename H::In>) route.request_schema = &schema_of<typename H::In>;
  if constexpr (!std::is_same_v<typename H::Out, http::Response>) route.response_schema = &schema_of<typename H::Out>;
  return route;
}

}  // namespace throng::api
