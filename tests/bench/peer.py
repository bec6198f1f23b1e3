"""The peer made with python3-lxml: peer.py XSD HTML.xsl TEXT.xsl DOCX.xsl PROCESSES FOLDER LIST.xml…
Loads schema and stylesheets once a process; validates, draws, packs and writes each list."""
import multiprocessing
import os
import sys
import zipfile

from lxml import etree

xsd, html, text, docx, processes, folder = sys.argv[1:7]
PKG = '{http://schemas.microsoft.com/office/2006/xmlPackage}'
tools = {}


def load():
    tools['schema'] = etree.XMLSchema(etree.parse(xsd))
    for name, path in (('html', html), ('txt', text), ('docx', docx)):
        tools[name] = etree.XSLT(etree.parse(path))


def pack(flat, path):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as out:
        parts = list(flat.getroot())
        types = ''.join(f'<Override PartName="{p.get(PKG + "name")}" ContentType="{p.get(PKG + "contentType")}"/>' for p in parts if '.rels' not in p.get(PKG + 'name'))
        out.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                     f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>')
        for part in parts:
            out.writestr(part.get(PKG + 'name')[1:], etree.tostring(part[0][0], xml_declaration=True, encoding='UTF-8', standalone=True))


def convert(path):
    doc = etree.parse(path, etree.XMLParser(huge_tree=True))
    tools['schema'].assertValid(doc)
    stem = os.path.join(folder, os.path.splitext(os.path.basename(path))[0])
    for name in ('html', 'txt'):
        tools[name](doc).write_output(f'{stem}.{name}')
    pack(tools['docx'](doc), stem + '.docx')


if __name__ == '__main__':
    os.makedirs(folder, exist_ok=True)
    load()
    if processes == '1':
        for name in sys.argv[7:]:
            convert(name)
    else:
        with multiprocessing.Pool(int(processes)) as pool:
            list(pool.imap_unordered(convert, sys.argv[7:], chunksize=4))
