import { assert, assertEquals } from "@std/assert";
import {
  buildDocument,
  documentTrials,
} from "../../../bench/run/build_document.ts";
import type { RunData } from "../../../bench/run/data/prepare_data.ts";
import { trialId } from "../../../bench/trials/trial.ts";
import { runDocument } from "../../../reports/document.ts";
import { noise, noiseSet } from "../_made_up_images.ts";
import { failedTrial, okTrial, settingsOf, siteOf } from "../_trials.ts";

Deno.test("buildDocument() builds what can be written and read again", () => {
  const set = noiseSet({ train: noise(10, 1), test: noise(2, 2) });
  const site = siteOf({
    dataset: "noise",
    majority: ["loud"],
    minority: ["soft"],
    weights: `sha256:${"a".repeat(64)}`,
  });
  const data: RunData = {
    source: { cache: "" },
    datasetOf: () => set,
    nearCopiesOf: () => undefined,
  };
  const results = [okTrial({ seed: 1 }, 0.5), failedTrial({ seed: 2 })];
  const leftOut = [{ claim: "majority", reason: "too few classes" }];
  const document = buildDocument({
    settings: settingsOf({
      filter: ["gain"],
      seeds: { first: 8, step: 2, most: 9, isFixed: true },
      profile: undefined,
    }),
    options: { options: "--seeds 9", otherOptions: "--store a.sqlite" },
    began: new Date("2026-02-03T04:05:06Z"),
    opened: { sites: [site, { ...site, model: "mlp" }], data, leftOut },
  }, {
    isComplete: false,
    claims: [],
    review: undefined,
    trials: documentTrials(results),
  });

  const written = JSON.parse(JSON.stringify(document));
  assertEquals(runDocument.parse(written), written);
  const { settings, environment, trials, samples } = document;
  assertEquals(settings.options, "--seeds 9");
  assertEquals([settings.seeds, settings.filter], [9, ["gain"]]);
  assertEquals(settings.schedule, { first: 8, step: 2, most: 9 });
  assertEquals(settings.firstSeed, 2001);
  assertEquals(settings.sites.map(({ name }) => name), [
    "noise small-cnn",
    "noise mlp",
  ]);
  assertEquals(
    settings.sites[0]!.description,
    "noise, 1000 of loud to 10 of soft, small-cnn, 3 epochs, pretrained",
  );
  assertEquals(environment.began, "2026-02-03T04:05:06.000Z");
  assert("pure-rand" in environment.packages);
  assertEquals(
    trials.map(({ id, result }) => [id, result.status]),
    results.map((result) => [trialId(result), result.status]),
  );
  // A data set that two sites share is shown once.
  assertEquals(samples.map(({ className }) => className), ["loud", "soft"]);
});
