"""YAML as other programs read it: by version 1.1, where `yes` is true, and by the core schema of 1.2."""

import re

import yaml


class Reader11(yaml.SafeLoader):
    """PyYAML's own reading; dates stay as they are written, since JSON has none."""


class Reader12(yaml.SafeLoader):
    """The core schema of YAML 1.2: `yes` is a word, `045` is forty-five, `12:30` is a text."""


Reader11.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Reader12.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Reader12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def _whole(loader, node):
    text = loader.construct_scalar(node)
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text, 10)


Reader12.add_constructor("tag:yaml.org,2002:int", _whole)

READERS = {"1.1": Reader11, "1.2": Reader12}


def read(text, version):
    """The text as plain values. Raises `yaml.YAMLError`."""
    return yaml.load(text, READERS[version])
