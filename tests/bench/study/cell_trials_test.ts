import { assert, assertEquals } from "@std/assert";
import { cellTrials } from "../../../bench/study/cell_trials.ts";
import type { Site } from "../../../bench/study/site.ts";
import { drawable, siteOf } from "../_trials.ts";

/** A site of two classes, one of each role, where there are five. */
const TWO = siteOf({ majority: ["healthy"], minority: ["spot"] });

function cellAt(site: Site, cell: Parameters<typeof cellTrials>[0]) {
  return cellTrials(cell, { site, dataset: drawable(site.classes) });
}

Deno.test("cellTrials() changes what the cell names, and nothing else", () => {
  const { classes: _, isPooledOnly: __, ...same } = TWO;
  const cell = {
    head: "final-affine",
    majority: ["mildew"],
    epochs: 100,
    checkpoints: [1, 10],
  } as const;
  const changes = { ...cell, majority: ["mildew"], checkpoints: [1, 10] };
  const { trials } = cellAt(TWO, { ...changes, seedOffset: 7 });
  assertEquals(trials!.spec, { ...same, ...changes });
  assertEquals(trials!.at(2).spec, { ...same, ...changes, seed: 9 });
  assertEquals(trials!.at(2), trials!.at(2));
  assertEquals(cellAt(TWO, {}).trials!.spec, same);
});

Deno.test("cellTrials() takes as many classes of a role as a cell asks for", () => {
  const three = { classes: ["a", "b", "c"], majority: ["a", "b"] };
  const cases: [Site, roles: number[], majority: string, minority: string][] = [
    [TWO, [1, 2], "healthy", "spot rust"],
    [TWO, [2, 2], "healthy blight", "spot rust"],
    // Classes that are one too many have no role.
    [
      siteOf({ majority: ["mildew", "rust"], minority: ["blight", "spot"] }),
      [1, 1],
      "mildew",
      "blight",
    ],
    // A class of the other role comes before too few.
    [siteOf({ ...three, minority: ["c"] }), [1, 2], "a", "c b"],
  ];
  for (const [site, [majority, minority], common, rare] of cases) {
    const roles = { majority: majority!, minority: minority! };
    const { spec } = cellAt(site, { roles }).trials!;
    assertEquals(spec.majority.join(" "), common);
    assertEquals(spec.minority.join(" "), rare);
  }
});

Deno.test("cellTrials() gives no class two roles, however many of each", () => {
  for (const site of [TWO, siteOf(), siteOf({ minority: ["mildew"] })]) {
    for (const [majority, minority] of [[1, 1], [1, 4], [4, 1], [2, 3]]) {
      const roles = { majority: majority!, minority: minority! };
      const { spec } = cellAt(site, { roles }).trials!;
      assertEquals(spec.majority.length, majority);
      assertEquals(spec.minority.length, minority);
      const classes = [...spec.majority, ...spec.minority];
      assertEquals(new Set(classes).size, classes.length, `${classes}`);
      assert(classes.every((name) => site.classes.includes(name)));
    }
  }
});

Deno.test("cellTrials() says what stands in the way of a cell", () => {
  const site = siteOf({
    majority: ["a"],
    minority: ["b"],
    classes: ["a", "b", "c"],
  });
  const cases = [
    [
      site,
      { roles: { majority: 2, minority: 2 } },
      "it takes 4 classes, and there are 3",
    ],
    [
      siteOf(),
      { outputs: "single-logit" },
      "Cannot tell 3 classes apart by a single logit: wanted 2",
    ],
    [
      site,
      { majorityCount: 3000 },
      "Cannot draw 3000 training images of class a: the training split has " +
      "2000",
    ],
  ] as const;
  for (const [at, cell, obstacle] of cases) {
    assertEquals(cellAt(at, cell), { obstacle });
  }
});
