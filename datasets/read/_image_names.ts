/** What the name of a file says about it, in a folder and in a zip alike. */
import { toExport } from "./_image_format.ts";

const IMAGE = /\.(jpe?g|jpe|jfif|png|webp|bmp|dib|tiff?|gif)$/i;

/** The endings that are read, for messages. */
export const ENDINGS = ".jpg, .png, .webp, .bmp, .tif or .gif";

/** Endings of images that other programs can export. */
const FOREIGN: readonly [RegExp, string][] = [
  [/\.(heic|heif|hif)$/i, "HEIC"],
  [/\.avif$/i, "AVIF"],
  [/\.jxl$/i, "JPEG XL"],
  [/\.(jp2|j2k|jpx)$/i, "JPEG 2000"],
  [/\.(dcm|dicom)$/i, "DICOM"],
  [/\.(cr2|cr3|nef|arw|dng|orf|raf|rw2)$/i, "a camera's raw file"],
  [/\.psd$/i, "PSD"],
  [/\.svgz?$/i, "SVG"],
  [/\.pdf$/i, "PDF"],
];

/** What holds images or their classes, and is not looked into. */
const AROUND: readonly [RegExp, string][] = [
  [
    /\.(zip|tar|tgz|gz|bz2|xz|7z|rar)$/i,
    "it is an archive, so unpack it",
  ],
  [/\.(xlsx?|ods|numbers)$/i, "it is a spreadsheet, so save it as labels.csv"],
  [/\.(csv|tsv)$/i, "it is a table, read if --labels or --groups names it"],
];

/** Controls, line breaks, and what makes text run the other way unseen. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const EVERY_CONTROL = new RegExp(CONTROL, "gu");

/** Whether the extension is that of an image that can be read. */
export function isImageName(name: string): boolean {
  return IMAGE.test(name);
}

/** Whether a file may say which class each image is of. */
export function isTableName(name: string): boolean {
  return /\.(csv|tsv)$/i.test(name);
}

/** Whether such a file is read without being named. */
export function isLabelsName(name: string | undefined): boolean {
  return name?.toLowerCase() === "labels.csv";
}

/** Why a file with another extension is not read. */
export function notImage(name: string): string {
  const [, format] = FOREIGN.find(([ending]) => ending.test(name)) ?? [];
  if (format !== undefined) return toExport(format);
  const [, reason] = AROUND.find(([ending]) => ending.test(name)) ?? [];
  return reason ?? `it is not a ${ENDINGS}`;
}

/** Whether a name is one that operating systems leave behind. */
export function isHiddenName(name: string): boolean {
  return name.startsWith(".") || name === "__MACOSX" ||
    ["thumbs.db", "desktop.ini"].includes(name.toLowerCase());
}

/** Folders that tools keep beside images: nobody means them for a class. */
const TOOLS =
  /^(__MACOSX|\.(_.*|git|svn|hg|dvc|cache|ipynb_checkpoints|venv|idea|vscode|thumbnails|AppleDouble|Trash.*|Spotlight-V100|TemporaryItems))$/i;

/** Whether a hidden folder is one of a tool. */
export function isToolFolder(name: string): boolean {
  return TOOLS.test(name);
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
