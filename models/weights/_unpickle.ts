/**
 * Reads the pickles that PyTorch writes, and runs nothing that they name.
 *
 * A pickle is a program for a small stack machine, one of whose instructions
 * calls any function of Python by its name. Here a name is looked up in a table
 * of the few that weights take, and every other is refused, as is every
 * instruction that PyTorch has no use for.
 */

import { PickleBytes } from "./_pickle_bytes.ts";

/** What a pickle can hold. */
export type Pickled =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly Pickled[]
  | PickledList
  | Map<Pickled, Pickled>
  | object;

/** A list, which a pickle may add to; arrays are tuples. */
export class PickledList {
  readonly items: Pickled[] = [];
}

/** What stands for the names that a pickle may use. */
export interface PickleNames {
  /**
   * Looks a name up.
   *
   * @param name The module and the name in it, such as `"torch.FloatStorage"`.
   * @returns What stands for it; it is called if it is a function.
   * @throws {SyntaxError} If a pickle may not use it.
   */
  find(name: string): object;
  /** What an object is that the pickle says the place of only. */
  persistent(id: Pickled): object;
}

/** A pickle's value, and where the bytes after it begin. */
export interface Unpickled {
  value: Pickled;
  end: number;
}

/** Objects that stand for themselves. */
const MARK = Symbol("mark");

type Stacked = Pickled | typeof MARK;

/**
 * Runs a pickle.
 *
 * Time and memory are at most in proportion to its bytes: no instruction copies
 * what others made.
 *
 * @param bytes Where it is.
 * @param names What its names stand for.
 * @param start Where it begins.
 * @throws {SyntaxError} If it is none, or asks for what weights do not take.
 */
export function unpickle(
  bytes: Uint8Array<ArrayBuffer>,
  names: PickleNames,
  start = 0,
): Unpickled {
  const machine = new Machine(new PickleBytes(bytes, start), names);
  while (machine.step());
  return machine.result();
}

/** The instructions of protocol 2 that PyTorch has a use for, by their bytes. */
const INSTRUCTIONS: Readonly<Record<number, (machine: Machine) => void>> = {
  0x80: (m) => m.protocol(m.bytes.uint(1)),
  0x28: (m) => m.push(MARK), // (
  0x4e: (m) => m.push(null), // N
  0x88: (m) => m.push(true),
  0x89: (m) => m.push(false),
  0x4b: (m) => m.push(m.bytes.uint(1)), // K
  0x4d: (m) => m.push(m.bytes.uint(2)), // M
  0x4a: (m) => m.push(m.bytes.uint(4) | 0), // J
  0x8a: (m) => m.push(m.bytes.long(m.bytes.uint(1))),
  0x47: (m) => m.push(m.bytes.float()), // G
  0x58: (m) => m.push(m.bytes.text(m.bytes.uint(4))), // X
  0x54: (m) => m.push(m.bytes.text(m.bytes.uint(4))), // T, of Python 2
  0x55: (m) => m.push(m.bytes.text(m.bytes.uint(1))), // U, of Python 2
  0x5d: (m) => m.push(new PickledList()), // ]
  0x7d: (m) => m.push(new Map()), // }
  0x29: (m) => m.push([]), // )
  0x85: (m) => m.push(m.take(1)),
  0x86: (m) => m.push(m.take(2)),
  0x87: (m) => m.push(m.take(3)),
  0x74: (m) => m.push(m.sinceMark()), // t
  0x61: (m) => m.append(m.take(1)), // a
  0x65: (m) => m.append(m.sinceMark()), // e
  0x73: (m) => m.set(m.take(2)), // s
  0x75: (m) => m.set(m.sinceMark()), // u
  0x71: (m) => m.memorize(m.bytes.uint(1)), // q
  0x72: (m) => m.memorize(m.bytes.uint(4)), // r
  0x68: (m) => m.push(m.recall(m.bytes.uint(1))), // h
  0x6a: (m) => m.push(m.recall(m.bytes.uint(4))), // j
  0x63: (m) => m.push(m.name()), // c
  0x52: (m) => m.reduce(), // R
  0x51: (m) => m.persistent(), // Q
  0x62: (m) => m.build(), // b
};

