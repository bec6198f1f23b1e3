#!/usr/bin/env python3
"""Who may include whom, and who may use which library.

  includes.py [ROOT]         complains of each include that has no right to be there, and of a picture in ARCHITECTURE.md
                             that shows another; exit 1 if there is one
  includes.py --draw [ROOT]  prints who includes whom, as the code has it (the picture in ARCHITECTURE.md)
  includes.py --plant        plants violations of each kind into a copy of the sources and expects each to be caught

An include is a line of the preprocessor however it is written: blanks around the sign, <own header>, a/../b.
"""
import os
import re
import shutil
import sys
import tempfile

# folder: what its files may include, besides their own folder: folders and single headers.
MAY = {
    "base": "",
    "read": "base",
    "model": "base read/table.h read/read.h",
    "check": "base model/vocabulary.h model/numeral.h diff/words.h diff/sequence.h",
    "diff": "base model/vocabulary.h",
    "impact": "base check diff",
    "catalogue": "base check diff model/vocabulary.h",
    "decide": "base read/table.h model report/messages.h",
    "laws": "base read diff model/numeral.h check/laws_table.h check/laws.h",
    "emit": "base model/vocabulary.h",
    "report": "base",
    "mark": "base report/messages.h report/place.h",
    "batch": "base quanze.h",
    "serve": "quanze.h engine.h batch base report model read decide emit/stage.h check/laws_table.h",
    "cli": "quanze.h batch base/nearest.h serve/serve.h",
}
ROOT = "base read model check diff impact catalogue decide laws emit report mark data.h engine.h made.h quanze.h"  # the journeys, right below src/

# header of a library: the only files that may include it.
FENCED = {
    r"zip\.h": "src/base/zip.c",
    r"lib(xslt|exslt)/.*": "src/emit/stage.c src/emit/texts.c src/emit/texts.h",
    r"libxml/(parser|parserInternals|xmlreader|HTML\w+|xmlsave)\.h": "src/base/xml.c src/base/xml.h src/base/save.c",
    r"libxml/xpathInternals\.h": "src/emit/texts.c",
    r"libxml/xmlschemas\.h": "src/check/schema.c",
    r"(seccomp|linux/\w+)\.h": "src/batch/sandbox.c src/batch/landlock.h",
    r"iconv\.h": "src/read/encoding.c src/read/xls_strings.c",
    r"jansson\.h": "src/report/",
    r"nettle/.*": "src/base/hash.c src/base/hash.h",
    r"uni(width|norm|lbrk|case)\.h": "src/emit/wrap.c src/report/caret.c src/batch/progress.c src/cli/names.c",
    r"(arpa/inet|netdb|netinet/in)\.h": "src/serve/listen.c",
    r"microhttpd\.h": "src/serve/front.h",
    r"(pthread|stdatomic)\.h": "src/base/pace.h src/base/packed.c src/base/shortage.c src/emit/draw.c src/emit/stages.c",
}
# What everybody may include: C11, POSIX, libxml2's tree.
FREE = re.compile(
    r"(assert|ctype|dirent|errno|fcntl|ftw|glob|inttypes|limits|math|poll|sched|signal|stdarg|stdbool|stddef|stdint|stdio|stdlib|"
    r"string|strings|time|unistd|langinfo|locale|termios)\.h|sys/\w+\.h|libxml/(tree|hash|dict|xmlmemory|xmlregexp|xpath)\.h|sanitizer/lsan_interface\.h")
INCLUDE = re.compile(r'^[ \t]*(?:#|%:|\?\?=)[ \t]*(?:include|include_next|import)\b[ \t]*(.*)$')
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)


def sources(root):
    for folder, folders, names in os.walk(os.path.join(root, "src")):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".c", ".h")):
                yield os.path.relpath(os.path.join(folder, name), root)


def includes(root, path):
    """What a file includes: (own, header as it is from src/ or as it is written, how it is written)."""
    with open(os.path.join(root, path), encoding="utf-8") as file:
        text = file.read().replace("\\\n", "")
    text = COMMENT.sub(lambda found: " " + "\n" * found.group().count("\n"), text)
    for line in text.split("\n"):
        found = INCLUDE.match(line)
        if not found:
            continue
        written = found.group(1).strip()
        named = re.fullmatch(r'(?:"([^"]*)"|<([^>]*)>)', written)
        if not named:
            yield None, written, written
            continue
        header = named.group(1) or named.group(2)
        places = [header]
        if written.startswith('"'):
            places.append(os.path.join(os.path.dirname(path)[len("src/"):], header))
        for place in map(os.path.normpath, places):
            if os.path.exists(os.path.join(root, "src", place)):
                yield True, place, written
                break
        else:
            yield False, header, written


def folder_of(path):
    parts = path.split("/")
    return parts[0] if len(parts) > 1 else ""


def right(header, may):
    return any(header == one or header.startswith(one + "/") for one in may.split())


