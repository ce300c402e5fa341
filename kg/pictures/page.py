"""A picture as one HTML page that works without a network: the SVG, its words under the mouse, and the answer below.

A table and its SVG come in, HTML goes out. The page's few lines of script only show what the SVG's own titles say; the
page forbids itself to load anything.
"""

from __future__ import annotations

from html import escape

from kg.pictures.labels import clean, head
from kg.queries.results import Table

_STYLE = """
body{margin:0;font:14px/1.4 "Liberation Sans",Arial,Helvetica,sans-serif;color:#1a1a1a;background:#fff}
figure{margin:0;overflow-x:auto}
svg{display:block}
svg [data-told]:hover{stroke:#1a1a1a;stroke-width:2px}
#told{position:fixed;display:none;max-width:28em;padding:.6em .8em;background:#fff;border:1px solid #8c8c8c;
box-shadow:0 2px 8px #0003;pointer-events:none;overflow-wrap:anywhere;font-size:13px}
#told p{margin:0 0 .3em}
details{margin:1em}
table{border-collapse:collapse}
th,td{padding:.3em .6em;border-bottom:1px solid #e6e6e6;text-align:left;vertical-align:top;max-width:36em}
"""
_SCRIPT = """
const box=document.getElementById("told");
for(const title of document.querySelectorAll("svg g title")){
 title.parentNode.dataset.told=title.textContent;title.remove()}
document.addEventListener("mousemove",event=>{
 const mark=event.target.closest&&event.target.closest("[data-told]");
 box.style.display=mark?"block":"none";
 if(!mark)return;
 box.replaceChildren(...mark.dataset.told.split("\\n").map(line=>{
  const part=document.createElement("p"),colon=line.indexOf(": ");
  if(colon>0&&colon<24){const name=document.createElement("b");name.textContent=line.slice(0,colon+2);part.append(name)}
  part.append(colon>0&&colon<24?line.slice(colon+2):line);return part}));
 const right=event.clientX+16+box.offsetWidth>innerWidth,low=event.clientY+16+box.offsetHeight>innerHeight;
 box.style.left=Math.max(0,right?event.clientX-16-box.offsetWidth:event.clientX+16)+"px";
 box.style.top=Math.max(0,low?event.clientY-16-box.offsetHeight:event.clientY+16)+"px"});
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def format_page(table: Table, svg: str, title: str) -> str:
    """The page."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<figure>{svg}</figure>\n<div id="told" role="tooltip"></div>\n'
        f"{_format_rows(table)}<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )


def _format_rows(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(head(column))}</th>' for column in table.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(clean(text))}</td>' for text in texts)}</tr>\n" for texts in table.texts()
    )
    return (
        f"<details><summary>The answer as a table</summary>\n<table>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n</details>\n"
    )
