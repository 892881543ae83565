import { assert, assertEquals, assertThrows } from "@std/assert";
import { torchNames } from "../../../models/weights/_torch_names.ts";
import { PickledList, unpickle } from "../../../models/weights/_unpickle.ts";
import { bytesOf, int, name, text, uint32 } from "./_pth.ts";

function run(pickle: string) {
  return unpickle(bytesOf(pickle), torchNames(new Map())).value;
}

/** What a text becomes in a shell, if anything calls it. */
const COMMAND = text("touch /tmp/pickle-was-run");

/** Pickles that would run code in Python, each in another way. */
const RUNNING: Readonly<Record<string, string>> = {
  "os.system": `${name("os", "system")}(${COMMAND}tR.`,
  "posix.system": `${name("posix", "system")}(${COMMAND}tR.`,
  "builtins.eval": `${name("builtins", "eval")}(${COMMAND}tR.`,
  "__builtin__.getattr": `${name("__builtin__", "getattr")}(tR.`,
  "torch.load": `${name("torch", "load")}(${COMMAND}tR.`,
  "torch.hub.load": `${name("torch", "hub.load")}(${COMMAND}tR.`,
  "torch._utils._import_dotted_name": `${
    name("torch._utils", "_import_dotted_name")
  }(${COMMAND}tR.`,
  "torch.jit.load": `${name("torch.jit", "load")}(${COMMAND}tR.`,
  "numpy.core.multiarray._reconstruct": `${
    name("numpy.core.multiarray", "_reconstruct")
  }.`,
  "collections.OrderedDict.__init__": `${
    name("collections", "OrderedDict.__init__")
  }.`,
  "torch.FloatStorage.__class__": `${name("torch", "FloatStorage.__class__")}.`,
  // Not a property of the table that names are looked up in.
  "__proto__.constructor": `${name("__proto__", "constructor")}.`,
  "constructor.": `${name("constructor", "")}.`,
};

for (const [asked, pickle] of Object.entries(RUNNING)) {
  Deno.test(`unpickle() refuses ${asked}, and runs nothing`, () => {
    assertThrows(
      () => run("\x80\x02" + pickle),
      SyntaxError,
      `its pickle asks for ${JSON.stringify(asked)}, which weights do not take`,
    );
  });
}

/** Instructions that call or make something without a name that is looked up. */
const INSTRUCTIONS: Readonly<Record<string, string>> = {
  i: `(${COMMAND}ios\nsystem\n.`,
  o: `(${name("collections", "OrderedDict")}${COMMAND}o.`,
  "\x81": `${name("collections", "OrderedDict")})\x81.`,
  "\x82": "\x82\x01.",
  "\x93": `${text("os")}${text("system")}\x93.`,
  "\x8c": "\x8c\x01a.",
  "\x8b": `\x8b${uint32(2 ** 31 - 1)}.`,
  P: "Pcpu\n.",
  "2": "N2.",
  I: "I1\n.",
};

for (const [code, pickle] of Object.entries(INSTRUCTIONS)) {
  const hexadecimal = code.charCodeAt(0).toString(16);
  Deno.test(`unpickle() refuses the instruction 0x${hexadecimal}`, () => {
    const error = assertThrows(() => run("\x80\x02" + pickle), SyntaxError);
    assert(error.message.includes(`the instruction 0x${hexadecimal}`));
  });
}

/** Pickles that end in nothing, or in what is none. */
const BROKEN: Readonly<Record<string, string>> = {
  "": "is cut short",
  ".": "takes what is not there",
  "NN.": "ends in the midst",
  "(.": "takes what is not there",
  "t.": "takes what is not there",
  "(\x85.": "takes what is not there",
  "Na.": "takes what is not there",
  "NNa.": "adds to what is no list",
  ")Na.": "adds to what is no list",
  "](N(e.": "adds to what is no list",
  "NNNs.": "sets an item of what is no dictionary",
  "}(Nu.": "sets an item of what is no dictionary",
  "N)R.": "calls what is no function",
  "}Nb.": "sets attributes of what has none",
  "h\x07.": "recalls what it never noted",
  "q\x07.": "takes what is not there",
  "\x80\x04N.": "is of protocol 4",
  "X\xff\xff\xff\xff": "is cut short",
  "X\x01\x00\x00\x00\xff.": "has a text that is none",
  "\x8a\xff": "has an integer of 255 bytes",
  "cos": "has a name without an end",
  ["c" + "x".repeat(300) + "\nx\n."]: "has a name without an end",
  [name("torch", "FloatStorage") + ")R."]: "calls what is no function",
};

for (const [pickle, state] of Object.entries(BROKEN)) {
  Deno.test(`unpickle() refuses ${JSON.stringify(pickle).slice(0, 40)}`, () => {
    assertThrows(() => run(pickle), SyntaxError, `its pickle ${state}`);
  });
}

Deno.test("unpickle() reads values of each kind", () => {
  const value = run(
    `\x80\x02}q\x00(${text("k\xe9")}`.replace("\xe9", "y") +
      `(NK\x07M\x01\x02${int(-3)}\x8a\x02\xff\x80G?\xe0\0\0\0\0\0\0\x88\x89t` +
      `${text("b")}](${text("x")}e${text("c")}h\x00u.`,
  );
  assert(value instanceof Map);
  const tuple = value.get("ky");
  assertEquals(tuple, [null, 7, 513, -3, -32513, 0.5, true, false]);
  const list = value.get("b");
  assert(list instanceof PickledList);
  assertEquals(list.items, ["x"]);
  // It holds itself, and nothing goes round in it.
  assertEquals(value.get("c") === value, true);
});

/** Small pickles that Python takes long, or much memory, for. */
const BOMBS: Readonly<Record<string, string>> = {
  "a million nested tuples": ")" + "\x85".repeat(1e6) + ".",
  "each tuple twice in the next": ")" + "q\0h\0\x86".repeat(3e5) + ".",
  "a list in itself a million times": "]q\0" + "h\0a".repeat(3e5) + ".",
  "a million notes": "N" + "r\xff\xff\xff\xff".repeat(2e5) + ".",
  "a list of pairs, made a dictionary again and again": `](` +
    `NN\x86`.repeat(2e5) + `e\x85q\0` +
    `${name("collections", "OrderedDict")}q\x01` +
    "h\0Rh\x01".repeat(1e5) + "h\0RN\x86.",
};

for (const [what, pickle] of Object.entries(BOMBS)) {
  // Where time or memory grew with the square, this would not end.
  Deno.test(`unpickle() is soon done with ${what}`, () => {
    try {
      run(pickle);
    } catch (error) {
      assert(error instanceof SyntaxError, `${error}`);
    }
  });
}
