# Sourced by run.sh: who edits a stylesheet or its texts sees it in the outputs, although the program looks texts up and
# works facts out ahead (src/emit/texts.c, repaired.c). Each case edits one file and looks for what came of it.
edited() { # NAME FILE SED OUTPUT WANTED
	local folder="$work/edited/$1"
	mkdir -p "$folder/$(dirname "$2")"
	sed "$3" "$2" >"$folder/$2"
	run convert -q -t "$4" --profile full --resources "$folder" -o "$folder/out" samples/jiuquan-wangxin.tsv >/dev/null 2>&1
	case $4 in docx) unzip -p "$folder/out/jiuquan-wangxin.docx" word/document.xml ;; *) cat "$folder/out/jiuquan-wangxin.$4" ;; esac >"$folder/drawn"
	grep -q "$5" "$folder/drawn" && ok || not_ok "edited: $1"
}
edited text xslt/l10n/zh-CN.xml 's/<l:text key="items.count">[^<]*/<l:text key="items.count">件数/' txt '^件数：14'
edited computed-text xslt/l10n/zh-CN.xml 's/<l:text key="items.count">[^<]*/&<xsl:value-of select="3 + 4"\/>/' txt '^事项数7：14'
edited text-of-two-kinds xslt/l10n/zh-CN.xml 's/<l:text key="items.count">[^<]*<.l:text>/<xsl:choose><xsl:when test="true()"><l:text key="items.count">件数<\/l:text><\/xsl:when><\/xsl:choose>/' txt '^件数：14'
edited function xslt/common/l10n.xsl "s/string(.found)/concat(\$found, '*')/" txt '^事项数\*：\*14'
edited kinds xslt/common/repairs.xsl 's/select="l:text(concat(.rule\.., substring-before(@name, . .)))"/select="translate(@name, '"' ', '~'"')"/' txt 'list-restored~duties'
edited cell xslt/docx/cell.xsl 's/<w:pStyle w:val="QzItem"\/>/<w:pStyle w:val="QzOwnItem"\/>/' docx 'QzOwnItem'
