/** @jsxRuntime automatic @jsxImportSource preact */
/** What the results were computed with, and from. */
import type { VNode } from "preact";
import type { RunFact } from "../run_facts.ts";
import { Named } from "./named.tsx";

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
              <th scope="row">
                <Named name={name} />
              </th>
              <td>
                <Named name={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
