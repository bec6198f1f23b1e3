#!/usr/bin/env python3
"""Revisions with known edits: is what `quanze diff` says of each item right?

  revise.py QUANZE [--pairs N] [--seed N] LIST...

Of every list (any format) revisions are made: items dropped, added (of items held back before), renamed, moved, with an amended
article, another body, other serials, changed or re-punctuated duties, devolved, split, merged. For each pair
  * every item must be told as what was done to it, with its partner (99 of 100: what is wrong is listed),
  * both readings of the marked document (project.xsl) are the two lists, by canonical XML,
  * the comparison the other way round mirrors it.
Each list compared with itself has no difference. Last line: N passed, N failed.
"""
import argparse, copy, json, os, random, re, subprocess, sys, tempfile
import xml.etree.ElementTree as ET

NS = '{urn:quanze:list:1}'
ET.register_namespace('', 'urn:quanze:list:1')
HERE = os.path.dirname(os.path.abspath(__file__))
MIRROR = {'added': 'removed', 'removed': 'added', 'split': 'merged', 'merged': 'split', 'changed': 'changed', 'devolved': 'changed', 'kept': 'kept'}
passed = failed = 0


def check(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print('not ok -', what)


def run(*args, ok=(0,)):
    done = subprocess.run(args, capture_output=True)
    if done.returncode not in ok:
        sys.exit(f'{args}: exit {done.returncode}\n{done.stderr.decode()}')
    return done.stdout


def text(node):
    return ''.join(node.itertext()) if node is not None else ''


def child(item, name):
    return item.find(NS + name)


def content(item):
    """All that an item says but its serial: items alike in it may stand for one another."""
    return '\1'.join(f.tag + '\2' + text(f) for f in item if f.tag != NS + 'serial')


# ---- the edits; each returns the kind that it makes of an item, or None where it cannot be done ----

def set_name(item, new):
    name = child(item, 'name')
    for sub in list(name):
        name.remove(sub)
    name.text = new


def rename(item, rng):
    name = child(item, 'name')
    old = text(name) if name is not None else ''
    if len(old) < 6:
        return None
    at = rng.randrange(2, len(old) - 2)
    how = rng.randrange(4)
    word = rng.choice(['重点', '有关', '本行政区域内', '依法应当', '从业人员', '重大', '逾期'])
    if how == 0:
        new = old[:at] + word + old[at:]
    elif how == 1:
        new = old[:at] + old[at + 2:]
    elif how == 2:
        new = old[:at] + word + old[at + 2:]
    else:
        new = re.sub('的(?=.{2,6}$)', '行为的', old, count=1)
        if new == old:
            new = word + old
    set_name(item, new)
    return 'changed'


def amend(item, rng):
    cites = [c for f in item.findall(NS + 'basis') for c in f.iter(NS + 'cite') if re.fullmatch('[0-9]+', c.get('article', '')) and re.search('第[一二三四五六七八九十百零]+条', text(c))]
    if not cites:
        return None
    cite = rng.choice(cites)
    cite.text = re.sub('第[一二三四五六七八九十百零]+条', '第九十九条', text(cite), count=1)
    cite.set('article', '99')
    return 'changed'


def rebody(item, rng):
    body = child(item, 'body')
    if body is None or not text(body):
        return None
    body.text = rng.choice(['云溪县数据局', '云溪县综合行政执法局', '云溪县应急管理局'])
    return 'changed'


def blocks(item):
    return [b for name in ('duties', 'accountability', 'basis') for f in item.findall(NS + name) for b in f.iter() if b.tag in (NS + 'p', NS + 'li') and len(b) == 0 and len(b.text or '') > 8]


def reword(item, rng):
    found = blocks(item)
    if not found:
        return None
    block = rng.choice(found)
    at = rng.randrange(2, len(block.text) - 2)
    block.text = block.text[:at] + rng.choice(['五个工作日内', '全过程记录', '会同有关部门']) + block.text[at + rng.randrange(3):]
    return 'changed'


def repunctuate(item, rng):
    found = [b for b in blocks(item) if re.search('[，；：]', b.text)]
    if not found:
        return None
    block = rng.choice(found)
    block.text = block.text.translate({ord('，'): ',', ord('；'): ';', ord('：'): ': '})
    return 'kept'


def devolve(item, rng):
    remark = child(item, 'remark')
    if remark is None or '下放' in text(item):
        return None
    ET.SubElement(remark, NS + 'p').text = '下放至' + rng.choice(['县级', '乡镇']) + '行使'
    return 'devolved'


EDITS = [(rename, 5), (amend, 4), (rebody, 3), (reword, 4), (repunctuate, 3), (devolve, 2)]


def divide(item):
    """The two items that one with A、B in its name becomes; None where it has none."""
    found = re.search('([^、，对的或者及和与]{2,8})、([^、，的或者及和与]{2,8})(?=[^、])', text(child(item, 'name')))
    if not found:
        return None
    name, parts = text(child(item, 'name')), []
    for keep in (1, 2):
        part = copy.deepcopy(item)
        set_name(part, name[:found.start()] + found.group(keep) + name[found.end():])
        parts.append(part)
    return parts


# ---- a revision ----

class Revision:
    """Old and new items of one table, and what became of each."""

    def __init__(self, items, spare, rng):
        self.old, self.new = [], []  # items; new ones with (kind, the old index or None, what was done)
        self.gone = {}               # old index -> 'removed' or 'merged'
        self.rng = rng
        for item in items:
            self.edit(item)
        for item in rng.sample(spare, min(len(spare), rng.randrange(0, len(spare) + 1))):
            self.new.insert(rng.randrange(len(self.new) + 1), [copy.deepcopy(item), 'added', None, 'add'])
        if rng.random() < 0.6:
            self.reorder()

    def edit(self, item):
        rng, index, roll = self.rng, len(self.old), self.rng.random()
        if roll < 0.02:
            parts = divide(item)
            if parts and rng.random() < 0.5:
                self.old.append(copy.deepcopy(item))
                self.new += [[part, 'split', index, 'split'] for part in parts]
                return
            if parts:
                self.old += parts
                self.new.append([copy.deepcopy(item), 'merged', index, 'merge'])
                self.gone[index] = self.gone[index + 1] = 'merged'
                return
        self.old.append(copy.deepcopy(item))
        if roll < 0.06:
            self.gone[index] = 'removed'
            return
        new, kinds, done = copy.deepcopy(item), [], []
        for _ in range(rng.choice([1, 1, 1, 2]) if roll < 0.35 else 0):
            edit = rng.choices([e for e, _ in EDITS], [w for _, w in EDITS])[0]
            kind = edit(new, rng)
            if kind:
                kinds.append(kind)
                done.append(edit.__name__)
        kind = 'devolved' if 'devolved' in kinds else 'changed' if 'changed' in kinds else 'kept'
        if kind == 'changed' and content(new) == content(item):
            kind = 'kept'
        self.new.append([new, kind, index, '+'.join(done) or 'nothing'])

    def reorder(self):
        if self.rng.random() < 0.3:
            self.rng.shuffle(self.new)
            return
        for _ in range(self.rng.randrange(1, 5)):
            if self.new:
                self.new.insert(self.rng.randrange(len(self.new)), self.new.pop(self.rng.randrange(len(self.new))))


def number(items, rng, shuffle):
    """Serials of a list that counts its items; sometimes thoroughly mixed up."""
    order = list(range(1, len(items) + 1))
    if shuffle:
        rng.shuffle(order)
    for item, serial in zip(items, order):
        node = child(item, 'serial')
        if node is not None and text(node).isdigit():
            node.text = str(serial)


def unique_ids(items):
    used = set()
    for item in items:
        base = item.get('id')[:60]
        names = (base if n == 1 else f'{base}-{n}' for n in range(1, len(items) + 2))
        item.set('id', next(name for name in names if name not in used))
        used.add(item.get('id'))


def with_items(document, table_index, items):
    root = copy.deepcopy(document)
    table = root.findall(NS + 'table')[table_index]
    for item in table.findall(NS + 'item'):
        table.remove(item)
    table.extend(items)
    unique_ids([i for t in root.findall(NS + 'table') for i in t.findall(NS + 'item')])
    return root


def write(root, path):
    ET.ElementTree(root).write(path, encoding='UTF-8', xml_declaration=True)


# ---- judging ----

def canonical(data):
    return ET.canonicalize(data.decode() if isinstance(data, bytes) else data)


def projections(quanze, old, new, work, name):
    """The marked document, after its two readings were compared with the lists."""
    marked = os.path.join(work, 'marked.xml')
    with open(marked, 'wb') as out:
        out.write(run(quanze, 'diff', '-q', '-t', 'xml', old, new, ok=(0, 1)))
    for side, path in (('old', old), ('new', new)):
        found = run('xsltproc', '--stringparam', 'side', side, os.path.join(HERE, 'project.xsl'), marked)
        check(canonical(found) == canonical(open(path, encoding='utf-8').read()), f'{name}: the reading "{side}" is not the {side} list')
    return ET.parse(marked).getroot()


def all_items(root):
    return [i for t in root.findall(NS + 'table') for i in t.findall(NS + 'item')]


def shape(marked, mirrored):
    """Who goes with whom and as what, so that both directions can be compared."""
    out = set()
    for item in all_items(marked):
        a, b, kind = item.get('old'), item.get('new'), item.get('kind')
        a, b, kind = (b, a, MIRROR[kind]) if mirrored else (a, b, 'changed' if kind == 'devolved' else kind)
        fields = tuple(sorted(f.get('name') for f in item.iterfind(f'{NS}changes/{NS}field')))
        out.add((a, b, kind, fields))
    return out


def judge(revision, offset, marked, name):
    """How many items were told right; the others are printed."""
    by_new = {int(i.get('new')): i for i in all_items(marked) if i.get('new')}
    by_old = {int(i.get('old')): i for i in all_items(marked) if i.get('old')}
    old_items, right, wrong = revision.old, 0, []
    for position, (item, kind, index, done) in enumerate(revision.new, offset + 1):
        found = by_new[position]
        partner = int(found.get('old') or found.get('of') or 0) - offset - 1
        good = found.get('kind') == kind
        if index is not None and kind != 'merged':
            good = good and 0 <= partner < len(old_items) and content(old_items[partner]) == content(old_items[index])
        if good:
            right += 1
        else:
            wrong.append(f'{name}: new {position} ({done}): {kind} taken for {found.get("kind")}: {text(child(item, "name"))[:40]}')
    gone = {content(old_items[i]) for i in revision.gone}
    for index, kind in revision.gone.items():
        found = by_old[offset + 1 + index]
        twins = [by_old[offset + 1 + i] for i in range(len(old_items)) if content(old_items[i]) == content(old_items[index])]
        if found.get('kind') == kind or any(t.get('kind') == kind for t in twins):
            right += 1
        else:
            wrong.append(f'{name}: old {index + 1}: {kind} taken for {found.get("kind")}: {text(child(old_items[index], "name"))[:40]}')
    return right, wrong


def one_pair(quanze, document, name, seed, work):
    rng = random.Random(f'{seed} {name}')
    tables = document.findall(NS + 'table')
    sizes = [len(t.findall(NS + 'item')) for t in tables]
    index = rng.choices(range(len(tables)), sizes)[0]
    items = tables[index].findall(NS + 'item')
    spare = rng.sample(items, max(1, len(items) // 20)) if len(items) > 4 else []
    base = [i for i in items if i not in spare]
    if len(base) > 120:
        start = rng.randrange(len(base) - 120)
        base = base[start:start + 120]
    revision = Revision(base, spare, rng)
    shuffle = rng.random() < 0.3
    number(revision.old, rng, False)
    number([n[0] for n in revision.new], rng, shuffle)
    old, new = os.path.join(work, 'old.xml'), os.path.join(work, 'new.xml')
    write(with_items(document, index, revision.old), old)
    write(with_items(document, index, [n[0] for n in revision.new]), new)
    marked = projections(quanze, old, new, work, f'{name} seed {seed}')
    right, wrong = judge(revision, sum(sizes[:index]), marked, f'{name} seed {seed}')
    mirrored = ET.fromstring(run(quanze, 'diff', '-q', '-t', 'xml', new, old, ok=(0, 1)))
    check(shape(marked, False) == shape(mirrored, True), f'{name} seed {seed}: the other way round is no mirror: {sorted(shape(marked, False) ^ shape(mirrored, True), key=str)[:4]}')
    return right, wrong


def same(quanze, one, two, name):
    """No difference between two readings of one list."""
    found = json.loads(run(quanze, 'diff', '-q', '-t', 'json', one, two, ok=(0, 1)))
    summary = found['summary']
    other = {k: v for k, v in summary.items() if k != 'kept' and v}
    check(not other and not found['columns'] and not any(i['fields'] for i in found['items']), f'{name}: differs from itself: {other} {found["columns"]}')


def main():
    options = argparse.ArgumentParser()
    options.add_argument('quanze')
    options.add_argument('lists', nargs='+')
    options.add_argument('--pairs', type=int, default=40)
    options.add_argument('--seed', type=int, default=1)
    args = options.parse_args()
    right, wrong = 0, []
    with tempfile.TemporaryDirectory() as work:
        documents = []
        for path in args.lists:
            name = os.path.basename(path)
            run(args.quanze, 'convert', '-q', '-t', 'xml', '-o', work, path)
            converted = os.path.join(work, name.rsplit('.', 1)[0] + '.xml')
            same(args.quanze, path, path, name)
            same(args.quanze, path, converted, f'{name} and its document')
            document = ET.parse(converted).getroot()
            if all_items(document):
                documents.append((name, document))
        for pair in range(args.pairs):
            name, document = documents[pair % len(documents)]
            good, bad = one_pair(args.quanze, document, name, args.seed + pair, work)
            right += good
            wrong += bad
    total = right + len(wrong)
    for line in wrong:
        print('#', line)
    print(f'# {right} of {total} items told right ({100 * right / max(total, 1):.2f} %) in {args.pairs} pairs')
    check(right >= 0.99 * total, f'only {right} of {total} items told right')
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
