"""Says of every YAML document in some files whether a JSON Schema accepts it: one line each, in order.

validate.py SCHEMA FILE...
"""

import json
import re
import sys
import warnings

try:
    import yaml
    from jsonschema import Draft202012Validator
except ImportError as missing:
    sys.exit(f"the tests of the schema need Debian's python3-jsonschema and python3-yaml: {missing}")

warnings.simplefilter("error", SyntaxWarning)


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 with the core schema, as editors read it: no timestamps, and only true and false are truth values."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        self.flatten_mapping(node)
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


def scalar(kind, pattern, first, read):
    tag = "tag:yaml.org,2002:" + kind
    CoreLoader.add_implicit_resolver(tag, re.compile("^(?:" + pattern + ")$"), first)
    if read:
        CoreLoader.add_constructor(tag, lambda loader, node: read(node.value))


def whole(text):
    return int(text, 8) if text.startswith("0o") else int(text, 16) if text.startswith("0x") else int(text)


def real(text):
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))


scalar("null", "~|null|Null|NULL|", ["~", "n", "N", ""], lambda text: None)
scalar("bool", "true|True|TRUE|false|False|FALSE", list("tTfF"), lambda text: text.lower() == "true")
scalar("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789"), whole)
scalar("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", list("-+.0123456789"), real)
scalar("merge", "<<", ["<"], None)
CoreLoader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node))


def main(schema_path, *paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for document in yaml.load_all(file, CoreLoader):
                mistake = next(validator.iter_errors(document), None)
                print(f"refused {path}: {mistake.json_path} {mistake.message[:200]!r}" if mistake else f"accepted {path}")


if __name__ == "__main__":
    main(*sys.argv[1:])
