/** Damages files, the way fuzz tests want it. */
import { joined } from "./_zip.ts";

/** Draws an integer from 0 to `most`, inclusive. */
export type Draw = (most: number) => number;

/** Changes, cuts out, doubles or inserts bytes, or cuts the end off. */
export function mutate(
  file: Uint8Array,
  draw: Draw,
): Uint8Array<ArrayBuffer> {
  const kind = draw(5);
  const from = draw(file.length - 1);
  const length = 1 + draw(Math.min(64, file.length - from - 1));
  const part = file.subarray(from, from + length);
  const after = file.subarray(from + length);
  const before = file.subarray(0, from);
  switch (kind) {
    case 0:
      return Uint8Array.from(before);
    case 1:
      return joined([before, after]);
    case 2:
      return joined([before, part, part, after]);
    case 3:
      return joined([before, part.map(() => draw(255)), part, after]);
    default: {
      const changed = Uint8Array.from(file);
      const changes = 1 + draw(3);
      for (let change = 0; change < changes; change++) {
        changed[draw(file.length - 1)] = draw(255);
      }
      return changed;
    }
  }
}
