import { assertEquals } from "@std/assert";
import { departureStep } from "../../../bench/tasks/_departure_step.ts";

Deno.test("departureStep() names the folder where it is not the usual one", () => {
  assertEquals(
    departureStep("reports/latest"),
    "look at the evidence in reports/latest/index.html, and mend what made it " +
      'so; or, if it is as it should be, deno task accept --reason "..."',
  );
  assertEquals(
    departureStep("out").split("; ")[1],
    'or, if it is as it should be, deno task accept --out out --reason "..."',
  );
});
