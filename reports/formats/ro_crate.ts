/**
 * A run's folder as a research object: RO-Crate 1.1, JSON-LD that says what
 * each file is, what made it, and which paper it is about.
 */

/** A file of the run. */
export interface CrateFile {
  /** Its path in the folder. */
  name: string;
  bytes: number;
}

/** An engine that trained. */
export interface CrateEngine {
  name: "tensorflow" | "wasm";
  version: string;
}

/** What a run's folder holds. */
export interface CrateContent {
  files: readonly CrateFile[];
  /** When its latest trial began, in ISO 8601. */
  date: string;
  /** The suite's version. */
  version: string;
  /** Claims that were checked. */
  claims: readonly string[];
  /** Data sets that they were checked on. */
  datasets: readonly { name: string; title: string; citation: string }[];
  /** What trained, each by name and version; none if that is not known. */
  engines: readonly CrateEngine[];
}

/** What the suite's files are, by their names. */
const KNOWN: Readonly<Record<string, string>> = {
  "claims.csv": "A row an assertion: estimate, interval, p-value, verdict",
  "trials.csv": "A row a trained network and way it was evaluated",
  "history.csv": "A row a trained network and epoch",
  "datapackage.json": "What the columns of the CSV files mean",
  "index.html": "The verdicts, with their evidence in pictures",
  "metrics.json": "Estimates and verdicts by assertion, for dvc",
  "dvc.yaml": "Which files dvc shows as metrics and plots",
};

const FORMATS: Readonly<Record<string, string>> = {
  csv: "text/csv",
  json: "application/json",
  html: "text/html",
  xml: "application/xml",
  yaml: "application/yaml",
  md: "text/markdown",
};

const LICENCE = "https://www.apache.org/licenses/LICENSE-2.0";
const PAPER = "https://arxiv.org/abs/2109.09016";
const SUITE = "#finalbn";
const RUN = "#run";

/**
 * Describes a run's folder. Who ran it is not known, and left out.
 *
 * @returns The text of `ro-crate-metadata.json`.
 */
export function toRoCrate(content: CrateContent): string {
  const { files, date, claims, datasets } = content;
  const parts = files.map(fileEntity);
  const used = datasets.map(datasetEntity);
  const graph = [
    {
      "@id": "ro-crate-metadata.json",
      "@type": "CreativeWork",
      conformsTo: { "@id": "https://w3id.org/ro/crate/1.1" },
      about: { "@id": "./" },
    },
    {
      "@id": "./",
      "@type": "Dataset",
      name: "Claims on final batch normalization, checked",
      description: "Trained networks and verdicts on the claims " +
        claims.join(", "),
      datePublished: date,
      license: { "@id": LICENCE },
      citation: { "@id": PAPER },
      hasPart: linksTo(parts),
      mentions: { "@id": RUN },
    },
    {
      "@id": RUN,
      "@type": "CreateAction",
      name: "Training and statistical assertions",
      endTime: date,
      instrument: { "@id": SUITE },
      object: linksTo(used),
      result: linksTo(parts),
    },
    ...parts,
    ...used,
    ...contextEntities(content),
  ];
  const context = "https://w3id.org/ro/crate/1.1/context";
  return JSON.stringify({ "@context": context, "@graph": graph }, null, 2) +
    "\n";
}

/** What engines are called where people look. */
const ENGINES = {
  tensorflow: { title: "TensorFlow", url: "https://www.tensorflow.org" },
  wasm: {
    title: "TensorFlow.js, WebAssembly backend",
    url: "https://www.npmjs.com/package/@tensorflow/tfjs-backend-wasm",
  },
} as const;

/** The suite, what it is built on, the paper, and the licence. */
function contextEntities({ version, engines }: CrateContent) {
  const software = engines.map((engine) => ({
    "@id": `#${engine.name}-${encodeURIComponent(engine.version)}`,
    "@type": "SoftwareApplication",
    name: ENGINES[engine.name].title,
    version: engine.version,
    url: ENGINES[engine.name].url,
  }));
  return [
    {
      "@id": SUITE,
      "@type": "SoftwareApplication",
      name: "finalbn",
      version,
      url: "https://jsr.io/@finalbn/suite",
      license: { "@id": LICENCE },
      softwareRequirements: linksTo(software),
    },
    ...software,
    {
      "@id": PAPER,
      "@type": "ScholarlyArticle",
      name: "The Unreasonable Effectiveness of the Final Batch Normalization " +
        "Layer",
      author: ["Veysel Kocaman", "Ofer M. Shir", "Thomas Bäck"],
      datePublished: "2021",
      url: PAPER,
    },
    {
      "@id": LICENCE,
      "@type": "CreativeWork",
      name: "Apache License 2.0",
      description: "Free to use, change and share, with its notices kept",
    },
  ];
}

/** One is no list, as RO-Crate recommends, and none is left out. */
function linksTo(entities: readonly { "@id": string }[]) {
  const links = entities.map(({ "@id": id }) => ({ "@id": id }));
  return links.length > 1 ? links : links[0];
}

function fileEntity({ name, bytes }: CrateFile) {
  const format = FORMATS[name.split(".").at(-1) ?? ""];
  const description = KNOWN[name];
  return {
    "@id": name.split("/").map(encodeURIComponent).join("/"),
    "@type": "File",
    name,
    contentSize: String(bytes),
    ...(description === undefined ? {} : { description }),
    ...(format === undefined ? {} : { encodingFormat: format }),
  };
}

function datasetEntity(
  { name, title, citation }: CrateContent["datasets"][number],
) {
  return {
    "@id": `#dataset-${encodeURIComponent(name)}`,
    "@type": "CreativeWork",
    name: title,
    description: citation,
  };
}
