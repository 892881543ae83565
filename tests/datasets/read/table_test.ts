import { assert, assertEquals, assertThrows } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { readTable } from "../../../datasets/read/_table.ts";
import { mutate } from "../_mutate.ts";

const OPTIONS = { name: "t.csv", wanted: ["file", "label"] as const };

function read(text: string) {
  return readTable(new TextEncoder().encode(text), OPTIONS)
    .map(({ file, label, group, split }) => [file, label, group, split].join());
}

Deno.test("readTable() reads tables of any separator, order and line end", () => {
  const wanted = ["a.jpg,x,,", "b.jpg,y,,"];
  for (
    const text of [
      "file,label\na.jpg,x\nb.jpg,y\n",
      "Label;age;File\r\nx;4;a.jpg\r\ny;5;b.jpg",
      '\ufefffile\tlabel\n"a.jpg"\tx\n\nb.jpg\ty\n\n',
      "IMAGE,class\n a.jpg , x\nb.jpg,y",
    ]
  ) {
    assertEquals(read(text), wanted);
  }
  assertEquals(read("file,label,patient,set\na,x,p1,train"), ["a,x,p1,train"]);
});

Deno.test("readTable() reads UTF-16, as spreadsheets write it", () => {
  const text = "\ufefffile\tlabel\nbl\u00e4tter.jpg\tf\u00e4ule\n";
  const bytes = new Uint8Array(
    Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer,
  );
  const [row] = readTable(bytes, OPTIONS);
  assertEquals([row!.file, row!.label], ["bl\u00e4tter.jpg", "f\u00e4ule"]);
});

Deno.test("readTable() reads or refuses whatever it is given", () => {
  const random = mersenne(20210909);
  const draw = (most: number) => uniformInt(random, 0, most);
  const rows = Array.from(
    { length: 20 },
    (_, at) => `"i ${at}.jpg",x,"p;${at}"`,
  );
  const files = [",", ";", "\t"].map((separator) =>
    new TextEncoder().encode(
      ["file,label,group", ...rows].join("\r\n").replaceAll(",", separator),
    )
  );
  const counts = { read: 0, refused: 0 };
  for (let input = 0; input < 4000; input++) {
    const bytes = mutate(files[draw(2)]!, draw);
    try {
      const found = readTable(bytes, OPTIONS);
      assert(found.every(({ file }) => typeof file === "string"));
      counts.read++;
    } catch (error) {
      assert(error instanceof SyntaxError, `input ${input}: ${error}`);
      assert(error.message.startsWith("Cannot read t.csv: "), error.message);
      counts.refused++;
    }
  }
  assert(Math.min(...Object.values(counts)) > 100, JSON.stringify(counts));
});

Deno.test("readTable() refuses a quote that does not end", () => {
  assertThrows(
    () => read('file,label\n"a'),
    SyntaxError,
    "Cannot read t.csv: ",
  );
});
