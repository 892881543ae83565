import { assertEquals } from "@std/assert";
import { movingArmText } from "../../reports/moving_arm_text.ts";
import { ARMS, difference, GAIN, MakeUp } from "./_make_up.ts";

const SITE = "leaves small-cnn";

/** The gains at two batch sizes, of which the plain arm's score depends. */
function statementAt(sizes: readonly number[], seeds: number) {
  const make = new MakeUp({ seeds });
  const series = sizes.map((batchSize) => {
    const cells = {
      with: { ...ARMS.with, batchSize },
      without: { ...ARMS.without, batchSize },
    };
    return make.series(GAIN, {
      site: SITE,
      cells,
      label: `batch ${batchSize}`,
    });
  });
  const statement = make.statement(series, { kind: "differ", margin: 0.05 });
  const trials = new Map(make.trials.map(({ id, result }) => [id, result]));
  return { statement, trials };
}

Deno.test("movingArmText() says which arm moves from where to where", () => {
  const { statement, trials } = statementAt([2, 64], 60);
  assertEquals(
    movingArmText(statement, trials),
    "without the layer the mean minority F1 moves from 0.12 (batch 64) to " +
      "0.60 (batch 2); with it, it is not seen to move (0.65 to 0.65)",
  );
});

Deno.test("movingArmText() leaves open what few seeds do not tell", () => {
  const { statement, trials } = statementAt([2, 64], 2);
  assertEquals(
    movingArmText(statement, trials)?.match(
      /moves|may move|is not seen to move/g,
    ),
    ["may move", "is not seen to move"],
  );
});

Deno.test("movingArmText() says nothing of one condition, or of other arms", () => {
  const make = new MakeUp();
  const lone = make.series(GAIN, { site: SITE });
  const copy = make.series(
    difference({ cell: "without" }, { cell: "without" }),
    {
      site: SITE,
    },
  );
  const trials = new Map(make.trials.map(({ id, result }) => [id, result]));
  for (const series of [[lone], [copy, copy]]) {
    assertEquals(movingArmText(make.statement(series, {}), trials), undefined);
  }
});
