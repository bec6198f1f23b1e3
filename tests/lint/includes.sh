#!/bin/sh
# Who may include whom (ARCHITECTURE.md), and who may use which library: the rules stand in includes.py, which is held to them.
set -eu
cd "$(dirname "$0")/../.."
python3 tests/lint/includes.py --plant | grep -v ' 0 failed$' && exit 1
grep -nE 'XML_PARSE_|HTML_PARSE_' src/*/*.c | grep -v '^src/base/xml.c' && echo 'parse options outside base/xml.c' && exit 1
exec python3 tests/lint/includes.py