/** What ends a pickle. */
const STOP = 0x2e;

/** The latest protocol whose instructions are known. */
const LATEST_PROTOCOL = 2;

class Machine {
  /** What is not yet run. */
  readonly bytes: PickleBytes;
  readonly #names: PickleNames;
  readonly #stack: Stacked[] = [];
  readonly #memory = new Map<number, Pickled>();

  constructor(bytes: PickleBytes, names: PickleNames) {
    this.bytes = bytes;
    this.#names = names;
  }

  /** Runs an instruction; false at the last. */
  step(): boolean {
    const { at } = this.bytes;
    const code = this.bytes.uint(1);
    if (code === STOP) return false;
    const run = INSTRUCTIONS[code];
    if (run === undefined) {
      const hexadecimal = code.toString(16).padStart(2, "0");
      throw new SyntaxError(
        `its pickle has the instruction 0x${hexadecimal} at byte ${at}, which ` +
          "weights do not take",
      );
    }
    run(this);
    return true;
  }

  result(): Unpickled {
    const [value] = this.take(1) as [Pickled];
    if (this.#stack.length > 0) this.#fail("ends in the midst of something");
    return { value, end: this.bytes.at };
  }

  // -- The stack --------------------------------------------------------------

  push(value: Stacked): void {
    this.#stack.push(value);
  }

  /** Takes values off the top, the lowest first. */
  take(count: number): Pickled[] {
    const first = this.#stack.length - count;
    if (first < 0) this.#fail("takes what is not there");
    const taken = this.#stack.splice(first);
    if (taken.includes(MARK)) this.#fail("takes what is not there");
    return taken as Pickled[];
  }

  sinceMark(): Pickled[] {
    const mark = this.#stack.lastIndexOf(MARK);
    if (mark < 0) this.#fail("takes what is not there");
    const taken = this.take(this.#stack.length - mark - 1);
    this.#stack.pop();
    return taken;
  }

  #top(): Pickled {
    const top = this.#stack.at(-1);
    if (top === undefined || top === MARK) {
      return this.#fail("takes what is not there");
    }
    return top as Pickled;
  }

  // -- Instructions -----------------------------------------------------------

  protocol(version: number): void {
    if (version <= LATEST_PROTOCOL) return;
    this.#fail(
      `is of protocol ${version}, where PyTorch writes ${LATEST_PROTOCOL}`,
    );
  }

  append(items: readonly Pickled[]): void {
    const list = this.#top();
    if (!(list instanceof PickledList)) this.#fail("adds to what is no list");
    for (const item of items) list.items.push(item);
  }

  set(pairs: readonly Pickled[]): void {
    const map = this.#top();
    if (!(map instanceof Map) || pairs.length % 2 > 0) {
      this.#fail("sets an item of what is no dictionary");
    }
    for (let at = 0; at < pairs.length; at += 2) {
      map.set(pairs[at] as Pickled, pairs[at + 1] as Pickled);
    }
  }

  memorize(index: number): void {
    this.#memory.set(index, this.#top());
  }

  recall(index: number): Pickled {
    const value = this.#memory.get(index);
    if (value === undefined) this.#fail("recalls what it never noted");
    return value;
  }

  name(): object {
    const module = this.bytes.line();
    return this.#names.find(`${module}.${this.bytes.line()}`);
  }

  reduce(): void {
    const [callee, args] = this.take(2);
    if (typeof callee !== "function" || !Array.isArray(args)) {
      this.#fail("calls what is no function");
    }
    this.push(callee(args) as Pickled);
  }

  persistent(): void {
    const [id] = this.take(1) as [Pickled];
    this.push(this.#names.persistent(id));
  }

  /** Attributes of an object: dictionaries have notes there, which go unread. */
  build(): void {
    const [state] = this.take(1);
    if (!(this.#top() instanceof Map && state instanceof Map)) {
      this.#fail("sets attributes of what has none");
    }
  }

  #fail(what: string): never {
    this.bytes.fail(what);
  }
}
