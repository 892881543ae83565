/** What a file of PyTorch holds, in either of its two forms. */
import type { ByteSource } from "./_byte_source.ts";
import { type Extent, storedEntries } from "./_stored_entries.ts";
import { torchNames, type TorchStorage } from "./_torch_names.ts";
import { type Pickled, PickledList, unpickle } from "./_unpickle.ts";

/** What was saved, and where the numbers of its storages are. */
export interface TorchFile {
  value: Pickled;
  /** Where each storage's numbers begin, in bytes, by its key. */
  starts: ReadonlyMap<string, number>;
}

/** What a zip archive begins with. */
const ZIP = Uint8Array.of(0x50, 0x4b, 0x03, 0x04);

/** What the older form begins with: a pickle of a number that stands for it. */
// deno-fmt-ignore
const STREAM = Uint8Array.of(
  0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19,
  0x2e,
);

/** The version of the older form. */
const STREAM_VERSION = 1001;

/** The longest pickle, in bytes; that of the deepest ResNet has a tenth. */
const LONGEST_PICKLE = 2 ** 22;

/** Bytes of the count before each storage of the older form. */
const COUNT_BYTES = 8;

/** Whether bytes are the beginning of a file of PyTorch. */
export function isTorchFile(beginning: Uint8Array): boolean {
  return [ZIP, STREAM].some((form) => begins(beginning, form));
}

/** Bytes that {@linkcode isTorchFile} needs. */
export const BEGINNING = STREAM.length;

function begins(bytes: Uint8Array, form: Uint8Array): boolean {
  return form.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads all but the numbers.
 *
 * @throws {SyntaxError} If it is no such file, is cut short, or asks for what
 * weights do not take.
 */
export function readTorchFile(source: ByteSource): TorchFile {
  const beginning = source.read(0, Math.min(source.size, BEGINNING));
  if (begins(beginning, ZIP)) return readArchive(source);
  if (begins(beginning, STREAM)) return readStream(source);
  throw new SyntaxError("it begins as no such file does");
}

/** A zip archive of a pickle, and an entry for each storage. */
function readArchive(source: ByteSource): TorchFile {
  const entries = storedEntries(source);
  const pickles = [...entries.keys()]
    .filter((name) => /^[^/]*\/data\.pkl$/.test(name));
  const folder = pickles[0]?.slice(0, -"data.pkl".length);
  if (folder === undefined || pickles.length > 1) {
    throw new SyntaxError(
      `it has ${pickles.length} entries data.pkl, where PyTorch writes one`,
    );
  }
  const extent = (name: string) => entries.get(`${folder}${name}`);
  const read = ({ from, length }: Extent) => source.read(from, length);
  const order = extent("byteorder");
  const isLittle = order === undefined || order.length === 6 &&
      new TextDecoder().decode(read(order)) === "little";
  if (!isLittle) {
    throw new SyntaxError("its numbers have their high byte first");
  }
  const pickle = extent("data.pkl") as Extent;
  assertPickleLength(pickle.length);
  const storages = new Map<string, TorchStorage>();
  const { value } = unpickle(read(pickle), torchNames(storages));
  const starts = [...storages.values()].map((storage) => {
    const data = extent(`data/${storage.key}`);
    if (data?.length !== storage.count * storage.bytes) {
      throw new SyntaxError(
        `its storage ${storage.key} has ${
          data?.length ?? "no"
        } bytes, wanted ` +
          `${storage.count * storage.bytes}`,
      );
    }
    return [storage.key, data.from] as const;
  });
  return { value, starts: new Map(starts) };
}

/**
 * Pickles one after another: what stands for the form, its version, the machine
 * that wrote it, the value, the keys of the storages. Then come those, in the
 * order of the keys, each with its count before it.
 */
function readStream(source: ByteSource): TorchFile {
  const bytes = source.read(0, Math.min(source.size, LONGEST_PICKLE));
  const none = torchNames(new Map());
  const version = unpickle(bytes, none, STREAM.length);
  const machine = unpickle(bytes, none, version.end);
  const storages = new Map<string, TorchStorage>();
  const { value, end } = unpickle(bytes, torchNames(storages), machine.end);
  const keys = unpickle(bytes, none, end);
  if (version.value !== STREAM_VERSION) {
    throw new SyntaxError(`it is of version ${String(version.value)}`);
  }
  const isLittle = machine.value instanceof Map &&
    machine.value.get("little_endian") === true;
  if (!isLittle) {
    throw new SyntaxError("its numbers have their high byte first");
  }
  const starts = new Map<string, number>();
  let at = keys.end;
  for (const key of keys.value instanceof PickledList ? keys.value.items : []) {
    const storage = storages.get(key as string);
    if (storage === undefined || starts.has(storage.key)) {
      throw new SyntaxError(
        "it has a storage that no tensor is of, or one twice",
      );
    }
    const count = source.read(at, COUNT_BYTES);
    const got = new DataView(count.buffer).getBigUint64(0, true);
    if (got !== BigInt(storage.count)) {
      throw new SyntaxError(
        `its storage ${storage.key} has ${got} numbers, wanted ${storage.count}`,
      );
    }
    starts.set(storage.key, at + COUNT_BYTES);
    at += COUNT_BYTES + storage.count * storage.bytes;
  }
  if (at !== source.size || starts.size !== storages.size) {
    throw new SyntaxError(
      `wanted ${at} bytes and ${storages.size} storages, got ${source.size} ` +
        `and ${starts.size}`,
    );
  }
  return { value, starts };
}

function assertPickleLength(length: number): void {
  if (length <= LONGEST_PICKLE) return;
  throw new SyntaxError(
    `its pickle has ${length} bytes, where weights take ${LONGEST_PICKLE} at ` +
      "most",
  );
}
