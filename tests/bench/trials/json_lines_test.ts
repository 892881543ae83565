import { assertEquals, assertRejects } from "@std/assert";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { jsonLine, readJsonLines } from "../../../bench/trials/json_lines.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

/** Reads what a pipe would give in these pieces. */
async function read(chunks: readonly Bytes[]): Promise<unknown[]> {
  return await Array.fromAsync(readJsonLines(ReadableStream.from(chunks)));
}

/** Cuts bytes into pieces of so many. */
function pieces(bytes: Bytes, size: number): Bytes[] {
  return Array.from(
    { length: Math.ceil(bytes.length / size) },
    (_, at) => bytes.slice(at * size, (at + 1) * size),
  );
}

Deno.test("readJsonLines() gives what each line says", async () => {
  const text = encoder.encode('{"a":1}\n[2,3]\n"four"\nnull\n');
  assertEquals(await read([text]), [{ a: 1 }, [2, 3], "four", null]);
});

Deno.test("readJsonLines() gives nothing for an empty stream", async () => {
  assertEquals(await read([]), []);
  assertEquals(await read([new Uint8Array()]), []);
});

Deno.test("readJsonLines() passes over empty lines", async () => {
  const text = encoder.encode("\n\n1\n   \n\r\n2\n\n");
  assertEquals(await read([text]), [1, 2]);
});

Deno.test("readJsonLines() reads a last line without a line break", async () => {
  assertEquals(await read([encoder.encode('1\n{"a":2}')]), [1, { a: 2 }]);
  assertEquals(await read([encoder.encode("3")]), [3]);
});

Deno.test("readJsonLines() takes CRLF for a line break", async () => {
  assertEquals(await read([encoder.encode('1\r\n"b"\r\n')]), [1, "b"]);
});

Deno.test("readJsonLines() joins what arrives in any pieces", async () => {
  const values = [{ name: "Bäck", leaf: "🍂", word: "木" }, "é\n", [1, 2]];
  const line = values.map((value) => JSON.stringify(value)).join("\n");
  const bytes = encoder.encode(line);
  for (let size = 1; size <= bytes.length; size++) {
    assertEquals(await read(pieces(bytes, size)), values, `pieces of ${size}`);
  }
});

Deno.test("readJsonLines() gives a line as soon as it is whole", async () => {
  const { readable, writable } = new TransformStream<Bytes, Bytes>();
  const writer = writable.getWriter();
  const values = readJsonLines(readable);
  const written = writer.write(encoder.encode('{"a":1}\n{"a"'));
  assertEquals(await values.next(), { value: { a: 1 }, done: false });
  await written;
  const rest = Promise.all([
    writer.write(encoder.encode(":2}")),
    writer.close(),
  ]);
  assertEquals(await values.next(), { value: { a: 2 }, done: false });
  assertEquals(await values.next(), { value: undefined, done: true });
  await rest;
});

Deno.test("readJsonLines() throws at a line that is not JSON", async () => {
  for (const line of ["{", "{a:1}", "undefined", "1 2", "NaN", '"half']) {
    const values = readJsonLines(
      ReadableStream.from([encoder.encode(`1\n${line}\n2\n`)]),
    );
    assertEquals((await values.next()).value, 1);
    await assertRejects(() => values.next(), SyntaxError, "JSON");
    assertEquals(await values.next(), { value: undefined, done: true });
  }
});

Deno.test("readJsonLines() throws at a last line that is cut off", async () => {
  await assertRejects(
    () => read([encoder.encode('1\n{"a":')]),
    SyntaxError,
    "JSON",
  );
});

Deno.test("jsonLine() makes one line, whatever the text", () => {
  for (const value of [{ a: "two\nlines" }, "\r\n", [], null, 0.1, "木"]) {
    const text = new TextDecoder().decode(jsonLine(value));
    assertEquals(text.indexOf("\n"), text.length - 1);
    assertEquals(JSON.parse(text), value);
  }
});

Deno.test("readJsonLines() reads back what jsonLine() wrote", async () => {
  const generator = mersenne(3);
  const draw = (most: number) => uniformInt(generator, 0, most);
  for (let run = 0; run < 200; run++) {
    const values = Array.from({ length: draw(5) }, () => ({
      number: (draw(2000) - 1000) / 7,
      text: String.fromCodePoint(
        ...Array.from(
          { length: draw(8) },
          () => draw(1) === 0 ? draw(0x7f) : 0x1f300 + draw(0xff),
        ),
      ),
      list: Array.from({ length: draw(3) }, () => draw(9)),
    }));
    const bytes = new Uint8Array(
      values.flatMap((value) => [...jsonLine(value)]),
    );
    assertEquals(await read(pieces(bytes, 1 + draw(40))), values);
  }
});
