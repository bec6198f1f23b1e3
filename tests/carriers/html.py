#!/usr/bin/env python3
"""Plants a sentence of its own into every place of a web page (and of a page in MIME) that holds text, converts, and
looks for it: in the XML, or named in the report (validate --format json). What is dropped on purpose is listed here
with the reason, and must not turn up. Usage: tests/carriers/html.py [QUANZE]"""

import base64
import json
import subprocess
import sys
import tempfile
from pathlib import Path

QUANZE = sys.argv[1] if len(sys.argv) > 1 else 'out/quanze'
DIGITS = '甲乙丙丁戊己庚辛壬癸'
WORD = '@'  # where the sentence goes in a template

ROW = '<tr><td>1</td><td>社会团体成立登记{name}</td><td>行政许可</td><td>某县民政局</td><td>《社会团体登记管理条例》第九条{cell}</td></tr>'
HEADER = '<tr><td>序号</td><td>事项名称</td><td>权力类型</td><td>行使主体</td><td>实施依据</td></tr>'
LIST = '{before}<table{table}>{inside}' + HEADER + '{rows}' + ROW + '</table>{after}'
PAGE = '<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body{body}><h1>某县民政局权责清单</h1>' + LIST + '</body></html>'

# Elements whose content is text, in a cell and between the tables.
INLINE = ('a abbr acronym b bdi bdo big blink center cite code data dfn em font i ins kbd label mark marquee nobr output q rb ruby samp small '
          'span strong sub sup time tt u var x-own').split()
BLOCK = ('address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup legend li '
         'main menu nav ol p pre search section summary ul').split()
STRUCK = 's strike del'.split()
UNSEEN = 'noscript noframes noembed dialog video audio canvas object applet datalist button textarea select'.split()
ATTRIBUTES = ['title', 'aria-label', 'aria-description']

# name, template: the same in a cell and between the tables.
ANYWHERE = [(name, f'<{name}>{WORD}</{name}>') for name in INLINE + BLOCK + STRUCK + UNSEEN] + [
    ('text', WORD), ('text behind br', f'<br>{WORD}'), ('entity', ''.join(['&#x', '{hex}', ';'])), ('CDATA', f'<svg><text><![CDATA[{WORD}]]></text></svg>'),
    ('ruby text', f'<ruby>字<rt>{WORD}</rt></ruby>'), ('ruby bracket', f'<ruby>字<rp>{WORD}</rp></ruby>'),
    ('display:none', f'<span style="display:none">{WORD}</span>'), ('hidden', f'<p hidden>{WORD}</p>'), ('visibility', f'<b style="visibility:hidden">{WORD}</b>'),
    ('opacity', f'<b style="opacity:0">{WORD}</b>'), ('class display:none', f'<b class="gone">{WORD}</b>'), ('id display:none', f'<b id="gone">{WORD}</b>'),
    ('white', f'<span style="color:#fff">{WORD}</span>'), ('font white', f'<font color="white">{WORD}</font>'), ('tiny', f'<span style="font-size:0">{WORD}</span>'),
    ('line-through', f'<span style="text-decoration:line-through">{WORD}</span>'), ('class line-through', f'<b class="off">{WORD}</b>'),
    ('img alt', f'<img src="a.png" alt="{WORD}">'), ('area alt', f'<map name="m"><area href="x" alt="{WORD}"></map>'), ('input alt', f'<input type="image" alt="{WORD}">'),
    ('input', f'<input value="{WORD}">'), ('input number', f'<input type="number" value="{WORD}">'), ('input hidden', f'<input type="hidden" value="{WORD}">'),
    ('input button', f'<input type="button" value="{WORD}">'), ('input submit', f'<input type="submit" value="{WORD}">'), ('placeholder', f'<input placeholder="{WORD}">'),
    ('textarea placeholder', f'<textarea placeholder="{WORD}"></textarea>'), ('option', f'<select><option>{WORD}</option></select>'),
    ('option chosen', f'<select><option>一<option selected>{WORD}</option></select>'), ('option not chosen', f'<select><option selected>一</option><option>{WORD}</option></select>'),
    ('optgroup', f'<select><optgroup label="{WORD}"><option>一</optgroup></select>'), ('option label', f'<select><option label="{WORD}">一</select>'),
    ('datalist option', f'<datalist><option>{WORD}</option></datalist>'), ('datalist label', f'<datalist><option label="{WORD}"></datalist>'),
    ('svg text', f'<svg><text>{WORD}</text></svg>'), ('svg tspan', f'<svg><text><tspan>{WORD}</tspan></text></svg>'), ('svg title', f'<svg><title>{WORD}</title></svg>'),
    ('svg desc', f'<svg><desc>{WORD}</desc></svg>'), ('svg foreignObject', f'<svg><foreignObject><p>{WORD}</p></foreignObject></svg>'), ('math', f'<math><mtext>{WORD}</mtext></math>'),
    ('iframe srcdoc', f'<iframe srcdoc="&lt;p&gt;{WORD}&lt;/p&gt;"></iframe>'), ('iframe fallback', f'<iframe src="x.html">{WORD}</iframe>'),
    ('progress', f'<progress>{WORD}</progress>'), ('meter', f'<meter>{WORD}</meter>'), ('prefixed element', f'<o:p>{WORD}</o:p>'), ('tag that is none', f'<{WORD}>'),
    ('text box in a comment of Word', f'<!--[if gte vml 1]><v:shape><v:textbox><div>{WORD}</div></v:textbox></v:shape><![endif]-->'),
    ('conditional, shown', f'<![if !vml]>{WORD}<![endif]>'), ('conditional, shown too', f'<!--[if !supportEmptyParas]-->{WORD}<!--[endif]-->'),
    ('xmp', f'<xmp>{WORD}</xmp>'), ('list item', f'<ul><li>{WORD}</li><li>二</li></ul>'), ('menu of links', f'<ul><li><a href="x">{WORD}</a></li><li><a href="y">二</a></li></ul>'),
    ('definition', f'<dl><dt>一</dt><dd>{WORD}</dd></dl>'), ('nested table', f'<table><tr><td>{WORD}</td></tr></table>'),
] + [(f'{name}=', f'<span {name}="{WORD}">字</span>') for name in ATTRIBUTES]

