/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** The data: how many images of what, what was left out, and pictures. */
import type { VNode } from "preact";
import type { RunDocument } from "../document.ts";
import { named } from "./named.tsx";
import { Grid } from "./tables.tsx";

type Images = RunDocument["images"][number];

/** The data sets of a run. */
export function SamplesSection(
  { samples, images }: Pick<RunDocument, "samples" | "images">,
): VNode {
  const names = new Set(
    [...images, ...samples].map(({ dataset }) => dataset),
  );
  return (
    <section id="data">
      <h2>Data</h2>
      {names.size === 0 && (
        <p class="says">This run recorded no pictures of its data.</p>
      )}
      {[...names].map((name) => {
        const about = images.find(({ dataset }) => dataset === name);
        const strips = samples.filter(({ dataset }) => dataset === name);
        return (
          <>
            <h3>{named(name)}</h3>
            {about && <Counts {...about} />}
            {about && about.notes.length > 0 && (
              <ul>{about.notes.map((note) => <li>{note}</li>)}</ul>
            )}
            <div class="figures">
              {strips.length > 0 && (
                <figure>
                  <figcaption>
                    The first training images of each class, at most 32 pixels
                    wide.
                  </figcaption>
                  {strips.map((strip) => (
                    <p class="strip">
                      <span>{named(strip.className)}</span>
                      <Picture
                        {...strip}
                        alt={`${strip.count} images of the class ${strip.className} of ${name}`}
                      />
                    </p>
                  ))}
                </figure>
              )}
              {about?.nearCopies && <NearCopies {...about.nearCopies} />}
            </div>
          </>
        );
      })}
    </section>
  );
}

function Counts({ dataset, classes }: Images): VNode {
  const hasGroups = classes.some(({ groups }) => groups !== undefined);
  return (
    <Grid
      name={`images of ${dataset}`}
      columns={[
        "class",
        "to train",
        "to test",
        ...hasGroups ? ["groups"] : [],
      ]}
      rows={classes.map(({ name, train, test, groups }) => ({
        cells: [
          named(name),
          train,
          test,
          ...hasGroups ? [groups ?? "none known"] : [],
        ],
      }))}
    />
  );
}

function NearCopies(
  { tested, found, pairs }: NonNullable<Images["nearCopies"]>,
): VNode {
  if (found === 0) {
    return (
      <p class="says">
        None of {tested} test images has a near-copy in training.
      </p>
    );
  }
  return (
    <figure>
      <figcaption>
        {found} of {tested} test images ({(100 * found / tested).toFixed(1)}
        {" "}
        %) have a near-copy in training. The most alike, each test image beside
        the training image:
      </figcaption>
      <p class="strip">
        {pairs.map((pair, at) => (
          <Picture
            {...pair}
            alt={`near-copies, pair ${at + 1}`}
          />
        ))}
      </p>
    </figure>
  );
}

function Picture(
  { width, height, png, alt }: {
    width: number;
    height: number;
    png: string;
    alt: string;
  },
): VNode {
  return (
    <img
      src={`data:image/png;base64,${png}`}
      width={width}
      height={height}
      alt={alt}
    />
  );
}
