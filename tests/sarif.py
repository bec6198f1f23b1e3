#!/usr/bin/env python3
"""sarif.py FILE…: rules of the SARIF 2.1.0 schema for what quanze writes, by hand: members that are required, the
types and values that are allowed, URI references, indices that lead to their rule. Says what does not hold."""
import json
import re
import sys

URI = re.compile(r"(file://)?([A-Za-z0-9\-._~/]|%[0-9A-F]{2})*$")
wrong = []


def say(holds, what):
    if not holds:
        wrong.append(what)


def only(thing, allowed, what):
    say(isinstance(thing, dict) and set(thing) <= set(allowed), f'{what}: members {set(thing) - set(allowed)}')


def look_at_result(result, rules):
    only(result, ('ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints', 'baselineState'), 'result')
    say(rules[result['ruleIndex']]['id'] == result['ruleId'], 'ruleIndex')
    say(result['level'] in ('none', 'note', 'warning', 'error'), 'level')
    say(isinstance(result['message']['text'], str), 'message')
    say(result.get('baselineState') in (None, 'new', 'unchanged', 'updated', 'absent'), 'baselineState')
    say(all(isinstance(value, str) for value in result['partialFingerprints'].values()), 'partialFingerprints')
    for location in result['locations']:
        only(location, ('physicalLocation', 'logicalLocations'), 'location')
        physical = location['physicalLocation']
        only(physical, ('artifactLocation', 'region'), 'physicalLocation')
        say(URI.match(physical['artifactLocation']['uri']), f"uri {physical['artifactLocation']['uri']}")
        region = physical.get('region', {'startLine': 1})
        say(isinstance(region['startLine'], int) and region['startLine'] >= 1, 'startLine')
        for logical in location.get('logicalLocations', []):
            only(logical, ('fullyQualifiedName', 'name'), 'logicalLocation')


for name in sys.argv[1:]:
    log = json.load(open(name, encoding='utf-8'))
    only(log, ('$schema', 'version', 'runs'), 'log')
    say(log['version'] == '2.1.0' and len(log['runs']) == 1, 'version')
    run = log['runs'][0]
    only(run, ('tool', 'language', 'results'), 'run')
    driver = run['tool']['driver']
    only(driver, ('name', 'version', 'language', 'rules'), 'driver')
    say(re.match(r'^[a-zA-Z]{2}(-[a-zA-Z]{2})?$', run['language']), 'language')
    say(len({rule['id'] for rule in driver['rules']}) == len(driver['rules']), 'rules are unique')
    for rule in driver['rules']:
        only(rule, ('id', 'fullDescription', 'help', 'defaultConfiguration'), 'rule')
        say(rule['defaultConfiguration']['level'] in ('none', 'note', 'warning', 'error') and rule['help']['text'] and rule['fullDescription']['text'], 'rule')
    for result in run['results']:
        look_at_result(result, driver['rules'])
print('\n'.join(sorted(set(wrong))))
sys.exit(bool(wrong))
