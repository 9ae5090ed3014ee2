"""How commands of the terminal are put together: each, with its actions, takes the common options."""

import argparse
import re
import sys
from typing import NoReturn

from desktop.cli.exit_codes import ExitCode

_WORDS = (
    (r"the following arguments are required: (.*)", r"缺少：\1"),
    (r"argument (.*): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (.*): expected at least one argument", r"\1 后面至少要跟一个值"),
    (r"argument (.*): invalid choice: (\S+) \(choose from (.*)\)", r"\1 没有 \2，可用：\3"),
    (r"argument (.*): invalid (?:int|_positive) value: (.*)", r"\1 要写一个数字，不是 \2"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 不能和 \2 一起用"),
    (r"one of the arguments (.*) is required", r"要写明其中一个：\1"),
    (r"unrecognized arguments: (.*)", r"不认识：\1"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 不够明确，可能是 \2"),
)


class Parser(argparse.ArgumentParser):
    """Says everything in Chinese and ends with the documented code."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            **{"add_help": False, "allow_abbrev": False, **options}  # type: ignore[arg-type]
        )
        self._positionals.title = "内容"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：", 1)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        for pattern, words in _WORDS:
            translated, count = re.subn(f"^{pattern}$", words, message)
            if count:
                message = translated
                break
        sys.stderr.write(f"{self.format_usage()}{message}。（用 --help 看说明）\n")
        sys.exit(ExitCode.USAGE)


class Topic:
    """A command of several actions, such as ``task``; ``action`` in the result names the one wanted."""

    def __init__(self, parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
        self._common = common
        self._actions = parser.add_subparsers(dest="action", metavar="动作", required=True)

    def action(self, name: str, words: str) -> argparse.ArgumentParser:
        """An action, explained by ``words``."""
        return self._actions.add_parser(name, help=words, parents=[self._common])


class Grammar:
    """All commands of a program; ``command`` in the result names the one wanted."""

    def __init__(self, parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
        self._common = common
        self._commands = parser.add_subparsers(dest="command", metavar="命令", required=True)

    def command(self, name: str, words: str) -> argparse.ArgumentParser:
        """A command, explained by ``words``."""
        return self._commands.add_parser(name, help=words, parents=[self._common])

    def topic(self, name: str, words: str) -> Topic:
        """A command of several actions."""
        return Topic(self.command(name, words), self._common)
