/** Colours in the light, */
const LIGHT = `--bg:#fff;--ink:#1c2024;--mut:#59626c;--line:#d9dee4;--rule:#8b95a1;--soft:#f5f7f9;--link:#0a56b0;--made:#7a5200;--free:#e9f5ee;--freeink:#14532d;--un:#f6f3f0;--unink:#6b5a4c;--bar:#b9c9da;--now:#fff5d6;--bad:#b3151d;--badbg:#fdf0f0;--warm:#a84300;--cool:#0a5cb0;--was:#fbf2ea;--new:#edf4fc;--c0:#0a5cb0;--c1:#b34a00;--c2:#1b7340;--c3:#7a3fb5;--c4:#a3184f;--c5:#006d77;--c6:#6b6300;--c7:#444c56`;
/** and in the dark. */
const DARK = `--bg:#12161b;--ink:#e4e8ec;--mut:#9ba5b0;--line:#2e363f;--rule:#6b7682;--soft:#1a2027;--link:#7ab8ff;--made:#e3c06a;--free:#16301f;--freeink:#a6e3bd;--un:#241f1b;--unink:#bba893;--bar:#41566d;--now:#3a3210;--bad:#ff8f8a;--badbg:#321a1c;--warm:#ff9d52;--cool:#74b6ff;--was:#2a211a;--new:#172635;--c0:#74b6ff;--c1:#ff9d52;--c2:#6fd39a;--c3:#c9a2f5;--c4:#ff8fb5;--c5:#5fd0da;--c6:#d8cc55;--c7:#b7c0ca`;

const LAYOUT = `*{box-sizing:border-box}html{scroll-padding-top:56px}
body{margin:0 auto;max-width:1280px;padding:28px 30px 64px;background:var(--bg);color:var(--ink);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums}
h1{font-size:27px;line-height:1.2;margin:2px 0 8px;letter-spacing:-.012em;font-weight:680}h2{font-size:19px;margin:44px 0 8px;font-weight:680;letter-spacing:-.006em}h3{font-size:15px;margin:24px 0 6px;font-weight:650}h2 small,h3 small{font-weight:400;color:var(--mut);margin-left:8px;font-size:13px}
p{margin:4px 0 8px;max-width:88ch}.eye,.hint{color:var(--mut);font-size:13px}.sub{color:var(--mut);font-size:14.5px;margin:0}a{color:var(--link)}
nav{position:sticky;top:0;z-index:3;background:var(--bg);border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;gap:2px 18px;padding:9px 0;margin-top:14px;font-size:13px}nav a{text-decoration:none}nav a:hover{text-decoration:underline}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:5px 9px;border-bottom:1px solid var(--line);vertical-align:top}thead th,thead td{font-size:12.5px;border-bottom:1.5px solid var(--rule);vertical-align:bottom;line-height:1.3}tbody th{font-weight:500}td small,th small,dd small,dt small{font-size:12px;color:var(--mut);font-weight:400}td>small,th>small,dt>small,div>small{display:block}h2>small,h3>small{display:inline}td i,th i{font-style:normal;color:var(--mut)}b{font-weight:650}
.scroll{overflow-x:auto}.wide table{min-width:1040px}.all{font-size:13px;table-layout:fixed}.all td,.all tbody th{padding:5px 7px;line-height:1.35;overflow-wrap:break-word}.all th:first-child,.all thead td{width:15%;position:sticky;left:0;background:var(--bg);z-index:1}.all td small{display:block}.all td div+div,.one td div+div{margin-top:4px}.one{max-width:1010px}.one tbody th{width:30%}
.grp th{padding-top:18px;font-size:12.5px;font-weight:650;color:var(--mut);border-bottom:1px solid var(--rule)}
td.free{background:var(--free);color:var(--freeink)}td.un,td.np{background:var(--un);color:var(--unink)}td.un small,td.np small{color:inherit}.no{color:var(--mut);font-style:italic;font-size:12.5px}
.src{font-size:11px;font-weight:400;color:var(--mut);margin-left:5px;white-space:nowrap;vertical-align:1px}.ch{font-size:10.5px;line-height:1;margin-left:3px}.ch a{color:var(--made);text-decoration:none;border-bottom:1px dotted currentColor}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:12px 26px;margin:8px 0 14px}.facts>div{border-left:2px solid var(--line);padding-left:10px}.facts dt{font-size:12px;color:var(--mut)}.facts dd{margin:0}.facts dd small{display:block}.facts b{font-size:16px}
.rates td{text-align:right;white-space:nowrap;padding-left:18px}.only{font-size:17px;font-weight:650;margin:0}.rates thead th.r{text-align:right}.rates{width:auto;min-width:min(100%,420px)}.rates tbody th{font-weight:400;white-space:nowrap;padding-right:22px}.rates tbody th[scope=rowgroup]{font-weight:600}.rates svg{margin-right:8px;vertical-align:1px}.rates rect{fill:var(--bar)}.rates tbody+tbody{border-top:1px solid var(--rule)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(380px,1fr));gap:18px 34px}.card{border-top:2px solid var(--rule);padding-top:8px;break-inside:avoid}.card h3{margin:0 0 4px}.card table{font-size:13px}.card th{width:38%;font-weight:400;color:var(--mut)}.card td,.card th{padding:3px 8px 3px 0}
figure{margin:16px 0 6px;max-width:1060px}.chart{width:100%;height:auto;display:block}.chart text{font-size:12px;fill:var(--ink)}.chart .ax{fill:var(--mut)}.gr{stroke:var(--line);stroke-width:.8}.ld{stroke:var(--mut);stroke-width:.6;fill:none}.ln{fill:none;stroke-width:2.2;stroke-linejoin:round}.dt{fill:var(--bg);stroke-width:1.6}.nm{font-weight:600}figcaption{font-size:13px;color:var(--mut);max-width:100ch}
.k0{stroke:var(--c0)}.k1{stroke:var(--c1)}.k2{stroke:var(--c2)}.k3{stroke:var(--c3)}.k4{stroke:var(--c4)}.k5{stroke:var(--c5)}.k6{stroke:var(--c6)}.k7{stroke:var(--c7)}
.pays{font-size:13px;width:auto}.pays td,.pays thead th.r{text-align:right;white-space:nowrap}.pays tbody th{font-weight:500}
.said{list-style:none;padding:0;margin:6px 0;max-width:110ch}.said li{margin:0 0 5px;padding-left:14px;text-indent:-14px}.cho{list-style:none;padding:0;columns:2;column-gap:38px;font-size:13px}.cho li{break-inside:avoid;margin:0 0 7px}.cho code,.where{color:var(--mut);font:11.5px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}.num{color:var(--made);margin-right:4px;font-size:12px}.cho :target{background:var(--now)}
summary{cursor:pointer;color:var(--link);padding:6px 0}:focus-visible{outline:2px solid var(--link);outline-offset:2px}.vh{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
footer{border-top:1px solid var(--line);margin-top:44px;padding-top:10px;color:var(--mut);font-size:12.5px}
@media(max-width:760px){body{padding:16px}.cho{columns:1}.cards{grid-template-columns:1fr}nav{position:static}}`;

