<?xml version="1.0" encoding="UTF-8"?>
<!-- The page's script (filters), inline, and its hash for the Content-Security-Policy. The hash is checked by tests/lint/csp.sh. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="script.hash">sha256-v7pykRmukUVP+u7bL1OJqRX4e35r4X8MW5emMO8c7Ek=</xsl:variable>
  <xsl:variable name="script.text"><![CDATA[(function(){
var filters=document.getElementById("filters"),search=document.getElementById("search"),type=document.getElementById("type"),shown=document.getElementById("shown");
var rows=Array.prototype.slice.call(document.querySelectorAll("tbody tr"));
var texts=rows.map(function(row){return row.textContent.toLowerCase();});
function apply(){
var words=search.value.toLowerCase().split(/\s+/).filter(Boolean),wanted=type.value,count=0;
rows.forEach(function(row,i){
var hit=(!wanted||row.getAttribute("data-type")===wanted)&&words.every(function(word){return texts[i].indexOf(word)>=0;});
if(row.hidden===hit){row.hidden=!hit;}
if(hit){count+=1;}
});
shown.textContent=count+" / "+rows.length;
}
filters.hidden=false;
search.addEventListener("input",apply);
type.addEventListener("change",apply);
apply();
}());
]]></xsl:variable>
</xsl:stylesheet>
