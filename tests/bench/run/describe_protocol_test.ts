import { assertEquals } from "@std/assert";
import { describeProtocol } from "../../../bench/run/describe_protocol.ts";

import type { Site } from "../../../bench/study/site.ts";
import { siteOf } from "../_trials.ts";

const SEEDS = { first: 8, step: 2, most: 48, isFixed: false };

Deno.test("describeProtocol() tells a smoke test from the reference protocol", () => {
  assertEquals(
    describeProtocol({
      protocol: { epochs: 4, grid: "thin" },
      seeds: SEEDS,
      sites: [siteOf()],
    }),
    "smoke test: 4 epochs, 8 to 48 seeds, fewer conditions; --profile " +
      "standard follows the reference protocol",
  );
  assertEquals(
    describeProtocol({
      protocol: { epochs: 1, grid: "full" },
      seeds: { ...SEEDS, isFixed: true },
      sites: [siteOf()],
    }),
    "reference protocol, except for epochs: 1 epoch, 48 seeds",
  );
  const full = { epochs: 10, grid: "full" } as const;
  const sites = [siteOf(), siteOf({ schedule: "one-cycle" })];
  assertEquals(
    [sites.slice(0, 1), sites].map((sites) =>
      describeProtocol({ protocol: full, seeds: SEEDS, sites })
    ),
    ["", ", except for training"].map((but) =>
      `reference protocol${but}: 10 epochs, 8 to 48 seeds`
    ),
  );
});

Deno.test("describeProtocol() tells another split from another training", () => {
  const describe = (...sites: Site[]) =>
    describeProtocol({
      protocol: { epochs: 10, grid: "full" },
      seeds: { ...SEEDS, isFixed: true },
      sites,
    });
  assertEquals(
    describe(siteOf({ apart: "copies" })),
    "reference protocol, except for how the images are split (--apart copies): " +
      "10 epochs, 48 seeds",
  );
  assertEquals(
    describe(siteOf({ apart: "near-copies", schedule: "one-cycle" })),
    "reference protocol, except for how the images are split (--apart " +
      "near-copies) and training: 10 epochs, 48 seeds",
  );
  assertEquals(
    describe(siteOf({ rareDraw: "groups", imbalance: "exp" })),
    "reference protocol, except for which images train: 10 epochs, 48 seeds",
  );
});