# name, where in the page, template.
PLACES = [
    ('page title', 'head', f'<title>{WORD}</title>'), ('generated words', 'head', f'<style>td::before{{content:"{WORD}"}}</style>'),
    ('table title', 'table', f' title="{WORD}"'), ('table summary', 'table', f' summary="{WORD}"'), ('caption', 'inside', f'<caption>{WORD}</caption>'),
    ('text in table', 'inside', WORD), ('text in row', 'rows', f'<tr>{WORD}</tr>'), ('text in tbody', 'rows', f'<tbody>{WORD}</tbody>'),
    ('cell without row', 'inside', f'<td>{WORD}</td>'), ('paragraph in table', 'inside', f'<p>{WORD}</p>'),
    ('hidden row', 'rows', f'<tr style="display:none"><td>9</td><td>{WORD}</td></tr>'), ('struck row', 'rows', f'<tr style="text-decoration:line-through"><td>9</td><td>{WORD}</td></tr>'),
    ('row of a hidden tbody', 'rows', f'<tbody hidden><tr><td>9</td><td>{WORD}</td></tr></tbody>'), ('hidden cell', 'rows', f'<tr><td>9</td><td hidden>{WORD}</td></tr>'),
    ('cell title', 'rows', f'<tr><td>9</td><td title="{WORD}">字</td></tr>'), ('cell abbr', 'rows', f'<tr><td>9</td><th abbr="{WORD}">字</th></tr>'),
    ('foot', 'rows', f'<tfoot><tr><td colspan=5>{WORD}</td></tr></tfoot>'), ('lone cell', 'rows', f'<tr><td colspan=5>{WORD}</td></tr>'),
    ('one-cell table before', 'before', f'<table><tr><td>{WORD}</td></tr></table>'), ('other table behind', 'after', f'<table><tr><td>一<td>二<tr><td>三<td>{WORD}</table>'),
    ('hidden table', 'after', f'<table hidden><tr><td>一<td>二<tr><td>三<td>{WORD}</table>'), ('struck paragraph', 'after', f'<p><s>{WORD}</s></p>'),
    ('layout table', 'before', f'<table><tr><td>一<td>{WORD}<tr><td colspan=2><table><tr><td>1<td>2<td>3<tr><td>4<td>5<td>6</table></table>'),
    ('site header', 'before', f'<header>{WORD}</header>'), ('site header h1', 'before', f'<header><h1>{WORD}</h1></header>'), ('site footer', 'after', f'<footer>{WORD}</footer>'),
    ('role navigation', 'before', f'<div role="navigation">{WORD}</div>'), ('main', 'before', f'<main><header><p>{WORD}</p></header></main>'),
    ("Word's header", 'after', f"<div style='mso-element:header'><p>{WORD}</p></div>"), ("Word's footnote", 'after', f"<div style='mso-element:footnote'><p>{WORD}</p></div>"),
    ("Word's comment", 'after', f"<div style='mso-element:comment'><p>{WORD}</p></div>"), ("Word's endnote", 'after', f"<div style='mso-element:endnote'><p>{WORD}</p></div>"),
    ('frameset', 'after', f'<frameset><noframes>{WORD}</noframes></frameset>'), ('behind the page', 'after', f'</body></html>{WORD}'),
    ('unclosed tag', 'after', f'<p {"x" * 5}>{WORD}'), ('island of XML', 'after', f'<xml><x:Name>{WORD}</x:Name></xml>'), ('style for print', 'after', f'<style media=print>.z{{display:none}}</style><p class=z>{WORD}</p>'),
]

