/** What the results were computed with, and from. */
import type { EnvironmentRow } from "../tables/environment_csv.ts";
import { html, type Markup, named } from "./html.ts";

/**
 * Writes the table of the environment.
 *
 * @param rows What is known, in order.
 */
export function environmentSection(rows: readonly EnvironmentRow[]): Markup {
  return html`
    <section id="environment">
      <h2>Environment</h2>
      <table class="facts">
        <caption>Versions, machine, seeds, data</caption>
        <tbody>${rows.map(({ name = "", value = "" }) =>
          html`
            <tr>
              <th scope="row">${named(name)}</th>
              <td>${named(value)}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </section>
  `;
}
