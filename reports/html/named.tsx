/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** Names and sentences that others chose. */
import type { VNode } from "preact";

/** A name, whose direction of writing stays its own. */
export function named(name: string): VNode {
  return <bdi>{name}</bdi>;
}

/** What a claim says, and where it says so. */
export function Quote(
  { sentence, source }: { sentence: string; source: string },
): VNode {
  return (
    <blockquote>
      {named(sentence)}
      <footer>{named(source)}</footer>
    </blockquote>
  );
}