# What is dropped, and why.
DROPPED = [
    ('comment', 'after', f'<!-- {WORD} -->', 'notes of who made the page; no browser shows them'),
    ('script', 'after', f'<script>var a = "{WORD}";</script>', 'a program'), ('script of data', 'after', f'<script type="application/json">"{WORD}"</script>', 'a program'),
    ('style comment', 'head', f'<style>/* {WORD} */</style>', 'a program'), ('template', 'after', f'<template>{WORD}</template>', 'for scripts alone'),
    ('meta', 'head', f'<meta name="description" content="{WORD}">', 'for search engines: about the page, not of it'), ('link title', 'head', f'<link rel="x" href="y" title="{WORD}">', 'for programs'),
    ('data-*', 'after', f'<p data-x="{WORD}">字</p>', 'for scripts'), ('href', 'after', f'<a href="{WORD}">字</a>', 'an address'), ('src', 'after', f'<img src="{WORD}">', 'an address'),
    ('class', 'after', f'<p class="{WORD}">字</p>', 'a name for programs'), ('id', 'after', f'<p id="{WORD}">字</p>', 'a name for programs'), ('name', 'after', f'<a name="{WORD}">字</a>', 'a name for programs'),
    ('checkbox value', 'after', f'<input type="checkbox" value="{WORD}">', 'sent by a form, not shown'), ('param', 'after', f'<object data="x"><param name="a" value="{WORD}"></object>', 'for programs; the object is named'),
    ('lang', 'after', f'<p lang="{WORD}">字</p>', 'for programs'), ('doctype', 'after', f'<!DOCTYPE {WORD}>', 'for programs'), ('processing instruction', 'after', f'<?x {WORD}?>', 'for programs'),
    ('track label', 'after', f'<video><track kind="x" srclang="{WORD}"></video>', 'for programs; the film is named'),
]


class Planter:
    """Gives each place a sentence that is nowhere else."""

    def __init__(self):
        self.count = 0

    def sentence(self):
        self.count += 1
        return '隐语' + ''.join(DIGITS[int(d)] for d in f'{self.count:04d}') + '止'


def fill(template, sentence):
    if '{hex}' in template:
        return ''.join(template.replace('{hex}', f'{ord(c):x}') for c in sentence)
    return template.replace(WORD, sentence)


def page(**parts):
    fields = {'head': '', 'body': '', 'before': '', 'table': '', 'inside': '', 'rows': '', 'name': '', 'cell': '', 'after': ''} | parts
    return PAGE.format(**fields)


