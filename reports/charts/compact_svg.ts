/**
 * The same picture in a third of the text: a page has hundreds of them. Made
 * for what Vega writes, and for nothing else.
 */

/** What is said of each mark, and draws nothing. */
const NOISE =
  / (?:(?:class|role|aria-[a-z]+|pointer-events|stroke-miterlimit|display|font-family)="[^"]*"|(?:opacity|stroke-width)="1"|font-weight="normal")/g;

/** Areas without a colour. */
const INVISIBLE = /<path(?: transform="[^"]*")? d="[^"]*"\/>/g;

/** A disc, as Vega draws one. */
const DISC =
  /<path transform="translate\(([^,]+),([^)]+)\)" d="M([\d.]+),0A\3,\3,0,1,1,-\3,0A\3,\3,0,1,1,\3,0"/g;

/** What is not words. */
const TAG = /<[^>]+>/g;

/** Numbers with more decimals than can be seen. */
const LONG = /-?\d+\.\d{2,}/g;

/** An element that holds no other. */
const ELEMENT =
  /<(circle|line|path|rect|text)((?: [\w-]+="[^"]*")*)(\/>|>[^<]*<\/text>)/g;

/** What differs from one mark to the next. */
const PLACE = /^(?:transform|d|x|y|x1|y1|x2|y2|cx|cy|r|width|height)=/;

/** Marks that together are worth a group. */
const LEAST_RUN = 3;

/**
 * Shortens the inside of an SVG element that Vega wrote.
 *
 * @param svg Everything after the first tag.
 */
export function compactSvg(svg: string): string {
  const text = svg.replace(NOISE, "").replace(INVISIBLE, "")
    .replace(
      TAG,
      (tag) =>
        tag.replace(
          LONG,
          (number) => String(Number(Number(number).toFixed(1))),
        ),
    )
    .replace(DISC, '<circle cx="$1" cy="$2" r="$3"')
    // Of a group it would be the opacity of all marks together.
    .replace(/(<circle[^>]*) opacity=/g, "$1 fill-opacity=")
    .replaceAll(' transform="translate(0,0)"', "");
  // Marks of several groups are in a row once the groups are gone.
  return inGroups(withoutPlainGroups(text));
}

/** Puts marks in a row that look alike into a group that says how. */
function inGroups(svg: string): string {
  let text = "";
  let end = 0;
  let run: { name: string; look: string; marks: string[]; alone: string } = {
    ...{ name: "", look: "", marks: [], alone: "" },
  };
  const flush = () => {
    const { look, marks, alone } = run;
    text += marks.length >= LEAST_RUN && look !== ""
      ? `<g${look}>${marks.join("")}</g>`
      : alone;
    run = { name: "", look: "", marks: [], alone: "" };
  };
  for (const match of svg.matchAll(ELEMENT)) {
    const [whole, name = "", attributes = "", rest = ""] = match;
    const all = attributes.match(/[\w-]+="[^"]*"/g) ?? [];
    const look = all.filter((each) => !PLACE.test(each))
      .map((each) => ` ${each}`).join("");
    const place = all.filter((each) => PLACE.test(each))
      .map((each) => ` ${each}`).join("");
    const isNext = match.index === end && name === run.name &&
      look === run.look;
    if (!isNext) flush();
    if (match.index > end) text += svg.slice(end, match.index);
    run = {
      ...{ name, look, marks: [...run.marks, `<${name}${place}${rest}`] },
      alone: run.alone + whole,
    };
    end = match.index + whole.length;
  }
  flush();
  return text + svg.slice(end);
}

/** Takes away groups that say nothing of what is in them, or hold nothing. */
function withoutPlainGroups(svg: string): string {
  const open: boolean[] = [];
  let text = svg.replace(/<g([^>]*)>|<\/g>/g, (tag, attributes) => {
    if (tag === "</g>") return open.pop() ? "" : tag;
    open.push(attributes === "");
    return attributes === "" ? "" : tag;
  });
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(/<g[^>]*><\/g>/g, "");
  }
  return text;
}
