/** A made-up published data set of photographs, and a place to fetch it to. */
import sharp from "sharp";
import type { KnownLeaves } from "../../../datasets/read/_leaf_maps.ts";
import { photographs } from "../../../datasets/read/photographs.ts";
import { published } from "../../../datasets/registry.ts";
import { zipOf } from "../_zip.ts";

/** A zip of two classes of leaves, ten images each, and a readme. */
export async function leafArchive(): Promise<Uint8Array<ArrayBuffer>> {
  const members = [];
  for (const [at, folder] of ["Fig___healthy", "Fig___rust"].entries()) {
    for (let index = 0; index < 10; index++) {
      const background = { r: 20 * index, g: 90 * at, b: 200 };
      const content = await sharp({
        create: { width: 9, height: 9, channels: 3, background },
      }).png().toBuffer();
      members.push({ name: `set/${folder}/${index}.png`, content });
    }
  }
  // Long enough to be broken off in the middle.
  const readme = new TextEncoder().encode("figs".repeat(9000));
  return zipOf([{ name: "readme.txt", content: readme }, ...members]);
}

/** An entry such as the registry has, for an archive of {@linkcode leafArchive}. */
export function figs(
  mirrors: readonly string[],
  options: {
    name?: string;
    collection?: string;
    rust?: RegExp;
    leaves?: KnownLeaves;
    elsewhere?: Record<string, string>;
    /** Of each map. */
    mapBytes?: number;
  } = {},
) {
  const { name = "figs", rust = /fig.*rust/i, ...others } = options;
  const { elsewhere, mapBytes = 1, ...more } = others;
  const reader = photographs({
    name,
    files: [{ name: "fig-archive.zip" }],
    folders: { healthy: /fig.*healthy/i, rust },
    ...more,
  });
  return published(reader, {
    title: "leaves of figs",
    groups: "none are known",
    roles: { majority: ["healthy"], minority: ["rust"] },
    licence: "made up",
    citation: "made up",
    mirrors,
    bytes: [1, mapBytes, mapBytes],
    ...(elsewhere === undefined ? {} : { elsewhere }),
  });
}
