/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** What the results were computed with, and from. */
import type { VNode } from "preact";
import type { RunFact } from "../run_facts.ts";
import { named } from "./named.tsx";

/** The table of the environment. */
export function EnvironmentSection(
  { facts }: { facts: readonly RunFact[] },
): VNode {
  return (
    <section id="environment">
      <h2>Environment</h2>
      <table class="facts">
        <caption>Versions, machine, seeds, data</caption>
        <tbody>
          {facts.map(({ name, value }) => (
            <tr>
              <th scope="row">{named(name)}</th>
              <td>{named(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
