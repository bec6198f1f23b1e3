#!/usr/bin/env python3
"""compared.py QUANZE: no text of two revisions becomes markup, a field or a control sequence in what is said of their differences.

One of the strings stands in every place of the old list, the next one in every place of the new one; an item more
stands in each, so that it is added and removed. The page may hold no kind of element that comparisons without the
strings lack; the Word file no part, style or field more; text and what is said on the terminal nothing that acts."""
import glob
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from inert import CLEAN, Page, Word, look_at_text, name_of, run, write_list  # noqa: E402
from strings import STRINGS  # noqa: E402


def write_pair(folder, number, old, new):
    """Two lists whose names hold the strings too."""
    paths = f'{folder}/old/{name_of(number, old)}', f'{folder}/new/{name_of(number, new)}'
    write_list(paths[0], [old, old])
    write_list(paths[1], [new, new, new])
    return paths


def look(stem, clean, word, kinds, tags):
    page = Page(open(stem + '.html', encoding='utf-8').read())
    yield page.kinds() <= kinds, f'new kinds of elements: {page.kinds() - kinds}'
    yield page.code == clean.code, 'style or script differ'
    yield all(link.startswith('#') and link[1:] in page.ids for link in page.links), f'links: {page.links}'
    yield len(page.ids) == len(set(page.ids)), 'an id stands twice'
    found = Word(stem + '.docx')
    yield list(found.parts) == list(word.parts), 'other parts'
    for name in found.parts:
        if name.endswith('.rels') or name in ('[Content_Types].xml', 'word/settings.xml', 'word/styles.xml'):
            yield found.parts[name] == word.parts[name], f'{name} differs'
    yield found.fields == word.fields, f'fields: {found.fields - word.fields}'
    yield set(found.elements) <= tags, f'new elements: {set(found.elements) - tags}'
    yield from look_at_text(open(stem + '.txt', encoding='utf-8').read(), 'the text')


def main():
    quanze = sys.argv[1]
    top = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..')
    with tempfile.TemporaryDirectory() as folder:
        for name in ('old', 'new'):
            os.mkdir(f'{folder}/{name}')
        old, new = write_pair(folder, 999, CLEAN, CLEAN + '，改')
        run(quanze, 'diff', '-q', '-t', 'html,docx', '-o', f'{folder}/clean', old, new)
        run(quanze, 'convert', '-q', '-t', 'html,docx', '-o', f'{folder}/clean', *glob.glob(f'{top}/tests/diff/*.xml'))
        stem = f'{folder}/clean/' + os.path.basename(new)[:-len('.csv')] + '.diff'
        clean, word = Page(open(stem + '.html', encoding='utf-8').read()), Word(stem + '.docx')
        kinds = set().union(*(Page(open(path, encoding='utf-8').read()).kinds() for path in glob.glob(f'{folder}/clean/*.html')))
        tags = set().union(*(Word(path).elements for path in glob.glob(f'{folder}/clean/*.docx')))
        passed = failed = 0
        strings = [text for text in STRINGS if '\x00' not in text]  # those with it are no text and refused before anything is compared
        for number, text in enumerate(strings):
            old, new = write_pair(folder, number, text, strings[(number + 1) % len(strings)])
            status, said = run(quanze, 'diff', '-v', '--from', 'csv', '-t', 'html,docx,txt', '-o', f'{folder}/out', old, new)
            looks = [(status == 1, f'exit {status}: {said[-200:]}'), *look_at_text(said, 'what is said')]
            if status == 1:
                looks += look(f'{folder}/out/' + os.path.basename(new)[:-len('.csv')] + '.diff', clean, word, kinds, tags)
            wrong = [why for right, why in looks if not right]
            passed, failed = passed + (not wrong), failed + bool(wrong)
            for why in wrong[:3]:
                print(f'not ok - {number} {text[:60]!r}: {why[:400]}')
        print(f'{passed} passed, {failed} failed')
        sys.exit(failed > 0)


if __name__ == "__main__":
    main()
