import { assertEquals } from "@std/assert";
import {
  acceptCommand,
  moreSeedsCommand,
  SUITE_COMMAND,
  trialCommands,
} from "../../reports/suite_command.ts";

const SETTINGS = {
  command: SUITE_COMMAND,
  profile: "quick",
  schedule: { first: 8, step: 2, most: 20 },
  options:
    "--filter gain,inference --seeds 20 --images 'it'\\''s; a --seeds' " +
    "--minority=-rust --one-per-group --epochs 1",
  otherOptions: "--engine wasm --store 'a b.sqlite' --any-engine " +
    "--prevalence 0.1 --expect own.json --out 'my run'",
};

Deno.test("moreSeedsCommand() has all that was given but what it changes", () => {
  assertEquals(
    moreSeedsCommand(SETTINGS, { filter: "gain", most: 90 }),
    "deno task bench --images 'it'\\''s; a --seeds' --minority=-rust " +
      "--one-per-group --epochs 1 --filter gain --seeds 8..90 --engine wasm " +
      "--store 'a b.sqlite' --any-engine --prevalence 0.1",
  );
  const { schedule } = SETTINGS;
  const command = "deno run --allow-all study.ts";
  assertEquals(
    moreSeedsCommand({ command, schedule }, { filter: "gain", most: 90 }),
    "deno run --allow-all study.ts --filter gain --seeds 8..90",
  );
});

Deno.test("trialCommands() name the folder of the run, and compute as it did", () => {
  const training = "--filter gain,inference --seeds 20 --images " +
    "'it'\\''s; a --seeds' --minority=-rust --one-per-group --epochs 1 " +
    "--engine wasm --store 'a b.sqlite'";
  assertEquals(
    trialCommands(SETTINGS, { out: "it's here" })?.("3fa9"),
    `deno task trial 3fa9 --out 'it'\\''s here' ${training}`,
  );
  assertEquals(
    trialCommands(SETTINGS, { out: undefined })?.("3fa9"),
    `deno task trial 3fa9 ${training}`,
  );
  const other = { ...SETTINGS, command: "deno run --allow-all study.ts" };
  assertEquals(trialCommands(other, { out: "a" }), undefined);
});

Deno.test("acceptCommand() names the folder and the file of a run that had some", () => {
  assertEquals(acceptCommand({ profile: "quick" }), "deno task accept");
  const own = { profile: undefined, otherOptions: SETTINGS.otherOptions };
  assertEquals(
    acceptCommand(own, { filter: "gain/positive" }),
    "deno task accept --filter gain/positive --expect own.json --out 'my run'",
  );
  assertEquals(
    acceptCommand({ profile: undefined, otherOptions: "--out a" }),
    "deno task accept --expect FILE --out a",
  );
});
