/** Images that a run takes seconds on. */
import { toPng } from "../../reports/formats/png.ts";
import { words } from "../_process.ts";

/** Images of each class: enough to draw 30 and test on some. */
const COUNT = 60;

/** Height and width, in pixels. */
const SIZE = 8;

/**
 * Makes images of three classes, `healthy`, `blight` and `rust`, each other than
 * all others.
 *
 * @param folder Where the folders of the classes go; it is made.
 */
export async function makeFewImages(folder: string): Promise<void> {
  for (const [label, name] of ["healthy", "blight", "rust"].entries()) {
    await Deno.mkdir(`${folder}/${name}`, { recursive: true });
    for (let at = 0; at < COUNT; at++) {
      const pixels = new Uint8Array(SIZE * SIZE * 3)
        .map((_, pixel) => (pixel * (at + 3) + 80 * label) % 256);
      const png = toPng(pixels, [SIZE, SIZE, 3]);
      await Deno.writeFile(`${folder}/${name}/${at}.png`, png);
    }
  }
}

/** What makes a run one of seconds: `DIR` stands for the folder. */
export const FEW = words(
  "--majority-count 30 --minority-count 4 --size 8 --device cpu --store " +
    "trials.sqlite",
);

/** The same, with the folder and the roles of its classes. */
export const TINY = [
  ...words("--images DIR --majority healthy --minority blight"),
  ...FEW,
];
