/** Pictures of what networks were trained on, as `samples.json` keeps them. */
import { z } from "zod";

const samples = z.array(z.strictObject({
  dataset: z.string(),
  className: z.string(),
  /** Images in the strip, side by side. */
  count: z.int().min(1),
  /** Of the strip, in pixels. */
  width: z.int().min(1),
  height: z.int().min(1),
  /** The strip, as a PNG in base64. */
  png: z.base64(),
}));

/** Strips of images, one a class. */
export type Samples = z.infer<typeof samples>;

/**
 * Reads `samples.json`.
 *
 * @throws {SyntaxError} If it is none.
 */
export function readSamples(text: string): Samples {
  const read = samples.safeParse(JSON.parse(text));
  if (read.success) return read.data;
  throw new SyntaxError(
    `Cannot read samples.json: ${read.error.issues[0]?.message}. Next step: ` +
      "remove it, and the report leaves the images out",
    { cause: read.error },
  );
}
