// A JSON Schema document: its head, its definitions and its layout.
#pragma once

#include "stackdrag/json_objects.h"

namespace stackdrag::report {

class SchemaDocument {
 public:
  SchemaDocument(std::string_view id, std::string_view title, std::string_view description);

  /// Adds a definition that other forms refer to.
  template <class Form>
  void define(const form::Defined<Form>& defined) {
    define(defined.name, defined.description, defined.form.schema());
  }
  /// The document with this root object. Simple schemas are on one line; those of objects have one member a line.
  std::string text(const ObjectSchema& root) const;

 private:
  void define(std::string_view name, std::string_view description, const std::string& schema);

  std::string head_, definitions_;
};

}  // namespace stackdrag::report
