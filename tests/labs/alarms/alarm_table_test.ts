import { assertEquals } from "@std/assert";
import { alarmTable } from "../../../labs/alarms/alarm_table.ts";

Deno.test("alarmTable() has a row for each scenario, in percent with their errors", () => {
  const found = {
    runs: 100,
    scores: 0,
    opposite: 0,
    lost: 0.5,
    lostAgain: 0.25,
    alarms: 0.25,
    notices: 1,
  };
  const rows = alarmTable([
    { ...found, scenario: { name: "rest", isChange: false }, seeds: undefined },
    { ...found, scenario: { name: "more", isChange: true }, seeds: 12 },
    { ...found, scenario: { name: "few", isChange: true }, seeds: undefined },
  ]).split("\n").slice(2);
  const rates = "0.0 ±0.7 | 0.0 ±0.7 | 50.0 ±5.0 | 25.0 ±4.3 | 25.0 ±4.3 | " +
    "100.0 ±0.7";
  assertEquals(rows, [
    `| rest | ${rates} |  |`,
    `| more | ${rates} | 12 seeds |`,
    `| few | ${rates} | not in half of them |`,
  ]);
});
