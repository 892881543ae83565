/** Writes files of PyTorch by hand, honest ones and others. */
import { PthFile } from "../../../models/weights/pth.ts";
import { memorySource } from "./_memory_source.ts";
import { joined, type ZipMember, zipOf } from "../../datasets/_zip.ts";

/** Bytes that the letters of a text stand for. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** A text in a pickle. */
export function text(value: string): string {
  return `X${uint32(value.length)}${value}`;
}

/** An integer in a pickle, in two's complement. */
export function int(value: number): string {
  return `J${uint32(value)}`;
}

/** Four bytes, the lowest first. */
export function uint32(value: number): string {
  return String.fromCharCode(
    value & 255,
    value >>> 8 & 255,
    value >>> 16 & 255,
    value >>> 24 & 255,
  );
}

/** A name of Python in a pickle. */
export function name(module: string, of: string): string {
  return `c${module}\n${of}\n`;
}

/** A storage of floats in a pickle. */
export function storage(key: string, count: number): string {
  return `(${text("storage")}${name("torch", "FloatStorage")}${text(key)}` +
    `${text("cpu")}${int(count)}tQ`;
}

/** What a tensor in a pickle is made of. */
interface PickledTensor {
  key?: string;
  count?: number;
  offset?: number;
  shape: readonly number[];
  strides?: readonly number[];
}

/** A tensor in a pickle. */
export function tensor(options: PickledTensor): string {
  const { key = "0", count = 6, offset = 0, shape } = options;
  const { strides = shape.map(() => 1) } = options;
  const tuple = (values: readonly number[]) => `(${values.map(int).join("")}t`;
  return `${name("torch._utils", "_rebuild_tensor_v2")}(` +
    `${storage(key, count)}${int(offset)}${tuple(shape)}${tuple(strides)}` +
    `\x89${name("collections", "OrderedDict")})RtR`;
}

/** A whole pickle of a dictionary, whose keys are the letters of the alphabet. */
export function dictionary(...values: string[]): string {
  const items = values.map((value, at) => text("abcdefgh"[at]!) + value);
  return `\x80\x02}(${items.join("")}u.`;
}

/** An archive of a pickle and of one storage of six floats. */
export function archive(
  pickle: string,
  others: readonly ZipMember[] = [
    { name: "x/data/0", content: new Uint8Array(24) },
  ],
): Uint8Array<ArrayBuffer> {
  return zipOf([
    { name: "x/data.pkl", content: bytesOf(pickle) },
    ...others,
  ]);
}

/** The older form of a pickle and of storages, each with its key and count. */
export function stream(
  pickle: string,
  storages: readonly { key: string; count: number; bytes: number }[],
  {
    machine = `\x80\x02}${text("little_endian")}\x88s.`,
    version = "M\xe9\x03",
  } = {},
): Uint8Array<ArrayBuffer> {
  const keys = storages.map(({ key }) => text(key)).join("");
  return joined([
    bytesOf("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."),
    bytesOf(`\x80\x02${version}.${machine}${pickle}\x80\x02](${keys}e.`),
    ...storages.flatMap(({ count, bytes }) => [
      bytesOf(uint32(count) + uint32(0)),
      new Uint8Array(bytes),
    ]),
  ]);
}

/** Opens a file that is in memory. */
export function open(bytes: Uint8Array<ArrayBuffer>): PthFile {
  return new PthFile("it.pth", memorySource(bytes));
}
