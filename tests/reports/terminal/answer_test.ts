import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { answer } from "../../../reports/terminal/answer.ts";
import { ownRun, TRASH } from "../answer/_own_images.ts";
import { madeUpDocument } from "../_document.ts";

Deno.test("answer() has the options, what is in them, and the code, in 80 columns", () => {
  const averages = { "with averages-anew": TRASH["with as-trained"]! };
  const text = answer(ownRun({ ...TRASH, ...averages })) ?? "";
  for (
    const line of [
      "  oversampling               0.88 [0.8",
      "  plain network              0.17 [0.",
      "  final layer averaged anew  0.6",
      "the same where cardboard 39 %, glass 48 %, trash 13 % of the images",
      "If all classes are equally frequent, take oversampling: it has the best F1",
      "  counts = torch.tensor([280., 280., 96.])  # cardboard, glass, trash",
      "and in Keras",
    ]
  ) {
    assertStringIncludes(text, line.trimStart());
  }
  const code = text.indexOf("oversampling, in PyTorch");
  assert(code > 0);
  for (const line of text.slice(0, code).split("\n")) {
    assert(line.length <= 80, line);
  }
});

Deno.test("answer() says so where nothing was measured", () => {
  const run = ownRun({});
  assertEquals(
    answer(run),
    "Nothing can be said of these images: no training has a result.",
  );
  assertEquals(answer(madeUpDocument()), undefined);
});
