/** What the name of a file says about it, in a folder and in a zip alike. */

const IMAGE = /\.(jpe?g|png|webp)$/i;

/** Controls, line breaks, and what makes text run the other way unseen. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const EVERY_CONTROL = new RegExp(CONTROL, "gu");

/** Whether the extension is that of an image that can be read. */
export function isImageName(name: string): boolean {
  return IMAGE.test(name);
}

/** Whether a name is one that operating systems leave behind. */
export function isHiddenName(name: string): boolean {
  return name.startsWith(".") || name === "__MACOSX" ||
    name.toLowerCase() === "thumbs.db";
}

/** Whether a name has a control character or a line break in it. */
export function hasControl(name: string): boolean {
  return CONTROL.test(name);
}

const LONGEST = 200;

/** A name for people: short, and unable to move a terminal's cursor. */
export function shown(name: string): string {
  const short = name.length > LONGEST ? `${name.slice(0, LONGEST)}...` : name;
  return short.replace(
    EVERY_CONTROL,
    (character) =>
      `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
