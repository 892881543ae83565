import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { toIndexHtml } from "../../../reports/html/index_html.tsx";
import { madeUpDocument } from "../_document.ts";
import { ownRun } from "../answer/_own_images.ts";
import { elementsOf, textOf } from "./_markup.ts";

Deno.test("the page begins with the answer for your own images", async () => {
  const page = await toIndexHtml(ownRun());
  const text = textOf(page).replace(/\s+/g, " ");
  for (
    const words of [
      "What to do for trash",
      "If all classes are equally frequent, take oversampling: it has the best F1",
      "Does the layer help the F1 of trash?",
      "39 % cardboard, 48 % glass, 13 % trash, as in your folder",
      "cardboard common, 40 test images",
      "trash rare, 40 test images",
      "share of a row's images",
      "torch.log(counts / counts.sum())",
      "Nothing is to be changed.",
    ]
  ) {
    assert(text.includes(words), words);
  }
  assert(text.indexOf("What to do for") < text.indexOf("Expected"));
  const regions = [...page.matchAll(/role="region"[^>]*aria-label="([^"]*)"/g)]
    .map(([, name]) => name);
  assertEquals(new Set(regions).size, regions.length);
  const [first] = elementsOf(page, "table").map(textOf);
  assertStringIncludes(first!, "calibration error");
});

Deno.test("the page has no answer for images that are not yours", async () => {
  const page = await toIndexHtml(madeUpDocument());
  assert(!page.includes("What to do for"));
});
