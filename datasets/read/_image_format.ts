/** What the first bytes of a file say it is, whatever its name says. */

/** The formats that are read. */
export type ImageFormat = "bmp" | "gif" | "jpeg" | "png" | "tiff" | "webp";

/** How the formats that are read begin; a dot stands for any byte. */
const STARTS: readonly [ImageFormat, string][] = [
  ["jpeg", "\xff\xd8\xff"],
  ["png", "\x89PNG\r\n\x1a\n"],
  ["webp", "RIFF....WEBP"],
  ["gif", "GIF87a"],
  ["gif", "GIF89a"],
  ["tiff", "II*\0"],
  ["tiff", "MM\0*"],
  ["tiff", "II+\0"],
  ["tiff", "MM\0+"],
  ["bmp", "BM"],
];

/** What else people have, and how to make it readable. */
const FOREIGN: readonly [start: string, name: string][] = [
  ["....ftypavi", "AVIF"],
  ["....ftyp", "HEIC"],
  ["....JXL ", "JPEG XL"],
  ["\xff\x0a", "JPEG XL"],
  ["....jP  ", "JPEG 2000"],
  ["\xff\x4f\xff\x51", "JPEG 2000"],
  ["8BPS", "PSD"],
  ["%PDF", "PDF"],
];

/** What stands for a large file in a repository, until it is fetched. */
const POINTER = "version https://git-lfs";

/** Where the letters DICM stand in a DICOM file. */
const DICOM_AT = 128;

/**
 * The format of an image that can be read.
 *
 * @param bytes The file.
 * @returns Nothing if it is none of them.
 */
export function formatOf(bytes: Uint8Array): ImageFormat | undefined {
  return STARTS.find(([, start]) => startsWith(bytes, start))?.[0];
}

/**
 * Says why a file is no image that can be read.
 *
 * @param bytes A file that {@linkcode formatOf} knows nothing of.
 * @returns The end of a sentence.
 */
export function foreignReason(bytes: Uint8Array): string {
  if (startsWith(bytes, POINTER)) {
    return "it is a pointer of Git LFS, so fetch it with git lfs pull";
  }
  const isDicom = startsWith(bytes.subarray(DICOM_AT), "DICM");
  const name = isDicom
    ? "DICOM"
    : FOREIGN.find(([start]) => startsWith(bytes, start))?.[1];
  return name === undefined
    ? "it is not a JPEG, PNG, WebP, BMP, TIFF or GIF"
    : toExport(name);
}

/** The reason for a format that other programs can export. */
export function toExport(format: string): string {
  return `it is ${format}, so export it as JPEG or PNG`;
}

/** Whether bytes begin with these letters; a dot stands for any byte. */
export function startsWith(bytes: Uint8Array, start: string): boolean {
  return Array.from(start).every((letter, at) =>
    letter === "." || bytes[at] === letter.charCodeAt(0)
  );
}