def cases(planter):
    """name, bytes by file name, sentence, wanted."""
    for name, template in ANYWHERE:
        for where in ('before', 'cell', 'after'):
            sentence = planter.sentence()
            styles = '<style>.gone,#gone{display:none}b.off{text-decoration:line-through}</style>'
            yield f'{name}, {where}', 'page.html', page(head=styles, **{where: fill(template, sentence)}).encode(), sentence, True
    for name, where, template in PLACES:
        sentence = planter.sentence()
        yield name, 'page.html', page(**{where: fill(template, sentence)}).encode(), sentence, True
    for name, where, template, _ in DROPPED:
        sentence = planter.sentence()
        yield f'dropped: {name}', 'page.html', page(**{where: fill(template, sentence)}).encode(), sentence, False
    yield from mime_cases(planter)


def mime(parts, preamble='', epilogue='', kind='related'):
    text = f'MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary="=_b"\r\n\r\n{preamble}'
    for header, body in parts:
        text += f'\r\n--=_b\r\n{header}\r\nContent-Transfer-Encoding: base64\r\n\r\n' + base64.encodebytes(body.encode()).decode()
    return (text + f'\r\n--=_b--\r\n{epilogue}').encode()


def mime_cases(planter):
    root = ('Content-Type: text/html; charset=utf-8\r\nContent-Location: a.htm', page())
    def other(kind, place='b.txt'):
        return f'Content-Type: {kind}; charset=utf-8\r\nContent-Location: {place}'
    places = [
        ('page in MIME', lambda s: mime([(root[0], page(after=s))])),
        ('second page', lambda s: mime([root, (other('text/html'), f'<p>{s}</p>')])),
        ('page before the first', lambda s: mime([(other('text/html'), f'<p>{s}</p>'), root])),
        ('plain text', lambda s: mime([root, (other('text/plain'), s)])),
        ('alternative text', lambda s: mime([(other('text/plain'), s), root], kind='alternative')),
        ('XML part', lambda s: mime([root, (other('text/xml', 'x.xml'), f'<x>{s}</x>')])),
        ('before the parts', lambda s: mime([root], preamble=s)), ('behind the parts', lambda s: mime([root], epilogue=s)),
        ('name of an attachment', lambda s: mime([root, (other('application/pdf', s + '.pdf'), 'x')])),
        ('style sheet part', lambda s: mime([root, (other('text/css', 'x.css'), f'td::after{{content:"{s}"}}')])),
    ]
    for name, make in places:
        sentence = planter.sentence()
        yield f'MIME: {name}', 'page.mht', make(sentence), sentence, True


def run(work, cases_):
    """All pages in one run each of convert and validate."""
    source = work / 'in'
    out = work / 'out'
    source.mkdir()
    for number, (_, name, data, _, _) in enumerate(cases_):
        (source / f'{number:04d}{Path(name).suffix}').write_bytes(data)
    subprocess.run([QUANZE, 'convert', '-q', '-t', 'xml', '-o', str(out), str(source)], capture_output=True, check=False)
    report = subprocess.run([QUANZE, 'validate', '--format', 'json', '--fail-on', 'never', str(source)], capture_output=True, check=False)
    named = {}
    for entry in json.loads(report.stdout)['inputs']:
        named[Path(entry['file']).stem] = json.dumps(entry, ensure_ascii=False)
    return out, named


def main():
    planter = Planter()
    all_cases = list(cases(planter))
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        out, named = run(Path(folder), all_cases)
        for number, (name, _, _, sentence, wanted) in enumerate(all_cases):
            path = out / f'{number:04d}.xml'
            text = path.read_text() if path.exists() else ''
            found = sentence in text or sentence in named.get(f'{number:04d}', '')
            if not text:
                print(f'not ok - {name}: not converted')
            elif found != wanted:
                print(f'not ok - {name}: {"lost" if wanted else "kept, though listed as dropped"}')
            failed += not text or found != wanted
    print(f'{len(all_cases)} places')
    print(f'{len(all_cases) - failed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
