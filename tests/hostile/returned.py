#!/usr/bin/env python3
"""returned.py QUANZE: workbooks that look as if quanze had marked them, made to cost much or to break what marks
them: each is read and marked again, or refused by name, within 20 seconds of processor time and 1 GB; what comes out
can be read again. Closing line: N passed, N failed."""
import io
import os
import resource
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

QUANZE = os.path.abspath(sys.argv[1])
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
HEAD = ('序号', '权力名称', '权力类型', '行使主体', '实施依据', '责任事项', '追责情形')
OWN = ('序号', '工作表', '单元格', '事项', '严重程度', '问题', '处理办法', '处理情况', '建议', '决定', '改为', '理由', '经办人', '日期', '识别码（请勿改动）', 'quanze')
STYLES = (f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill><patternFill/></fill><fill><patternFill patternType="solid">'
          '<fgColor rgb="FFFFC6CD"/><bgColor theme="4" tint="0.5"/></patternFill></fill></fills><borders><border/></borders>')


def number(text):
    value = 2166136261
    for byte in ''.join(text.split()).encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return f'{value:08x}'


def said(words):
    return f'quanze:\n{words}\n[{number(words)}]'


def line(*cells):
    """A sealed line of the sheet of findings."""
    value, cells = 2166136261, list(cells) + [''] * (15 - len(cells))
    for column, text in enumerate(cells):
        if column in (0, 7, 9, 10, 11, 12, 13):
            continue
        for byte in ''.join(text.split()).encode() + b'\x1f':
            value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return cells + [f'quanze:{value:08x}']


def sheet(rows, rest='', style=''):
    cells = lambda row: ''.join(f'<c t="inlineStr"{style}><is><t xml:space="preserve">{escape(text)}</t></is></c>' for text in row)
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>' + ''.join(f'<row>{cells(row)}</row>' for row in rows) + f'</sheetData>{rest}</worksheet>'


def comments(*texts):
    return (f'<comments xmlns="{MAIN}"><authors><author>quanze</author></authors><commentList>' +
            ''.join(f'<comment ref="{ref}" authorId="0"><text>{text}</text></comment>' for ref, text in texts) + '</commentList></comments>')


def run(text):
    return f'<r><t xml:space="preserve">{escape(text)}</t></r>'


