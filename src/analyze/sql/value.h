// A property value as SQL expressions: how it reads under each operator family (model/value.h).
#pragma once

#include <string>
#include <string_view>

namespace throng::analyze::sql {

class ValueSql {
 public:
  // A property of the event of the row; "$channel" and so on are columns of their own.
  static ValueSql event(std::string_view property);
  // A column or expression that holds raw text ('' and 'null': missing).
  static ValueSql raw(std::string expression);

  // The stored form: raw text, or the column's text. Different values are different texts.
  const std::string& stored() const { return stored_; }
  bool is_column() const { return is_column_; }
  std::string present() const;    // not missing
  std::string is_text() const;    // reads as text
  std::string text() const;       // that text
  std::string is_number() const;  // reads as a number
  std::string number() const;     // that number, 0 otherwise
  std::string is_instant() const;
  std::string instant() const;  // as "2026-01-31T12:00:00.123Z": ordered as text
  std::string label() const;

 private:
  std::string unquoted() const;  // without quotes: right for texts that hold none
  std::string stored_;
  // Extracting is long to write and to analyse: the first use in an expression gives it a name, the others use that.
  std::string first_;
  std::string again_;
  bool is_column_ = false;
};

}  // namespace throng::analyze::sql
