// HTML of mails: links that tell when they are clicked, the picture that tells of opening, the text for those who read
// no HTML. None of this reads HTML as browsers do; it finds what mail editors and people write.
#pragma once

#include <string>
#include <string_view>

#include "base/function_ref.h"

namespace throng::engage {

// Every http or https address in the href of an <a> or <area>, replaced by what `link` says of it (decoded; the answer
// is encoded again). Others stay.
std::string with_links(std::string_view html, FunctionRef<std::string(std::string_view url)> link);

// With a picture of one pixel before </body>, or at the end.
std::string with_pixel(std::string html, std::string_view url);

// With text that is shown in lists of mails but not in the mail.
std::string with_preheader(std::string html, std::string_view text);

// What the HTML says as text: blocks on lines of their own, links followed by their address in brackets, no more than
// one empty line in a row.
std::string text_of(std::string_view html);

}  // namespace throng::engage
