#!/usr/bin/env python3
"""Catalogues with known differences from a list: is what `quanze diff --catalogue` says right?

  mutate.py QUANZE [--catalogues N] [--seed N] [--least PERCENT] LIST...

Of every list (any format) catalogues are made: items left out (the list has them alone), others put in (held back before: the list lacks
them), renamed, of another type, with another article or law, with another level; bodies are the higher office's, the order is mixed,
serials are new, codes go, citations lose their quotations. Each item must be told as what was done to it: findings that are right among
those that were made (precision) and differences that were found among those that there are (recall). Items that a list has twice by name
are left out before. Last line: N passed, N failed.
"""
import argparse, copy, json, os, random, re, subprocess, sys, tempfile
import xml.etree.ElementTree as ET

NS = '{urn:quanze:list:1}'
ET.register_namespace('', 'urn:quanze:list:1')
TYPES = ['行政处罚', '行政许可', '行政检查', '行政强制', '行政确认', '行政奖励', '其他行政权力']


def run(*args, ok=(0,)):
    done = subprocess.run(args, capture_output=True)
    if done.returncode not in ok:
        sys.exit(f'{args}: exit {done.returncode}\n{done.stderr.decode()}')
    return done.stdout


def child(item, name):
    return item.find(NS + name)


def text(node):
    return ''.join(node.itertext()) if node is not None else ''


def fold(words):
    return re.sub(r'\W', '', words)


def set_text(node, words):
    for sub in list(node):
        node.remove(sub)
    node.text = words


# ---- what is done to an item of the catalogue; the field that differs then, or None where it cannot be done ----

def rename(item, rng):
    name = child(item, 'name')
    old = text(name)
    if len(fold(old)) < 8:
        return None
    at = rng.randrange(2, len(old) - 2)
    word = rng.choice(['重点', '有关', '本行政区域内', '依法', '从业人员', '逾期'])
    new = rng.choice([old[:at] + word + old[at:], old[:at] + old[at + 2:], old[:at] + word + old[at + 2:]])
    if fold(new) == fold(old):
        return None
    set_text(name, new)
    return 'name'


def retype(item, rng):
    kind = child(item, 'powerType')
    if kind is None or not text(kind).strip():
        return None
    stem = re.sub('^行政|类$', '', text(kind).strip())
    set_text(kind, rng.choice([t for t in TYPES if stem not in t]))
    for name in ('type', 'suggested'):
        kind.attrib.pop(name, None)
    return 'powerType'


def cites(item):
    return [c for f in item.findall(NS + 'basis') for c in f.iter(NS + 'cite') if c.get('role') == 'basis' and c.get('law')]


def amend(item, rng):
    found = [c for c in cites(item) if re.fullmatch('[0-9]+', c.get('article', '')) and re.search('第[一二三四五六七八九十百零]+条', text(c))]
    if not found:
        return None
    cite = rng.choice(found)
    for same in found:  # the law may be cited again and again with this article
        if (same.get('law'), same.get('article')) == (cite.get('law'), cite.get('article')) and same is not cite:
            return None
    cite.text = re.sub('第[一二三四五六七八九十百零]+条', '第九百九十九条', text(cite), count=1)
    cite.set('article', '999')
    return 'basis'


def rebase(item, rng):
    basis = item.findall(NS + 'basis')
    if not cites(item):
        return None
    p = ET.SubElement(basis[0], NS + 'p')
    cite = ET.SubElement(p, NS + 'cite', law='云岭省行政权力指导目录管理办法', article=str(rng.randrange(1, 60)), role='basis')
    cite.text = '《云岭省行政权力指导目录管理办法》第三条'
    return 'basis'


def relevel(item, rng):
    level = child(item, 'level')
    if level is None or not re.search('[省市县区]', text(level)):
        return None
    set_text(level, None)
    ET.SubElement(level, NS + 'p').text = '国家级'
    return 'level'


EDITS = [(rename, 5), (retype, 3), (amend, 4), (rebase, 2), (relevel, 2)]


def disguise(item, rng):
    """What a higher office writes in another way, and what does not count."""
    body = child(item, 'body')
    if body is not None:
        set_text(body, '县级以上人民政府主管部门')
    code = child(item, 'code')
    if code is not None:
        item.remove(code)
    for field in item.findall(NS + 'basis'):
        for p in field.iter(NS + 'p'):
            if rng.random() < 0.5 and [c for c in p if c.tag == NS + 'cite' and c.get('role') == 'basis']:
                for sub in list(p):
                    if sub.get('role') == 'basis':
                        sub.tail = '；'
                    else:
                        p.remove(sub)
    name = child(item, 'name')
    if name is not None and rng.random() < 0.1:
        set_text(name, text(name).replace('，', ',').replace('（', '(').replace('）', ')'))