const PAPER = `@media print{:root{color-scheme:light;--bg:#fff;--ink:#000;--mut:#444;--line:#bbb;--rule:#666;--soft:#fff;--made:#444;--free:#eef4f0;--freeink:#000;--un:#f3f1ee;--unink:#333;--bar:#ccc}body{max-width:none;padding:0;font-size:9.5pt}nav{display:none}.scroll{overflow:visible}.wide table{min-width:0}.all{font-size:8pt}.all th:first-child,.all thead td{position:static}tr,figure,.card{break-inside:avoid}thead{display:table-header-group}h2,h3{break-after:avoid}a{color:inherit;text-decoration:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{size:letter landscape;margin:12mm}}`;

/** How a page looks: light, dark and on paper. It loads nothing. */
export const STYLE = `:root{color-scheme:light dark;${LIGHT}}
@media(prefers-color-scheme:dark){:root{${DARK}}}
${LAYOUT}
${PAPER}`;

/** How it looks beside an editor, in the colours of its theme. `here`: where the cursor stands; `stale`: a notice. */
export const EDITOR_STYLE = `:root{${LIGHT}}
:where(body.vscode-dark,body.vscode-high-contrast:not(.vscode-high-contrast-light)){${DARK}}
body{--bg:var(--vscode-editor-background);--ink:var(--vscode-editor-foreground);--mut:var(--vscode-descriptionForeground);--link:var(--vscode-textLink-foreground);--line:var(--vscode-editorWidget-border,var(--vscode-panel-border));--now:var(--vscode-editor-findMatchHighlightBackground)}
${LAYOUT}
body{padding:12px 20px 64px;font-family:var(--vscode-font-family);max-width:none}[data-at]{cursor:pointer}.here{box-shadow:inset 3px 0 0 var(--vscode-focusBorder)}td.here,th.here{background:var(--vscode-editor-lineHighlightBackground,var(--now))}.stale{border:1px solid var(--vscode-editorWarning-foreground);border-left-width:4px;padding:7px 11px;border-radius:3px;margin:0 0 12px}`;
