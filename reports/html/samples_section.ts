/** Pictures of the data. */
import type { Samples } from "../tables/samples.ts";
import { html, type Markup, named } from "./html.ts";

/**
 * Writes strips of images, class by class.
 *
 * @param samples The strips; nothing if the folder has none.
 */
export function samplesSection(samples: Samples | undefined): Markup {
  if (samples === undefined || samples.length === 0) {
    return html`
      <section id="data">
        <h2>Data</h2>
        <p>There are no pictures of the data in this result set: samples.json is missing.</p>
      </section>
    `;
  }
  const datasets = [...new Set(samples.map(({ dataset }) => dataset))];
  return html`
    <section id="data">
      <h2>Data</h2>
      <p
        class="says">The first training images of each class, at the most 32 pixels wide.</p>
      <div class="figures">${datasets.map((dataset) =>
        html`<figure><figcaption>${named(dataset)}</figcaption>${
          samples.filter((strip) => strip.dataset === dataset).map(stripMarkup)
        }</figure>`
      )}</div>
    </section>
  `;
}

function stripMarkup(
  { dataset, className, count, width, height, png }: Samples[number],
): Markup {
  return html`
    <p
      class="strip"><span>${named(
        className,
      )}</span><img src="data:image/png;base64,${png}" width="${width}" height="${height}" alt="${count} images of the class ${className} of ${dataset}"></p>
  `;
}
