/** @jsxRuntime automatic @jsxImportSource preact */
/** Pictures of the data. */
import type { VNode } from "preact";
import type { RunDocument } from "../document.ts";
import { named } from "./named.tsx";

/** Strips of images, class by class. */
export function SamplesSection(
  { samples }: Pick<RunDocument, "samples">,
): VNode {
  const datasets = [...Map.groupBy(samples, ({ dataset }) => dataset)];
  return (
    <section id="data">
      <h2>Data</h2>
      <p class="says">
        {datasets.length === 0
          ? "This run recorded no pictures of its data."
          : "The first training images of each class, at most 32 pixels wide."}
      </p>
      <div class="figures">
        {datasets.map(([dataset, strips]) => (
          <figure>
            <figcaption>{named(dataset)}</figcaption>
            {strips.map((strip) => <Strip {...strip} />)}
          </figure>
        ))}
      </div>
    </section>
  );
}

function Strip(
  { dataset, className, count, width, height, png }:
    RunDocument["samples"][number],
): VNode {
  return (
    <p class="strip">
      <span>{named(className)}</span>
      <img
        src={`data:image/png;base64,${png}`}
        width={width}
        height={height}
        alt={`${count} images of the class ${className} of ${dataset}`}
      />
    </p>
  );
}
