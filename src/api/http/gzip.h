#pragma once

#include <string>
#include <string_view>

namespace throng::api::http {

// gzip at zlib's `level`; "" if the text does not get smaller.
std::string gzip(std::string_view text, int level = 4);

// Does an Accept-Encoding header allow gzip? (q=0 forbids it.)
bool accepts_gzip(std::string_view accept_encoding);

// Is it worth compressing? Text, JSON, JavaScript, SVG.
bool compressible(std::string_view content_type);

}  // namespace throng::api::http
