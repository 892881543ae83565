import { assertEquals } from "@std/assert";
import { rolesOf } from "../../../reports/arm_roles.ts";
import { armsOf } from "../../../reports/figures/arms.ts";
import { type Cell, difference, MakeUp } from "../_make_up.ts";

const SITE = "leaves small-cnn";

/** The roles of two terms, with something that all trials share. */
function roles(shared: Cell, cells: Readonly<Record<string, Cell>>): string[] {
  const make = new MakeUp({ seeds: 1 });
  const [first = "", second = ""] = Object.keys(cells);
  const series = make.series(difference({ cell: first }, { cell: second }), {
    site: SITE,
    cells: Object.fromEntries(
      Object.entries(cells).map((
        [name, cell],
      ) => [name, { ...shared, ...cell }]),
    ),
  });
  const trials = new Map(make.trials.map(({ id, result }) => [id, result]));
  return rolesOf(series, trials);
}

Deno.test("rolesOf() goes by what was trained, and not by names", () => {
  const treated = { head: "final-batch-norm" } as const;
  assertEquals(roles({}, { a: treated, b: {} }), ["with", "without"]);
  const other = { remedy: "oversampling" } as const;
  assertEquals(roles({}, { a: treated, b: other }), ["with", "other"]);
  // What is done for rare classes in all arms makes no other arm.
  assertEquals(roles(other, { a: treated, b: {} }), ["with", "without"]);
  assertEquals(roles({}, { a: { head: "final-affine" }, b: {} }), [
    "other",
    "without",
  ]);
});

Deno.test("armsOf() has each arm once, with all of its seeds", () => {
  const make = new MakeUp({ seeds: 3 });
  const kept = make.series(
    difference({ cell: "with", inference: "layer-removed" }, {
      cell: "without",
    }),
    { site: SITE },
  );
  const gain = make.series(difference({ cell: "with" }, { cell: "without" }), {
    site: SITE,
  });
  const trials = new Map(make.trials.map(({ id, result }) => [id, result]));
  const arms = armsOf(
    [make.statement([kept], {}), make.statement([gain], {})],
    trials,
  );
  assertEquals(
    arms.map(({ label, role, seeds }) => [label, role, seeds.size]),
    [
      ["with, layer removed", "removed", 3],
      ["without", "without", 3],
      ["with", "with", 3],
    ],
  );
});

Deno.test("armsOf() has an arm once, in whatever it is measured", () => {
  const make = new MakeUp({ seeds: 1 });
  const statements = ["minorityF1", "accuracy"].map((metric) =>
    make.statement(
      [make.series([{ cell: "with", metric }], { site: SITE })],
      {},
    )
  );
  const trials = new Map(make.trials.map(({ id, result }) => [id, result]));
  assertEquals(armsOf(statements, trials).map(({ label }) => label), ["with"]);
});
