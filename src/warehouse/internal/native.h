// ClickHouse's Native format, the part that this program writes and reads (docs/formats/warehouse.md).
//
// A block on the wire is `columns rows { name type data }*`: counts and text lengths are LEB128, numbers little
// endian, one column after the other.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "warehouse/warehouse.h"

namespace throng::warehouse::internal {

// The block's bytes; every column is declared with the type that its Values have in memory (u32: UInt32,
// text: String, with Nullable or Array around it), the engine casts to the column's own type.
// Errors: invalid_argument if the lengths of a column disagree with the block's rows.
Result<std::string> encode_native(const Block& block);

// Reads one block off the front of `input`. Never allocates more than a small multiple of the input's size
// (512 MB more for texts that a dictionary repeats), whatever the bytes are. Errors: corrupt for bytes that are no
// block; invalid_argument for a column type that Values cannot hold; too_large.
Result<Block> decode_native(std::string_view& input);

}  // namespace throng::warehouse::internal
