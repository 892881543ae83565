/** @jsxRuntime automatic @jsxImportSource preact */
/** What may be wider than the page. */
import type { ComponentChildren, VNode } from "preact";

/**
 * A region that scrolls sideways, by keys too.
 *
 * @param props Its name, which no other region of the page has, and what is in
 * it.
 */
export function Scroll(
  { label, children }: { label: string; children: ComponentChildren },
): VNode {
  return (
    <div class="scroll" role="region" tabindex={0} aria-label={label}>
      {children}
    </div>
  );
}