def complaints(root):
    for path in sources(root):
        folder = folder_of(path[len("src/"):])
        may = MAY.get(folder) if folder else ROOT
        if may is None:
            yield f"{path}: the folder {folder} stands in no rule"
            continue
        for own, header, written in includes(root, path):
            if own is None:
                yield f"{path}: #include {written} names no header"
            elif own:
                if written != f'"{header}"':
                    yield f"{path}: #include {written} is to be written \"{header}\""
                if folder_of(header) != folder and not right(header, may):
                    yield f"{path} includes {header}"
                elif not folder and not folder_of(header) and not right(header, may):
                    yield f"{path} includes {header}"
            else:
                fences = [files for pattern, files in FENCED.items() if re.fullmatch(pattern, header)]
                if fences and not any(path == one or (one.endswith("/") and path.startswith(one)) for one in fences[0].split()):
                    yield f"{path} includes <{header}>, which is fenced"
                elif not fences and not FREE.fullmatch(header):
                    yield f"{path} includes <{header}>, which no rule knows"
                elif not written.startswith("<"):
                    yield f"{path}: #include {written} is no header of ours"


def draw(root):
    """The folders by rank, each with those it includes."""
    edges = {}
    for path in sources(root):
        folder = folder_of(path[len("src/"):]) or "src/*.c"
        for own, header, _ in includes(root, path):
            target = folder_of(header) or header
            if own and target != folder and not (folder == "src/*.c" and not folder_of(header)):
                edges.setdefault(folder, set()).add(target)
            edges.setdefault(folder, set())
    rank = {}

    def height(folder):
        if folder not in rank:
            rank[folder] = 0  # headers at the root stand for no folder
            rank[folder] = 1 + max([height(one) for one in edges.get(folder, ())], default=0)
        return rank[folder]
    ordered = sorted(edges, key=lambda folder: (-height(folder), folder))
    return "".join(f"{folder:9}→ {', '.join(sorted(edges[folder])) or 'nothing of ours'}\n" for folder in ordered)


PLANTED = [  # kind, file, line
    ("upwards", "src/base/buf.c", '#include "model/vocabulary.h"'),
    ("blank behind the sign", "src/base/buf.c", '# include "read/table.h"'),
    ("blank before the sign", "src/base/buf.c", '  #include "read/table.h"'),
    ("angle brackets", "src/read/table.c", "#include <model/vocabulary.h>"),
    ("a/../b", "src/read/table.c", '#include "base/../model/vocabulary.h"'),
    ("a/../b from its own folder", "src/read/table.c", '#include "../model/vocabulary.h"'),
    ("its own header without its folder", "src/read/table.c", '#include "aside.h"'),
    ("a comment within", "src/read/table.c", '#include /* why */ "model/vocabulary.h"'),
    ("a line that goes on", "src/read/table.c", '#include \\\n"model/vocabulary.h"'),
    ("a digraph", "src/read/table.c", '%:include "model/vocabulary.h"'),
    ("a macro", "src/read/table.c", "#include HEADER"),
    ("no blank", "src/read/table.c", '#include"model/vocabulary.h"'),
    ("batch from a journey", "src/convert.c", '#include "batch/batch.h"'),
    ("the command line from a journey", "src/convert.c", '#include "cli/cmd.h"'),
    ("a header of the journeys from below", "src/model/item.c", '#include "engine.h"'),
    ("inner parts from the command line", "src/cli/main.c", '#include "model/vocabulary.h"'),
    ("a sister folder's inner header", "src/emit/wrap.c", '#include "model/item.h"'),
    ("a new folder without a rule", "src/novel/a.c", '#include "base/buf.h"'),
    ("zip", "src/read/xlsx.c", "#include <zip.h>"),
    ("libxslt", "src/emit/draw.c", "#include <libxslt/xslt.h>"),
    ("libxml2's parser", "src/read/xlsx.c", "#include <libxml/parser.h>"),
    ("nettle", "src/cli/main.c", "#include <nettle/sha1.h>"),
    ("libunistring", "src/cli/main.c", "#include <uniwidth.h>"),
    ("libmicrohttpd", "src/cli/main.c", "#include <microhttpd.h>"),
    ("seccomp", "src/cli/main.c", "#include <seccomp.h>"),
    ("jansson", "src/model/item.c", "#include <jansson.h>"),
    ("a library nobody knows", "src/cli/main.c", "#include <curl/curl.h>"),
]


def plant(root):
    failed = 0
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(os.path.join(root, "src"), os.path.join(copy, "src"))
        before = list(complaints(copy))
        for kind, name, line in PLANTED:
            path = os.path.join(copy, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            kept = open(path, encoding="utf-8").read() if os.path.exists(path) else None
            with open(path, "w", encoding="utf-8") as file:
                file.write((kept or "") + "\n" + line + "\n")
            found = [one for one in complaints(copy) if one not in before]
            if not any(one.startswith(name) for one in found):
                print(f"not ok - {kind}: {line!r} in {name} was not caught")
                failed += 1
            if kept is None:
                shutil.rmtree(os.path.dirname(path))
            else:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(kept)
    print(f"{len(PLANTED) - failed} passed, {failed} failed")
    return failed


def main():
    arguments = sys.argv[1:]
    what = arguments.pop(0) if arguments and arguments[0].startswith("--") else ""
    root = arguments[0] if arguments else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    if what == "--plant":
        sys.exit(plant(root) > 0)
    if what == "--draw":
        print(draw(root), end="")
        sys.exit(0)
    found = list(complaints(root))
    with open(os.path.join(root, "ARCHITECTURE.md"), encoding="utf-8") as file:
        if "```\n" + draw(root) + "```\n" not in file.read():
            found.append("ARCHITECTURE.md: who includes whom is not what tests/lint/includes.py --draw prints")
    print("\n".join(found), end="\n" if found else "")
    sys.exit(bool(found))


main()