def book(first, second=None, notes=None, vml=None, xfs='<cellXfs><xf/><xf fillId="1"/></cellXfs>', styles=STYLES, top='', strings=''):
    data = io.BytesIO()
    sheets = [('甲', first)] + ([('审核意见', second)] if second else [])
    with zipfile.ZipFile(data, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>')
        archive.writestr('_rels/.rels', f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr('xl/workbook.xml', f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{top}<sheets>' +
                         ''.join(f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, (name, _) in enumerate(sheets, 1)) + '</sheets></workbook>')
        archive.writestr('xl/_rels/workbook.xml.rels', f'<Relationships xmlns="{PACKAGE}"><Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>' +
                         (f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="strings.xml"/>' if strings else '') +
                         ''.join(f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="worksheets/s{i}.xml"/>' for i in range(1, len(sheets) + 1)) + '</Relationships>')
        if strings:
            archive.writestr('xl/strings.xml', f'<sst xmlns="{MAIN}">{strings}</sst>')
        archive.writestr('xl/styles.xml', styles + xfs + '</styleSheet>')
        for i, (_, text) in enumerate(sheets, 1):
            archive.writestr(f'xl/worksheets/s{i}.xml', text)
        if notes:
            archive.writestr('xl/worksheets/_rels/s1.xml.rels', f'<Relationships xmlns="{PACKAGE}"><Relationship Id="c" Type="{OFFICE}/comments" Target="../comments1.xml"/>' +
                             (f'<Relationship Id="v" Type="{OFFICE}/vmlDrawing" Target="../drawings/v.vml"/>' if vml else '') + '</Relationships>')
            archive.writestr('xl/comments1.xml', notes)
        if vml:
            archive.writestr('xl/drawings/v.vml', vml)
    return data.getvalue()


ITEM = ('1', '对甲的处罚', '', '乙局', '《某某法》第一条', '1.立案。', '追责。')
LIST = sheet([HEAD, ITEM])
DRAWN = sheet([HEAD, ITEM], '<legacyDrawing r:id="v"/>')
SHAPE = '<v:shape id="_x0000_s{0}"><x:ClientData ObjectType="Note"><x:Row>{1}</x:Row><x:Column>{2}</x:Column></x:ClientData></v:shape>'


def books():
    yield 'beginnings without an end', book(LIST, notes=comments(*[(f'B{i}', run('quanze:\n甲' * 5000)) for i in range(2, 40)]))
    yield 'seals that do not fit', book(LIST, notes=comments(('B2', run('quanze:' + '[0123abcd]' * 30000))))
    yield 'very many pieces of ours', book(LIST, notes=comments(('B2', run(said('甲') * 10000))))
    yield 'ours, a character a run', book(LIST, notes=comments(('B2', ''.join(run(c) for c in said('甲乙丙丁' * 2000)))))
    yield 'ours in references and escapes', book(LIST, notes=comments(('B2', '<r><t>&#113;uanze:&#10;&lt;_x7532_&gt;&#10;[' + number('<甲>') + ']</t></r>')))
    yield 'ours within CDATA', book(LIST, notes=comments(('B2', f'<r><t><![CDATA[{said("甲")}]]></t></r>')))
    yield 'ours in a pronunciation', book(LIST, notes=comments(('B2', run('甲') + f'<rPh sb="0" eb="1"><t>{said("乙")}</t></rPh>')))
    yield 'ours where there is no cell', book(LIST, notes=comments(('', run(said('甲'))), ('B0', run(said('甲'))), ('XFD1048576', run(said('甲')))))
    yield 'notes without an end', book(DRAWN, notes=comments(('B2', run(said('甲')))), vml='<xml>' + '<v:shape ' * 200000 + '</xml>')
    yield 'notes in one another', book(DRAWN, notes=comments(('B2', run(said('甲')))), vml='<xml xmlns:v="v" xmlns:x="x">' + '<v:shape >' * 5000 + '</v:shape>' * 5000 + '</xml>')
    yield 'many notes of one cell', book(DRAWN, notes=comments(('B2', run(said('甲')))), vml='<xml xmlns:v="v" xmlns:x="x">' + ''.join(SHAPE.format(i, 1, 1) for i in range(20000)) + '</xml>')
    yield 'numbers of shapes at their end', book(DRAWN, notes=comments(('B2', run('甲'))), vml='<xml xmlns:v="v" xmlns:x="x">' + SHAPE.format('99999999999999999999', 1, 1) + '</xml>')
    many = ''.join(f'<xf fillId="1" fontId="{i}"/>' for i in range(60000))
    cells = ''.join(f'<c s="{i}"/>' for i in range(7, 16000))
    yield 'very many styles in our colours', book(f'<worksheet xmlns="{MAIN}"><sheetData><row>' + ''.join(f'<c t="inlineStr"><is><t>{h}</t></is></c>' for h in HEAD) + cells + '</row><row>' +
                                                  ''.join(f'<c t="inlineStr"><is><t>{h}</t></is></c>' for h in ITEM) + '</row></sheetData></worksheet>', xfs=f'<cellXfs>{many}</cellXfs>')
    yield 'a ground that is none', book(LIST, xfs='<cellXfs><xf fillId="4294967295"/><xf fillId="-1"/><xf fillId="99"/></cellXfs>')
    yield 'a ground with markup in it', book(LIST, styles=STYLES.replace('theme="4" tint="0.5"', 'rgb=\'FF"/&gt;&lt;x\' tint="&lt;x/&gt;"'), xfs='<cellXfs><xf fillId="1"/></cellXfs>')
    yield 'very many lines of ours', book(LIST, sheet([OWN] + [line(str(i), '甲', 'B2', '1 乙', '错误', '丙' * 20, '丁') for i in range(20000)]))
    yield 'a line of ours, and a list below it', book(LIST, sheet([OWN, line('1', '甲', 'B2', '1 乙', '错误', '丙', '丁'), HEAD, ITEM]))
    yield 'the labels of ours alone', book(LIST, sheet([OWN]))
    yield 'the labels of ours, very often', book(LIST, sheet([OWN * 1000]))
    yield 'ours and nothing else', book(sheet([OWN, line('1', '甲', 'B2', '1 乙', '错误', '丙', '丁')]))
    yield 'ours with formulas as answers', book(LIST, sheet([OWN, line('1', '甲', 'B2', '1 乙', '错误', '丙', '丁', '=HYPERLINK("http://x","y")')]))
    yield 'two sheets of ours', book(sheet([OWN, line('1', '甲', 'B2', '1 乙', '错误', '丙', '丁')]), sheet([OWN, line('1', '甲', 'B2', '1 乙', '错误', '丙', '丁')]))
    yield 'text outside of all shared strings', book(LIST, strings='甲乙丙丁戊己<si><t>庚</t></si>辛')
    yield 'saved by another program', book(LIST, top='<fileVersion appName="Calc&amp;&lt;"/>')


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (40, 41))


def command(*line):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([QUANZE, *line], capture_output=True, timeout=300, preexec_fn=limited, env=dict(os.environ, LC_ALL='C.UTF-8'))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    passed = failed = 0
    slow = 1 if b'__asan_init' not in open(QUANZE, 'rb').read() else 6
    with tempfile.TemporaryDirectory() as folder:
        for name, data in books():
            path, out = f'{folder}/list.xlsx', f'{folder}/list.report.xlsx'
            with open(path, 'wb') as file:
                file.write(data)
            if os.path.exists(out):
                os.remove(out)
            why = []
            done, seconds = command('validate', '-v', '--format', 'xlsx', '-o', folder, path)
            if done.returncode not in (0, 1, 3, 4) or b'worker-died' in done.stderr or b'Sanitizer' in done.stderr:
                why.append(f'exit {done.returncode} {done.stderr.decode()[-400:]}')
            if seconds > 20 * slow:
                why.append(f'{seconds:.1f} s')
            if os.path.exists(out):
                again, seconds = command('validate', '-v', '--format', 'xlsx', '-o', folder, out)
                if again.returncode not in (0, 1, 3) or b'format-broken' in again.stderr or seconds > 20 * slow:
                    why.append(f'again: exit {again.returncode}, {seconds:.1f} s {again.stderr.decode()[-400:]}')
            elif done.returncode not in (3, 4) or not done.stderr:
                why.append('neither marked nor refused')
            passed += not why
            failed += bool(why)
            for words in why:
                print(f'not ok - {name}: {words}')
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    passed += peak < 1024 * slow
    failed += peak >= 1024 * slow
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed > 0)


main()
