import { assertEquals } from "@std/assert";
import { closure } from "../../statistics/closure.ts";
import { times } from "./_bet_scores.ts";
import { drawUniform } from "./_samples.ts";

/** Those of `betting_reference.py`. */
const LOGS = [1000, 0.2, 45, 90, 400, 41, 39, 3].map(Math.log);

Deno.test("closure() keeps what is large in whatever company", () => {
  // betting_reference.py: starred
  const expected = [true, false, false, false, true, false, false, false];
  assertEquals(closure(LOGS), expected);
  assertEquals(closure([Math.log(41)]), [true]);
  assertEquals(closure([Math.log(39)]), [false]);
  assertEquals(closure([]), []);
  assertEquals(closure([Math.log(41), Math.log(41)]), [true, true]);
});

Deno.test("closure() is what all sets say", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const values = drawUniform(seed, 6).map((each) =>
      Math.round(Math.exp(8 * each))
    );
    const kept = values.map((value, index) =>
      times(2 ** 6, (set) => values.filter((_, at) => (set >> at) % 2 === 1))
        .filter((_, set) => (set >> index) % 2 === 1)
        .every((some) =>
          some.reduce((sum, each) => sum + each, 0) >= 40 * some.length
        ) && value >= 40
    );
    assertEquals(closure(values.map(Math.log)), kept, values.join(" "));
  }
});

Deno.test("closure() has a hypothesis without evidence cost as much as any", () => {
  const log = Math.log(160);
  assertEquals(closure([log, -Infinity, -Infinity])[0], true);
  assertEquals(closure([log, ...times(4, () => -Infinity)])[0], false);
});
