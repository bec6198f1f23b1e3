#!/bin/bash
# Every attribute of the list's elements is in the schema of marked documents, too: as it is and as it was.
set -u
cd "$(dirname "$0")/../.." || exit 1
python3 - <<'END'
import sys
XS = '{http://www.w3.org/2001/XMLSchema}'
import xml.etree.ElementTree as ET
names = set()
for path in ('xsd/quanze-list.xsd', 'xsd/quanze-types.xsd'):
    for kind in ET.parse(path).getroot():
        if kind.get('name') in ('Table', 'ListItem', 'place', 'decided', 'Plain', 'PowerType', 'Cite', 'Item', 'Blocks', 'Columns', 'Omitted', 'Extra'):
            names |= {a.get('name') for a in kind.iter(XS + 'attribute')}
marked = {a.get('name') for path in ('xsd/quanze-diff.xsd', 'xsd/quanze-types.xsd') for a in ET.parse(path).getroot().iter(XS + 'attribute')}
missing = sorted(n for name in names for n in (name, 'was-' + name) if n not in marked)
print(*(f'xsd/quanze-diff.xsd: no attribute {name}' for name in missing), sep='\n')
sys.exit(bool(missing) or len(names) < 20)
END
