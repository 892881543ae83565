/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** What is not as it was reviewed, and what was compared. */
import type { VNode } from "preact";
import type { RunDocument } from "../document.ts";
import { findingsOf, reviewLine, verdictsLine } from "../terminal/findings.ts";
import { named } from "./named.tsx";

/** The section; nothing where nothing was reviewed. */
export function ReviewSection(
  { document }: { document: RunDocument },
): VNode | null {
  const lines = [verdictsLine(document), reviewLine(document)]
    .filter((line) => line !== undefined);
  if (lines.length === 0) return null;
  return (
    <section>
      <h2 id="review">Compared with the review</h2>
      <p class="says">{lines.map((line) => `${line}.`).join(" ")}</p>
      {findingsOf(document).map(({ isAlarm, title, text, step }) => (
        <details open={isAlarm}>
          <summary>
            <span class={isAlarm ? "departure" : "quiet"}>{named(title)}</span>
          </summary>
          <pre>{named(text)}</pre>
          <p>Next step: {named(step)}.</p>
        </details>
      ))}
    </section>
  );
}
