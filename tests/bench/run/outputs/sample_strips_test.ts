import { assertEquals } from "@std/assert";
import { sampleStrips } from "../../../../bench/run/outputs/sample_strips.ts";
import { noise, noiseSet } from "../../_made_up_images.ts";

Deno.test("sampleStrips() gives a strip for each class that has images", () => {
  const set = noiseSet({ train: noise(10, 1), test: noise(2, 2) });
  const strips = sampleStrips(set, ["soft", "no such class"]);
  assertEquals(
    strips.map(({ className, count, width, height }) => [
      className,
      count,
      width,
      height,
    ]),
    [["soft", 8, 32, 4]],
  );
});
