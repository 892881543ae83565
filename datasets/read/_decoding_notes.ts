/** What people should know of how their images were decoded. */
import type { DecodedFile } from "./_decode_share.ts";
import { counted, examplesOf } from "./_skipped.ts";

/**
 * Says which files were odd, and how those of more than 8 bits were scaled.
 *
 * @param files What was decoded.
 * @param range The range of all that have more than 8 bits, if there are any.
 * @returns Notes, a line each.
 */
export function decodingNotes(
  files: readonly (Pick<DecodedFile, "hasWarnings" | "pages" | "range"> & {
    name: string;
  })[],
  range: readonly [number, number] | undefined,
): string[] {
  const odd = files.filter(({ hasWarnings }) => hasWarnings);
  const several = files.filter(({ pages = 1 }) => pages > 1);
  const deep = files.filter((file) => file.range !== undefined);
  const some = deep.length === files.length ? "all" : counted(deep.length);
  return [
    ...odd.length === 0 ? [] : [
      `${counted(odd.length)} decoded with warnings, as some phones and ` +
      `scanners cause them (${examplesOf(odd)}): look at ${
        odd.length === 1 ? "it" : "them"
      }`,
    ],
    ...several.length === 0 ? [] : [
      `${counted(several.length)} with several frames or pages: the first is ` +
      `used (${examplesOf(several)})`,
    ],
    ...range === undefined ? [] : [
      `${some} of more than 8 bits a channel, scaled by ` +
      (deep.length === 1
        ? "its range: "
        : "the range that they use together: ") +
      `${range.map(shortly).join(" to ")} became 0 to 255`,
    ],
  ];
}

function shortly(value: number): string {
  return Number.isInteger(value) ? `${value}` : value.toPrecision(4);
}
