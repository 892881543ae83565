/** @jsxRuntime automatic @jsxImportSource preact */
/** Names that others chose. */
import type { VNode } from "preact";

/** A name, whose direction of writing stays its own. */
export function Named({ name }: { name: string }): VNode {
  return <bdi>{name}</bdi>;
}
