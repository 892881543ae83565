/** How the page looks: light, dark, on a phone, and in print. */

const LIGHT = `
--paper:#fff;--panel:#f6f7f9;--ink:#1a1f26;--quiet:#57606a;--line:#c9d0d8;
--grid:#e6e9ed;--with:#0b5fc0;--without:#a34700;--removed:#7a3fb5;
--other:#4b5a68;--rare:#00756b;--link:#c3cad2;--margin:#e4e8ee;--peak:#f2b01e;--accent:#0b57b0;
--good:#13632f;--goodbg:#dff3e4;--bad:#a1121e;--badbg:#fde4e4;
--open:#5c4a00;--openbg:#faf0c8;`;

const DARK = `
--paper:#0f1318;--panel:#171c23;--ink:#e7ebf0;--quiet:#a0aab5;--line:#3a434e;
--grid:#262d36;--with:#6cb2ff;--without:#ffab66;--removed:#cfa4ff;
--other:#b4c0cc;--rare:#4fd1c1;--link:#46505c;--margin:#242c37;--peak:#f2b01e;--accent:#7ab8ff;
--good:#8be0a4;--goodbg:#12331d;--bad:#ff9a9f;--badbg:#431a1d;
--open:#f0d675;--openbg:#37300f;`;

const PAGE = `
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
header,main{max-width:74rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.25rem;padding-bottom:.75rem}
h1{font-size:1.8rem;line-height:1.2;margin:0 0 .5rem;letter-spacing:-.01em;
text-wrap:balance}
h2{font-size:1.35rem;line-height:1.25;margin:0 0 .75rem;display:flex;
flex-wrap:wrap;gap:.3rem .75rem;align-items:center}
h3{font-size:1.02rem;margin:1.2rem 0 .2rem}
h3::first-letter{text-transform:uppercase}
p{margin:.35rem 0}
a{color:var(--accent);text-underline-offset:.15em}
nav a{display:inline-block;margin-right:1rem}
section{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1.75rem}
blockquote{margin:0 0 1rem;padding:.1rem 0 .1rem 1rem;font-size:1.08rem;
border-left:3px solid var(--line);max-width:46rem}
blockquote footer{font-size:.85rem;color:var(--quiet)}
.quiet,.says{color:var(--quiet)}
.says{font-size:.9rem;max-width:46rem}
.departure{color:var(--bad)}
.n,td,.grid{font-variant-numeric:tabular-nums}
.n,.n b{white-space:nowrap}
.assertions .n{white-space:normal}
p.quiet b{font-weight:inherit}
.v{display:inline-block;white-space:nowrap;font-size:.82rem;font-weight:600;
line-height:1.4;padding:.08rem .55rem;border-radius:1rem}
.supported{color:var(--good);background:var(--goodbg)}
.contradicted{color:var(--bad);background:var(--badbg)}
.inconclusive{color:var(--open);background:var(--openbg)}
table{border-collapse:collapse;width:100%;margin:.75rem 0 1rem;font-size:.92rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
.overview caption{position:absolute;width:1px;height:1px;overflow:hidden;
clip-path:inset(50%)}
th,td{text-align:left;vertical-align:top;padding:.5rem .9rem .5rem 0;
border-bottom:1px solid var(--grid);font-weight:400}
thead th{white-space:nowrap;font-size:.8rem;color:var(--quiet);border-bottom-color:var(--line);
padding-top:.2rem;padding-bottom:.3rem}
th p{margin:.1rem 0 0;font-size:.86rem}
.overview th a{font-weight:600}
.overview tbody th{width:27%}
.overview tbody td:nth-child(3){width:37%}
.overview .label{display:inline-block}
@media screen and (min-width:72rem){
.assertions{table-layout:fixed}
.assertions th:first-child{width:35%}
.assertions th:nth-child(2){width:13%}
.assertions th:nth-child(3){width:22%}
.assertions .n .quiet{display:block}
.assertions th:nth-child(4){width:14%}
.assertions th:nth-child(5){width:6%}
}
.evidence{margin-top:.2rem}
.evidence *{fill:none;stroke-width:1.6}
.evidence .bar{stroke:var(--quiet);stroke-width:1;stroke-dasharray:1 3}
.evidence .for{stroke:var(--good)}
.evidence .against{stroke:var(--bad);stroke-dasharray:5 2}
.span{display:inline-block;white-space:nowrap;margin-right:.6rem}
.runs>figcaption,.runs>p{width:0;min-width:100%}
.path,nav a,h2,h3,figcaption,blockquote,.says,.changes th{overflow-wrap:anywhere}
@media screen and (min-width:46.01rem){
.changes{table-layout:fixed}
.changes th:first-child{width:22%}
.changes th:nth-child(2){width:25%}
}
.groups{display:flex;flex-wrap:wrap;gap:0 2rem}
.group{flex:1 1 100%;min-width:0}
.group.one{flex:0 1 27rem}
.figures{display:flex;flex-wrap:wrap;gap:1rem;margin:.6rem 0 1rem}
figure{margin:0;padding:.7rem .8rem;background:var(--panel);border-radius:.5rem;
max-width:100%;break-inside:avoid}
figcaption{font-size:.88rem;font-weight:600;margin-bottom:.3rem}
.charts{display:flex;flex-wrap:wrap;gap:.4rem 1rem}
.charts p{font-size:.85rem;margin:0 0 .1rem}
svg{display:block;max-width:100%;height:auto;font-family:inherit}
svg text{font-family:inherit;font-variant-numeric:tabular-nums;
unicode-bidi:isolate}
.strip{display:flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:center;
font-size:.88rem}
.strip span{min-width:5.5rem;overflow-wrap:anywhere}
.strip img{height:40px;width:auto;max-width:100%;object-fit:contain;
image-rendering:pixelated;border-radius:3px}
details{margin:.35rem 0}
summary{cursor:pointer;padding:.2rem 0;overflow-wrap:anywhere}
summary:hover{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.scroll{overflow-x:auto;max-width:100%}
.grid{width:auto;font-size:.8rem;margin:.4rem 0}
.grid th,.grid td{padding:.16rem .7rem .16rem 0;text-align:right;
white-space:nowrap}
.grid tbody th,.grid th:first-child,.numbers th:last-child,
.numbers td:last-child,.commands th:last-child,.commands td:last-child{
text-align:left}
.commands td:last-child{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,
monospace;font-size:.95em}
:target{background:var(--openbg)}
section:target{background:none}
.facts{width:auto}
.measures{width:auto}
.advice{font-size:1.15rem;font-weight:600;max-width:46rem}
.answer dl{max-width:46rem;margin:.6rem 0 1rem}
.answer dt{font-weight:600;margin-top:.5rem}
.answer dd{margin:0}
.answer .grid{font-size:.88rem}
pre{overflow-x:auto;max-width:100%;margin:.4rem 0;padding:.6rem .8rem;
background:var(--panel);border-radius:.5rem;font-size:.82rem}
.measures td{white-space:nowrap}
.facts th{white-space:nowrap;color:var(--quiet)}
.facts td{overflow-wrap:anywhere}
@media screen and (max-width:46rem){
body{font-size:15px}
h1{font-size:1.45rem}
header,main{padding-left:1rem;padding-right:1rem}
.stack,.stack caption,.stack tbody,.stack tr,.stack th,.stack td{display:block;width:auto}
.overview tbody th,.overview tbody td:nth-child(3){width:auto}
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;
clip-path:inset(50%)}
.stack tr{border-bottom:1px solid var(--line);padding:.6rem 0}
.stack th,.stack td{border:0;padding:.12rem 0}
.stack td{display:grid;grid-template-columns:5.6rem 1fr}
.stack td>*{grid-column:2}
.stack td::before{content:attr(data-label);color:var(--quiet);font-size:.85rem;
grid-row:1;grid-column:1}
.stack td .v{justify-self:start}
.stack th[data-label]::before{content:attr(data-label) " "}
.facts th{white-space:normal;width:38%}
figure{padding:.6rem;width:100%}
}
@media print{
:root{${LIGHT}}
html{font-size:9pt}
body{font-size:1rem}
.overview .label{display:inline}
header,main{max-width:none;padding:0}
nav,details:not([open]){display:none}
section{break-before:auto}
h2,h3,h3+p{break-after:avoid}
tr,figure,.assertions,.one,.says{break-inside:avoid}
figure{border:1px solid var(--grid);background:none}
.charts{flex-wrap:nowrap}
.charts>div{min-width:0}
a{color:inherit;text-decoration:none}
.v{border:1px solid currentColor}
}
`;

/** The style sheet of the page. */
export const STYLE = `:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}${PAGE}`;
