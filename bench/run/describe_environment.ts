/** What a run is computed with: suite, packages, system. */
import os from "node:os";
import project from "../../deno.json" with { type: "json" };
import type { RunDocument } from "../../reports/document.ts";

/** Packages that results come from, or are drawn with. */
const PACKAGES = /^@tensorflow\/|^sharp$|^pure-rand|^vega|^@std\/csv$/;

/**
 * Describes this machine and what the suite is made of.
 *
 * @param began When the run began.
 */
export function describeEnvironment(began: Date): RunDocument["environment"] {
  return {
    began: began.toISOString(),
    suite: `${project.name} ${project.version}`,
    packages: pinnedPackages(),
    deno: `${Deno.version.deno}, V8 ${Deno.version.v8}`,
    system: `${Deno.build.os} ${Deno.osRelease()}, ${Deno.build.arch}`,
    processor: os.cpus()[0]?.model.trim(),
    threads: navigator.hardwareConcurrency,
    memoryBytes: os.totalmem(),
  };
}

/** The packages in the versions that the project pins. */
function pinnedPackages(): Record<string, string> {
  const pinned = Object.entries(project.imports)
    .filter(([name]) => PACKAGES.test(name))
    .map(([name, version]) => [
      name.replace(/\/$/, ""),
      version.replace(/^npm:\/?/, ""),
    ]);
  return Object.fromEntries(pinned);
}
