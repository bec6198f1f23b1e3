#!/usr/bin/env python3
"""cost.py QUANZE: cost in proportion. Lists of a kind at a size and at four times that
(workbooks of 1,000 and 4,000 sheets, many items of one serial that were repaired, many
laws; 40,000 articles of one law and 40,000 items of one serial, more than libxslt's keys take easily; two lists in which each item is another): processor time for an item may grow by a half, which leaves room for a machine with
other work; what is quadratic takes four times as much. And what options name: files of 50,000 attributes, stylesheets
that say something of each element, a report of 14,000 items, within two seconds each. Closing line: N passed, N failed."""
import sys
import tempfile
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from measured import Run

QUANZE = str(Path(sys.argv[1]).resolve())
MOST = 1.5
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
HEADER = ('序号', '事项名称', '权力类型', '实施依据')
passed = failed = 0


def sheets(path, count):
    """A workbook of so many sheets with three items each."""
    def row(cells):
        return '<row>' + ''.join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells) + '</row>'

    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('[Content_Types].xml', f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
                         'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/workbook.xml" '
                         'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
        archive.writestr('_rels/.rels', f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr('xl/workbook.xml', f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>' + ''.join(f'<sheet name="表{i}" sheetId="{i + 1}" r:id="r{i}"/>' for i in range(count)) + '</sheets></workbook>')
        archive.writestr('xl/_rels/workbook.xml.rels', f'<Relationships xmlns="{PACKAGE}/relationships">' + ''.join(f'<Relationship Id="r{i}" Type="{LINKS}/worksheet" Target="s{i}.xml"/>' for i in range(count)) + '</Relationships>')
        for i in range(count):
            rows = [(j, f'对第{i}类第{j}种行为的处罚', '行政处罚', f'《中华人民共和国网络安全法》第{20 + (i + j) % 40}条') for j in (1, 2, 3)]
            archive.writestr(f'xl/s{i}.xml', f'<worksheet xmlns="{MAIN}"><sheetData>' + ''.join(map(row, [HEADER, *rows])) + '</sheetData></worksheet>')


def lines(path, rows):
    path.write_text(''.join('\t'.join(row) + '\n' for row in [HEADER, *rows]), encoding='utf-8')


def one_serial(path, count):
    """Rows that lost a cell, all of one serial."""
    lines(path, (('1', f'对第{i}种行为的处罚', f'《中华人民共和国网络安全法》第{20 + i % 40}条') for i in range(count)))


def many_laws(path, count):
    lines(path, ((str(i + 1), f'对第{i}种行为的处罚', '行政处罚', f'《甲县第{i}号某某管理办法》第{1 + i % 90}条') for i in range(count)))


def one_law(path, count):
    """Each item by an article of its own."""
    lines(path, ((str(i + 1), f'对第{i}种行为的处罚', '行政处罚', f'《甲县某某管理办法》第{i + 1}条') for i in range(count)))


def same_serial(path, count):
    lines(path, (('1', f'对第{i}种行为的处罚', '行政处罚', f'《中华人民共和国网络安全法》第{20 + i % 40}条') for i in range(count)))


def two_lists(path, count):
    """Where the second one stands: `path`; the first one beside it."""
    for place, word in ((path.with_suffix('.old.tsv'), '甲'), (path, '乙丙')):
        lines(place, ((str(i + 1), f'对{word}第{i}种违法行为的处罚', '行政处罚', f'《甲县某某管理办法》第{i % 90 + 1}条{word}') for i in range(count)))


def compared(size, folder):
    path = folder / f'two-{size}.tsv'
    two_lists(path, size)
    done = Run([QUANZE, 'diff', '-q', '-t', 'json', '-o', str(folder / 'out'), str(path.with_suffix('.old.tsv')), str(path)])
    assert done.status == 1, done.stderr[-500:]
    return done.processor / size


TELLING = ('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="text"/><xsl:template match="*">'
           '<xsl:message>&#x9b;31m&#x202e;<xsl:value-of select="name()"/></xsl:message><xsl:apply-templates/></xsl:template></xsl:stylesheet>')


def named_by_options(folder):
    """(name, options, exit status)"""
    attributes = ' '.join(f'a{i}="1"' for i in range(50000))
    for option, root in (('rules', 'rules'), ('laws', 'laws'), ('profile', 'profiles')):
        path = folder / f'{option}.xml'
        path.write_text(f'<{root} {attributes}/>')
        yield f'--{option} with 50,000 attributes', ['convert', '-q', '-t', 'html', '-o', str(folder / 'out'), f'--{option}', str(path)], 3
    stylesheet = folder / 'edited/xslt/text/main.xsl'
    stylesheet.parent.mkdir(parents=True)
    stylesheet.write_text(TELLING)
    yield 'xsl:message for each element, with escapes', ['convert', '-q', '-t', 'txt', '-o', str(folder / 'out'), '--resources', str(folder / 'edited')], 3


def in_two_seconds(folder):
    source = folder / 'two-14000.tsv'
    for what, options, status in named_by_options(folder):
        done = Run([QUANZE, *options, str(source)])
        yield what, done.status == status and done.processor < 2 and not set('\x1b\x9b\u202e') & set(done.stderr.decode()), done
    report = folder / 'report.json'
    report.write_bytes(Run([QUANZE, 'validate', '-q', '--fail-on', 'never', '--format', 'json', str(source)]).stdout)
    done = Run([QUANZE, 'validate', '-q', '--fail-on', 'never', '--since', str(report), str(source)])
    yield f'--since a report of {report.stat().st_size >> 20} MB', done.status == 0 and done.processor < 4, done


def cost(make, suffix, size, output, folder):
    source = folder / f'{make.__name__}-{size}{suffix}'
    if not source.exists():
        make(source, size)
    runs = [Run([QUANZE, 'convert', '-q', '-j1', '-t', output, '-o', str(folder / 'out'), str(source)]) for _ in range(1 + (size < 20000))]
    assert all(run.status == 0 for run in runs), runs[0].stderr[-500:]
    return min(run.processor for run in runs) / size


with tempfile.TemporaryDirectory() as name:
    top = Path(name)
    separate, together = ('xml', 'docx', 'html', 'txt', 'xlsx'), ('xml,docx,html,txt,xlsx',)
    for maker, extension, least, kinds in ((sheets, '.xlsx', 1000, separate), (one_serial, '.tsv', 5000, separate), (many_laws, '.tsv', 5000, separate), (one_law, '.tsv', 10000, together),
                                           (same_serial, '.tsv', 10000, together)):
        for kind in kinds:
            growth = cost(maker, extension, 4 * least, kind, top) / cost(maker, extension, least, kind, top)
            print(f'{"ok" if growth < MOST else "not ok"} - {maker.__name__}, {kind}: an item of {4 * least} costs {growth:.2f} times one of {least}', flush=True)
            passed += growth < MOST
            failed += growth >= MOST
    growth = compared(14000, top) / compared(3500, top)
    print(f'{"ok" if growth < MOST else "not ok"} - two lists: an item of 14000 costs {growth:.2f} times one of 3500')
    passed, failed = passed + (growth < MOST), failed + (growth >= MOST)
    for what, good, run in in_two_seconds(top):
        print(f'{"ok" if good else "not ok"} - {what}: {run.processor:.2f} s{"" if good else f", {run.status} {run.stderr[-300:]}"}')
        passed, failed = passed + good, failed + (not good)
print(f'{passed} passed, {failed} failed')
sys.exit(failed != 0)
