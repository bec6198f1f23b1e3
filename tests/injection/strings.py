"""Two hundred strings that try to be more than text: in a page, in a Word file, on a terminal, in a spreadsheet, in a template, in XML."""

MARK = 'injected'  # what a browser test looks for

PAGE_SCRIPTS = [
    '<script>window.injected=1</script>', '<SCRIPT>alert("injected")</SCRIPT>', '<script src="https://injected.invalid/a.js"></script>',
    '<script src=//injected.invalid/a.js></script>', '<scr<script>ipt>window.injected=1</scr</script>ipt>', '<script\n>window.injected=1</script\n>',
    '</script><script>window.injected=1</script>', '<script type="module">window.injected=1</script>', '<script>/*', '*/window.injected=1</script>',
    '<script/x>window.injected=1</script>', '\x00<script>window.injected=1</script>', '<\x00script>window.injected=1</script>',
    '＜script＞window.injected=1＜/script＞', '%3Cscript%3Ewindow.injected=1%3C/script%3E', '\\x3cscript\\x3ewindow.injected=1\\x3c/script\\x3e',
    '\\u003cscript\\u003ewindow.injected=1\\u003c/script\\u003e', '<noscript><p title="</noscript><img src=x onerror=window.injected=1>">',
    '<script>window.injected=1//', "';window.injected=1;//", '";window.injected=1;//', '}());window.injected=1;(function(){', ']]></script><script>window.injected=1',
    '<template><script>window.injected=1</script></template>', '<xmp><script>window.injected=1</script></xmp>', '<plaintext><script>window.injected=1',
    '<textarea></textarea><script>window.injected=1</script>', '<title></title><script>window.injected=1</script>', '<style></style><script>window.injected=1</script>',
    '<base href="https://injected.invalid/">',
]
PAGE_HANDLERS = [
    '<img src=x onerror=window.injected=1>', '<img src="https://injected.invalid/a.png">', '<img src=x onerror="alert(1)">', '<IMG SRC=x ONERROR=window.injected=1>',
    '<body onload=window.injected=1>', '<p onclick="window.injected=1" onmouseover="window.injected=1">段</p>', '<div style="x" onpointerenter=window.injected=1>块</div>',
    '<a href="javascript:window.injected=1">链</a>', '<a href="JaVaScRiPt:window.injected=1">链</a>', '<a href="java\tscript:window.injected=1">链</a>',
    '<a href="&#106;avascript:window.injected=1">链</a>', '<a href="data:text/html,<script>window.injected=1</script>">链</a>', '<a href="vbscript:msgbox(1)">链</a>',
    '<a href="https://injected.invalid/" target=_blank>链</a>', '<iframe src="https://injected.invalid/"></iframe>', '<iframe srcdoc="<script>parent.injected=1</script>"></iframe>',
    '<object data="https://injected.invalid/a.swf"></object>', '<embed src="https://injected.invalid/a.swf">', '<video src=x onerror=window.injected=1></video>',
    '<audio autoplay src="https://injected.invalid/a.mp3"></audio>', '<details open ontoggle=window.injected=1>', '<input autofocus onfocus=window.injected=1>',
    '<select autofocus onfocus=window.injected=1>', '<form action="https://injected.invalid/"><button>送</button></form>', '<button formaction=javascript:window.injected=1>送</button>',
    '<marquee onstart=window.injected=1>动</marquee>', '<meta http-equiv=refresh content="0;url=https://injected.invalid/">', '<link rel=stylesheet href="https://injected.invalid/a.css">',
    '<link rel=prefetch href="https://injected.invalid/a">', '<table background="https://injected.invalid/a.png"><tr><td>格</td></tr></table>', '<td onclick=window.injected=1>格</td>',
    '" onmouseover="window.injected=1', "' onfocus='window.injected=1' autofocus='", '"><img src=x onerror=window.injected=1>', "'><img src=x onerror=window.injected=1>",
    '"></td></tr></table><script>window.injected=1</script>', '--><img src=x onerror=window.injected=1>', '<!--><img src=x onerror=window.injected=1>-->', '<dialog open>对话</dialog>',
    '<portal src=https://injected.invalid/>',
]
PAGE_VECTORS = [
    '<svg onload=window.injected=1>', '<svg><script>window.injected=1</script></svg>', '<svg><a xlink:href="javascript:window.injected=1"><text>链</text></a></svg>',
    '<svg><use href="data:image/svg+xml,x#a"/></svg>', '<svg><image href="https://injected.invalid/a.png"/></svg>', '<svg><foreignObject><body onload=window.injected=1></foreignObject></svg>',
    '<svg><animate onbegin=window.injected=1 attributeName=x dur=1s>', '<svg><set attributeName=href to=javascript:window.injected=1>', '<svg><style><img src=x onerror=window.injected=1></style></svg>',
    '<math><mtext><script>window.injected=1</script></mtext></math>', '<math href="javascript:window.injected=1">式</math>', '<math><mglyph><style><!--</style><img src=x onerror=window.injected=1>',
    '<math><annotation-xml encoding="text/html"><script>window.injected=1</script></annotation-xml></math>',
]
PAGE_STYLES = [
    '<style>*{display:none}</style>', '<style>@import "https://injected.invalid/a.css";</style>', '<p style="background:url(https://injected.invalid/a.png)">段</p>',
    '<p style="position:fixed;inset:0">盖</p>', '<p class="tools" id="page:search">冒名</p>', '</style><script>window.injected=1</script>', 'expression(window.injected=1)',
    '}*{display:none}', '<p style="-moz-binding:url(https://injected.invalid/a.xml)">段</p>', '<font color=red size=7>字</font>', '<p hidden>藏</p>', '<span data-part="9" class="mark">冒名</span>',
    '<link rel="icon" href="https://injected.invalid/favicon.ico">',
]
ENTITIES = [
    '&lt;script&gt;window.injected=1&lt;/script&gt;', '&#60;script&#62;window.injected=1&#60;/script&#62;', '&#x3c;img src=x onerror=window.injected=1&#x3e;',
    '&amp;lt;script&amp;gt;', '&quot; onclick=&quot;window.injected=1', '&colon;', '&NewLine;', '&Tab;', '&notanentity;', '&', '&#', '&#x', '&#0;', '&#1;', '&#27;[31m', '&#x1b;]0;x&#7;',
    '&#xFFFE;', '&#55296;', '&#x202E;', '&#1114112;', '&lol9;',
]
XML_SPECIALS = [
    ']]>', '<![CDATA[<script>window.injected=1</script>]]>', '<![CDATA[', '<!-- 注释 -->', '<!--', '-->', '<?xml version="1.0"?>', '<?php echo 1 ?>', '<?quanze-items 1 1?>', '<?xml-stylesheet href="a.xsl"?>',
    '<!DOCTYPE html>', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;', '<!ENTITY lol "lol">&lol;', '<xi:include href="file:///etc/passwd" parse="text"/>',
    '<xsl:value-of select="document(\'/etc/passwd\')"/>', '<w:t>字</w:t>', '</w:t></w:r></w:p><w:p><w:r><w:t>新段</w:t></w:r></w:p>', '<item id="x"/>', '</item></table></list>', '<cite law="某法" role="basis">某法</cite>',
    '<a:b xmlns:a="urn:a" a:c="d"/>', '<', '>', '"', "'", '`', '<>', '</>', '< script>window.injected=1</script>', '<GB/T 9704>', '<abc@gov.cn>', '{urn:quanze:list:1}item',
]
WORD_FIELDS = [
    '{ HYPERLINK "https://injected.invalid/" }', 'HYPERLINK "https://injected.invalid/"', '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe" }', '{ DDE excel "a.xls" }',
    '{ INCLUDEPICTURE "https://injected.invalid/a.png" \\d }', '{ INCLUDETEXT "file:///etc/passwd" }', '{ MACROBUTTON AutoOpen 点这里 }', '{ QUOTE 65 66 }', '{ PAGE }', '{ TOC \\o }', '{ EMBED Package }',
    '{ IMPORT "\\\\injected.invalid\\a" }', '\x13 HYPERLINK "https://injected.invalid/" \x14链\x15', '\x07', '\x0c', '_Toc12345', '{\\rtf1 {\\field{\\*\\fldinst HYPERLINK}}}', '<w:fldSimple w:instr="PAGE"/>',
    '<w:hyperlink r:id="rId1"/>', '<w:altChunk r:id="rId9"/>', '{ AUTOTEXT 甲 }', '{ LINK Excel.Sheet.8 "a.xls" }',
]
TERMINAL = [
    '\x1b[31m红\x1b[0m', '\x1b[2J\x1b[H', '\x1b]0;标题\x07', '\x1b]8;;https://injected.invalid/\x1b\\链\x1b]8;;\x1b\\', '\x1b]52;c;aW5qZWN0ZWQ=\x07', '\x1bP$q\x1b\\', '\x1b[6n', '\x1b[?1049h', '\x9b31m红',
    '\x9d0;标题\x9c', '\x90q\x9c', '\x85', '\x7f', '\x08\x08\x08改写', '\rOK\x1b[K', '\x0e\x0f', '\x1b', '\x1bc', '\x05', '\x18\x1a',
]
ORDER = [
    '\u202e倒序\u202c', '\u202d强制\u202c', '\u2066隔离\u2069', '\u2067隔离\u2069', '\u2068隔离', '\u200e\u200f', '\u061c', '\u200b零宽\u200b', '\u200c\u200d', '\u2060\ufeff', '\u2028行\u2029段', '\u180e', '\ufff9注\ufffa音\ufffb',
    '\U000e0001\U000e0041', '\ufffe\uffff', '\ufffd', '\u00ad软', '\u034f', '\u115f\u1160', '\u3164',
]
FORMULAS = [
    "=cmd|' /C calc'!A0", '@SUM(1+1)*cmd|" /C calc"!A0', '+cmd|x!A1', '-2+3+cmd|x!A1', '=HYPERLINK("https://injected.invalid/","链")', '=IMPORTXML("https://injected.invalid/","//a")', '=1+1',
    '%0A=1+1', '=WEBSERVICE("https://injected.invalid/")', '|calc',
]
TEMPLATES = ['{{7*7}}', '${7*7}', '#{7*7}', '<%= 7*7 %>', '{%raw%}', '{lost}', '{0}', '%s%n%x', '[{suggested}]', '$(id)', '`id`', '; rm -rf .', '../../../etc/passwd', "' or 1=1 --", '[[甲]]', '{type}{n}{total}', '$injected', '@@', '!!python/object']
LONG = ['<' * 2000, '<b>' * 500, '长' * 5000, '&amp;' * 1000, 'x' * 3000, '((((' * 500, '\u0301' * 1000]

STRINGS = (PAGE_SCRIPTS + PAGE_HANDLERS + PAGE_VECTORS + PAGE_STYLES + ENTITIES + XML_SPECIALS + WORD_FIELDS + TERMINAL + ORDER + FORMULAS + TEMPLATES + LONG)
assert len(STRINGS) == len(set(STRINGS)) >= 200
