/** Writes small zips by hand, honest ones and others. */
import { crc32, deflateRawSync } from "node:zlib";

/** A member of a zip; whatever is given is written, true or not. */
export interface ZipMember {
  name: string | Uint8Array;
  /** @default {the name's bytes} */
  content?: Uint8Array;
  /** Deflates the content; else it is stored. */
  isDeflated?: boolean;
  /** What is written as the content's compressed form. */
  compressed?: Uint8Array;
  method?: number;
  flags?: number;
  checksum?: number;
  declaredBytes?: number;
  declaredCompressedBytes?: number;
  attributes?: number;
  /** Where the member is said to begin. */
  offset?: number;
}

/** The flag that says that a name is UTF-8. */
export const UTF8 = 0x800;

/** Members that are their own content, by their names alone. */
export function membersOf(...names: string[]): ZipMember[] {
  return names.map((name) => ({ name }));
}

/** A zip of these members. */
export function zipOf(members: readonly ZipMember[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const member of members) {
    const { path, stored, fields } = fieldsOf(member);
    const { attributes = 0, offset = at } = member;
    directory.push(
      numbers([4, 0x02014b50], [2, 20]),
      fields,
      numbers([2, 0], [2, 0], [2, 0], [4, attributes], [4, offset]),
      path,
    );
    const part = joined([numbers([4, 0x04034b50]), fields, path, stored]);
    parts.push(part);
    at += part.length;
  }
  const directoryBytes = joined(directory);
  return joined([
    ...parts,
    directoryBytes,
    numbers(
      [4, 0x06054b50],
      [4, 0],
      [2, members.length],
      [2, members.length],
      [4, directoryBytes.length],
      [4, at],
      [2, 0],
    ),
  ]);
}

/** What the header and the directory say alike. */
function fieldsOf(member: ZipMember) {
  const { name, isDeflated = false, flags = UTF8 } = member;
  const path = typeof name === "string" ? new TextEncoder().encode(name) : name;
  const { content = path } = member;
  const stored = member.compressed ??
    (isDeflated ? new Uint8Array(deflateRawSync(content)) : content);
  const fields = numbers(
    [2, 20],
    [2, flags],
    [2, member.method ?? (isDeflated ? 8 : 0)],
    [4, 0],
    [4, member.checksum ?? crc32(content)],
    [4, member.declaredCompressedBytes ?? stored.length],
    [4, member.declaredBytes ?? content.length],
    [2, path.length],
    [2, 0],
  );
  return { path, stored, fields };
}

/** Little-endian integers, each of so many bytes. */
function numbers(...fields: [size: number, value: number][]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([size, value]) =>
      Array.from({ length: size }, (_, at) => value >>> (8 * at))
    ),
  );
}

/** One array of many. */
export function joined(
  parts: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const all = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
