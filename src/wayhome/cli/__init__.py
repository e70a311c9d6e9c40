"""The `wayhome` command. Each subcommand is a module with `add_arguments(parser)` and `run(options) -> int`.

Modules are imported only when their command is called, so that `wayhome match` starts without Django.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

COMMANDS: dict[str, tuple[str, str]] = {
    # name: (module, one line of help)
    "match": ("wayhome.cli.match", "propose who on the lists may be whom, without server or database"),
    "names": ("wayhome.cli.names", "weigh names in a file, any mixture of scripts"),
    "log": ("wayhome.cli.log", "verify a transparency log that lies in a folder, without server or network"),
    "witness": ("wayhome.cli.witness", "watch over another organisation's log"),
    "serve": ("wayhome.cli.serve", "run the web server and the worker"),
    "manage": ("wayhome.cli.manage", "run a Django management command"),
    "demo": ("wayhome.cli.demo", "fill an encrypted database with invented people"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code (0 done, 2 wrong usage; others are the command's own)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] in {"-h", "--help"} or arguments[0] not in COMMANDS:
        _print_overview()
        return 0 if arguments and arguments[0] in {"-h", "--help"} else 2
    module = importlib.import_module(COMMANDS[arguments[0]][0])
    parser = argparse.ArgumentParser(prog=f"wayhome {arguments[0]}", description=COMMANDS[arguments[0]][1])
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(arguments[1:])))


def _print_overview() -> None:
    print("usage: wayhome COMMAND …\n")
    for name, (_, line) in COMMANDS.items():
        print(f"  {name:<10} {line}")
