import { assertEquals, assertThrows } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { toCsv } from "../../../reports/tables/csv.ts";
import { namesOf, number, text, whole } from "../../../reports/tables/field.ts";
import { readCsv } from "../../../reports/tables/read_csv.ts";
import { HOSTILE_NAMES } from "../_result_set.ts";

const FIELDS = {
  name: text("a name"),
  seed: whole("a seed", { isRequired: true }),
  f1: number("a score"),
};

const FILE = { name: "made-up.csv" };

Deno.test("readCsv() reads texts, numbers and missing cells", () => {
  assertEquals(readCsv("name,seed,f1\r\na,1,0.5\r\n,2,\r\n", FIELDS, FILE), [
    { name: "a", seed: 1, f1: 0.5 },
    { seed: 2 },
  ]);
});

Deno.test("readCsv() takes columns in any order, and passes over others", () => {
  const file = "f1,other,seed,name\n-1e-7,x,3,b";
  assertEquals(readCsv(file, FIELDS, FILE), [{
    name: "b",
    seed: 3,
    f1: -1e-7,
  }]);
});

Deno.test("readCsv() reads no rows of a header alone", () => {
  assertEquals(readCsv("name,seed,f1\r\n", FIELDS, FILE), []);
});

Deno.test("readCsv() gives hostile names back as they were", () => {
  const rows = HOSTILE_NAMES.map((name, seed) => ({ name, seed }));
  const file = toCsv(namesOf(FIELDS), rows);
  assertEquals(readCsv(file, FIELDS, FILE), rows);
});

Deno.test("readCsv() reads whatever toCsv() writes", () => {
  const generator = mersenne(5);
  const letters = Array.from(`ab ,;"'\r\n=+-@\t|é木0.\u202E`);
  for (let run = 0; run < 500; run++) {
    const rows = Array.from(
      { length: uniformInt(generator, 0, 3) },
      (_, at) => ({
        name: "x" + Array.from(
          { length: uniformInt(generator, 0, 6) },
          () => letters[uniformInt(generator, 0, letters.length - 1)],
        ).join(""),
        seed: at,
      }),
    ).map(({ name, seed }) => ({ name: name.slice(seed % 2), seed }))
      .map(({ name, seed }) => name === "" ? { seed } : { name, seed });
    assertEquals(readCsv(toCsv(namesOf(FIELDS), rows), FIELDS, FILE), rows);
  }
});

Deno.test("readCsv() says what is wrong, and where", () => {
  const cases: [string, string][] = [
    ["name,f1\r\na,1\r\n", "made-up.csv: it has no column seed"],
    ["", "made-up.csv: it has no column name"],
    ["name,seed,f1\r\na,1\r\n", "row 1 of made-up.csv: wanted 3 cells, got 2"],
    [
      "name,seed,f1\r\na,1,2\r\na,1,many\r\n",
      'row 2 of made-up.csv: wanted a number as f1, got "many"',
    ],
    [
      "name,seed,f1\r\na,,2\r\n",
      'row 1 of made-up.csv: wanted a number as seed, got ""',
    ],
    ['name,seed,f1\r\n"a,1,2\r\n', "made-up.csv: a quoted cell has no end"],
  ];
  for (const [file, message] of cases) {
    assertThrows(() => readCsv(file, FIELDS, FILE), SyntaxError, message);
  }
});

Deno.test("readCsv() takes no other value where there are few", () => {
  const fields = { verdict: text("it", { choices: ["yes", "open"] }) };
  assertEquals(readCsv("verdict\r\nopen\r\n\r\n", fields, FILE), [
    { verdict: "open" },
    {},
  ]);
  assertThrows(
    () => readCsv("verdict\r\nno\r\n", fields, FILE),
    SyntaxError,
    'Cannot read row 1 of made-up.csv: wanted yes, open as verdict, got "no"',
  );
});
