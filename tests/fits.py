#!/usr/bin/env python3
"""fits.py SCHEMA FILE…: do the files fit the JSON Schema, and the schema its own? Says what does not."""
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1], encoding='utf-8'))
kind = jsonschema.validators.validator_for(schema)
kind.check_schema(schema)
wrong = 0
for name in sys.argv[2:]:
    for error in kind(schema).iter_errors(json.load(open(name, encoding='utf-8'))):
        wrong += 1
        print(f'{name}: {"/".join(map(str, error.absolute_path))}: {error.message[:200]}')
sys.exit(bool(wrong))
