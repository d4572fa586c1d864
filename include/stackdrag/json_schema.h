// A JSON Schema as a document: its head, its definitions, and how its lines are laid out.
#pragma once

#include "stackdrag/json_objects.h"

namespace stackdrag::report {

class SchemaDocument {
 public:
  SchemaDocument(std::string_view id, std::string_view title, std::string_view description);

  /// Takes in what other forms refer to.
  template <class Form>
  void define(const form::Defined<Form>& defined) {
    define(defined.name, defined.description, defined.form.schema());
  }
  /// The document, whose root is this object. What is simple stands on one line, and in objects each member on its own.
  std::string text(const ObjectSchema& root) const;

 private:
  void define(std::string_view name, std::string_view description, const std::string& schema);

  std::string head_, definitions_;
};

}  // namespace stackdrag::report
