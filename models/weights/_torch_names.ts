/** The names of Python that pickles of weights may use, and what they are here. */
import { type Pickled, PickledList, type PickleNames } from "./_unpickle.ts";

/** The storages, by their names: the type of their numbers, and its bytes. */
const STORAGES = {
  "torch.FloatStorage": { dtype: "F32", bytes: 4 },
  "torch.HalfStorage": { dtype: "F16", bytes: 2 },
  "torch.BFloat16Storage": { dtype: "BF16", bytes: 2 },
  "torch.DoubleStorage": { dtype: "F64", bytes: 8 },
  "torch.LongStorage": { dtype: "I64", bytes: 8 },
  "torch.IntStorage": { dtype: "I32", bytes: 4 },
  "torch.ShortStorage": { dtype: "I16", bytes: 2 },
  "torch.CharStorage": { dtype: "I8", bytes: 1 },
  "torch.ByteStorage": { dtype: "U8", bytes: 1 },
  "torch.BoolStorage": { dtype: "BOOL", bytes: 1 },
} as const;

/** A type of numbers, as safetensors calls it. */
export type TorchType = (typeof STORAGES)[keyof typeof STORAGES]["dtype"];

/** Numbers in a row, which tensors are windows on. */
export class TorchStorage {
  /** The type of its numbers. */
  readonly dtype: TorchType;
  /** Bytes of a number. */
  readonly bytes: number;
  /** What the file calls it. */
  readonly key: string;
  /** How many numbers there are. */
  readonly count: number;

  constructor(storage: TorchStorage) {
    this.dtype = storage.dtype;
    this.bytes = storage.bytes;
    this.key = storage.key;
    this.count = storage.count;
  }
}

/** A tensor: which numbers of a storage it has, and in which order. */
export class TorchTensor {
  readonly storage: TorchStorage;
  /** The index of its first number. */
  readonly offset: number;
  readonly shape: readonly number[];
  /** How far apart numbers are, for each dimension. */
  readonly strides: readonly number[];

  constructor(tensor: TorchTensor) {
    this.storage = tensor.storage;
    this.offset = tensor.offset;
    this.shape = tensor.shape;
    this.strides = tensor.strides;
  }
}

/** What makes an object of its arguments. */
type Maker = (args: readonly Pickled[]) => object;

/** The functions, by their names. */
const FUNCTIONS: Readonly<Record<string, Maker>> = {
  "collections.OrderedDict": ordered,
  "torch._utils._rebuild_tensor": rebuilt,
  "torch._utils._rebuild_tensor_v2": rebuilt,
  "torch._utils._rebuild_parameter": parameter,
};

/** Makes the names for one pickle, and notes the storages that it tells of. */
export function torchNames(
  storages: Map<string, TorchStorage>,
): PickleNames {
  return {
    find(name) {
      if (Object.hasOwn(STORAGES, name)) {
        return STORAGES[name as keyof typeof STORAGES];
      }
      if (Object.hasOwn(FUNCTIONS, name)) return FUNCTIONS[name] as Maker;
      throw new SyntaxError(
        `its pickle asks for ${JSON.stringify(name)}, which weights do not ` +
          "take; nothing was run",
      );
    },
    persistent(id) {
      const storage = storageOf(id);
      const known = storages.get(storage.key) ?? storage;
      if (known.dtype !== storage.dtype || known.count !== storage.count) {
        throw new SyntaxError(`the storage ${storage.key} is told of twice`);
      }
      storages.set(storage.key, known);
      return known;
    },
  };
}

/** `("storage", type, key, device, count)`, and in older files what it is part of. */
function storageOf(id: Pickled): TorchStorage {
  const [kind, type, key, , count, part = null] = Array.isArray(id) ? id : [];
  const known = Object.values(STORAGES).find((each) => each === type);
  if (
    kind !== "storage" || known === undefined || typeof key !== "string" ||
    !isCount(count) || part !== null
  ) {
    throw new SyntaxError("its pickle has a storage that is none");
  }
  return new TorchStorage({ ...known, key, count });
}

/** A dictionary, empty or, in Python 2, of a list of pairs. */
function ordered([list]: readonly Pickled[]): Map<Pickled, Pickled> {
  const map = new Map<Pickled, Pickled>();
  // The list is emptied: a pickle that names it again and again copies nothing.
  const items = list instanceof PickledList ? list.items.splice(0) : [];
  for (const item of items) {
    const pair = item instanceof PickledList ? item.items : item;
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw new SyntaxError("its pickle has a dictionary that is none");
    }
    map.set(pair[0], pair[1]);
  }
  return map;
}

/** `(storage, offset, shape, strides, ...)`; what follows is for gradients. */
function rebuilt(args: readonly Pickled[]): TorchTensor {
  const [storage, offset, shape, strides] = args;
  if (
    !(storage instanceof TorchStorage) || !isCount(offset) ||
    !isShape(shape) || !isShape(strides) || shape.length !== strides.length
  ) {
    throw new SyntaxError("its pickle has a tensor that is none");
  }
  const size = shape.reduce((product, length) => product * length, 1);
  const last = shape.reduce(
    (index, length, at) => index + (length - 1) * (strides[at] as number),
    offset,
  );
  // Of overlapping numbers, a tensor could have any number.
  if (!(size <= storage.count) || size > 0 && last >= storage.count) {
    throw new SyntaxError(
      `a tensor of [${shape.join(", ")}] is beyond its storage of ` +
        `${storage.count} numbers`,
    );
  }
  return new TorchTensor({ storage, offset, shape, strides });
}

/** `(tensor, ...)`: what follows is for gradients. */
function parameter([tensor]: readonly Pickled[]): TorchTensor {
  if (tensor instanceof TorchTensor) return tensor;
  throw new SyntaxError("its pickle has a parameter that is none");
}

/** The most dimensions of a tensor, by far. */
const MOST_DIMENSIONS = 64;

function isShape(value: Pickled | undefined): value is readonly number[] {
  return Array.isArray(value) && value.length <= MOST_DIMENSIONS &&
    value.every(isCount);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