class Catalogue:
    """Items of the catalogue and of the list, and what is to be found."""

    def __init__(self, items, rng):
        self.own, self.model = [], []  # of the model: (item, own index or None, fields that differ)
        self.alone = set()
        for item in items:
            roll = rng.random()
            if roll < 0.06:  # put in: the list has it not
                self.add(item, None, [], rng)
                continue
            self.own.append(item)
            if roll < 0.12:
                self.alone.add(len(self.own) - 1)
                continue
            changed, fields, done = copy.deepcopy(item), [], []
            for _ in range(rng.choice([1, 1, 2]) if roll < 0.4 else 0):
                edit = rng.choices([e for e, _ in EDITS], [w for _, w in EDITS])[0]
                if edit in done:
                    continue
                done.append(edit)
                field = edit(changed, rng)
                if field and field not in fields:
                    fields.append(field)
            self.add(changed, len(self.own) - 1, fields, rng)
        rng.shuffle(self.model)

    def add(self, item, own, fields, rng):
        item = copy.deepcopy(item)
        disguise(item, rng)
        self.model.append((item, own, sorted(fields)))


def distinct(items):
    """Without those of which another has the name."""
    seen, kept = set(), []
    for item in items:
        key = fold(text(child(item, 'name')))
        if key and key not in seen:
            kept.append(item)
        seen.add(key)
    return kept


def with_items(document, items, number):
    root = copy.deepcopy(document)
    tables = root.findall(NS + 'table')
    for table in tables[1:]:
        root.remove(table)
    for item in tables[0].findall(NS + 'item'):
        tables[0].remove(item)
    for at, item in enumerate(items, 1):
        item = copy.deepcopy(item)
        item.set('id', f'i{at}')
        serial = child(item, 'serial')
        if serial is not None and number:
            set_text(serial, str(at))
        tables[0].append(item)
    return root


def judge(catalogue, told):
    """Right findings, wrong ones (said), what is to be found and was."""
    expected, found = {}, {}
    by_own = {}
    for n, (_, own, fields) in enumerate(catalogue.model, 1):
        if own is None:
            expected['missing', n, None] = ['missing']
        else:
            by_own[own] = n
            if fields:
                expected['differs', n, own + 1] = fields
    for own in catalogue.alone:
        expected['surplus', None, own + 1] = ['surplus']
    for finding in told['findings']:
        model = finding['model'][0]['n'] if finding['model'] else None
        own = finding['own'][0]['n'] if finding['own'] else None
        kind = 'differs' if finding['kind'] == 'unsure' else finding['kind']
        fields = sorted(d['field'] for d in finding['differences']) or [kind]
        found[kind, model, own] = fields, finding['kind']
    right = sum(1 for key, (fields, _) in found.items() if expected.get(key) == fields)
    wrong = [f'{key} {fields} ({kind}), expected {expected.get(key)}' for key, (fields, kind) in found.items() if expected.get(key) != fields]
    lost = [f'{key} {fields}' for key, fields in expected.items() if found.get(key, (None,))[0] != fields]
    claimed = [w for w in wrong if '(unsure)' not in w]
    return right, wrong, claimed, lost, len(expected)


def main():
    options = argparse.ArgumentParser()
    options.add_argument('quanze')
    options.add_argument('lists', nargs='+')
    options.add_argument('--catalogues', type=int, default=40)
    options.add_argument('--seed', type=int, default=1)
    options.add_argument('--least', type=float, default=98)
    options.add_argument('--verbose', action='store_true')
    args = options.parse_args()
    sums = [0] * 5
    with tempfile.TemporaryDirectory() as work:
        documents = []
        for path in args.lists:
            name = os.path.basename(path)
            run(args.quanze, 'convert', '-q', '-t', 'xml', '-o', work, path)
            document = ET.parse(os.path.join(work, name.rsplit('.', 1)[0] + '.xml')).getroot()
            items = distinct([i for t in document.findall(NS + 'table') for i in t.findall(NS + 'item')])
            if items:
                documents.append((name, document, items))
        for turn in range(args.catalogues):
            name, document, items = documents[turn % len(documents)]
            rng = random.Random(f'{args.seed + turn} {name}')
            start = rng.randrange(max(1, len(items) - 150))
            catalogue = Catalogue(items[start:start + 150], rng)
            model, own = os.path.join(work, 'model-of.xml'), os.path.join(work, 'own.xml')
            ET.ElementTree(with_items(document, [m[0] for m in catalogue.model], True)).write(model, encoding='UTF-8', xml_declaration=True)
            ET.ElementTree(with_items(document, catalogue.own, False)).write(own, encoding='UTF-8', xml_declaration=True)
            told = json.loads(run(args.quanze, 'diff', '-q', '-t', 'json', '--catalogue', model, own, ok=(0, 1)))['lists'][0]
            right, wrong, claimed, lost, expected = judge(catalogue, told)
            for at, value in enumerate((right, len(wrong), len(claimed), len(lost), expected)):
                sums[at] += value
            if args.verbose:
                for line in wrong + ['lost ' + l for l in lost]:
                    print('#', name, args.seed + turn, line)
    right, wrong, claimed, lost, expected = sums
    precision, recall, sure = 100 * right / max(right + wrong, 1), 100 * (expected - lost) / max(expected, 1), 100 * right / max(right + claimed, 1)
    print(f'# {right + wrong} findings, {expected} differences in {args.catalogues} catalogues: precision {precision:.2f} % ({sure:.2f} % of those not marked as to be verified), recall {recall:.2f} %')
    good = precision >= args.least and recall >= args.least
    print(f'{int(good)} passed, {int(not good)} failed')
    return not good


sys.exit(main())
