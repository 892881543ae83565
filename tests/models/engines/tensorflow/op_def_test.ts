import { assertEquals } from "@std/assert";
import { parseOpDef } from "../../../../models/engines/tensorflow/op_def.ts";

/** A field of bytes in protocol-buffer wire format. */
function field(number: number, body: number[] | string): number[] {
  const bytes = typeof body === "string"
    ? Array.from(new TextEncoder().encode(body))
    : body;
  return [number * 8 + 2, bytes.length, ...bytes];
}

Deno.test("parseOpDef() finds list inputs and their length attribute", () => {
  const plain = [...field(1, "axis"), ...field(4, "Tidx")];
  const list = [...field(1, "values"), ...field(4, "T"), ...field(5, "N")];
  const types = [...field(1, "args"), ...field(6, "Tin")];
  const bytes = [
    ...field(1, "Op"),
    ...field(2, plain),
    ...field(2, list),
    ...field(2, types),
  ];
  assertEquals(parseOpDef(Uint8Array.from(bytes)), {
    inputs: [
      { isList: false, lengthAttribute: undefined },
      { isList: true, lengthAttribute: "N" },
      { isList: true, lengthAttribute: undefined },
    ],
    isStateful: false,
  });
});

Deno.test("parseOpDef() reads statefulness after fields it does not know", () => {
  const fixed64 = [30 * 8 + 1 & 127 | 128, 1, 1, 2, 3, 4, 5, 6, 7, 8];
  const fixed32 = [3 * 8 + 5, 1, 2, 3, 4];
  // Field 17 has a tag of two bytes: 17 * 8 = 136.
  const bytes = [...fixed64, ...fixed32, 136, 1, 1];
  assertEquals(parseOpDef(Uint8Array.from(bytes)), {
    inputs: [],
    isStateful: true,
  });
});
