/** What can go wrong with a run on one machine, each thing done on purpose. */
import { killNow } from "./bench_run.ts";
import type { Fault, FaultStage } from "./fault.ts";
import { moment } from "./moment.ts";

/** Bytes of a disk that is full before the run is done. */
const SMALL_DISK = 160 * 1024;

/** What is tried with the workers of one machine. */
export const LOCAL_FAULTS: readonly Fault[] = [
  {
    name: "the whole run killed",
    async inflict(stage) {
      await killWhole(stage);
      return undefined;
    },
  },
  {
    name: "the parent killed alone",
    async inflict(stage) {
      const run = stage.start();
      await moment(stage);
      return await run.killAndFindOrphans();
    },
  },
  {
    name: "a worker killed",
    async inflict(stage) {
      const run = stage.start();
      await moment(stage);
      const workers = await run.children();
      const at = Math.floor(stage.random() * workers.length);
      if (workers[at] !== undefined) killNow(workers[at]);
      const { code, text } = await run.end();
      return code <= 1 ? undefined : `it ended with ${code}: ${text}`;
    },
  },
  {
    name: "two runs at once",
    async inflict(stage) {
      const first = stage.start();
      await moment(stage);
      const second = stage.start(undefined, "second");
      for (const { code, text } of [await first.end(), await second.end()]) {
        if (code > 1) return `one ended with ${code}: ${text}`;
      }
      return undefined;
    },
  },
  {
    name: "the store damaged",
    async inflict(stage) {
      await killWhole(stage);
      await overwrite(stage);
      return undefined;
    },
  },
  {
    name: "the disk full",
    async obstacle() {
      const folder = await Deno.makeTempDir();
      try {
        const isMounted = await mount(folder, SMALL_DISK);
        if (isMounted) await unmount(folder);
        return isMounted ? undefined : "only root may mount a small disk";
      } finally {
        await Deno.remove(folder);
      }
    },
    async inflict(stage) {
      const disk = stage.store.slice(0, stage.store.lastIndexOf("/"));
      await mount(disk, SMALL_DISK);
      const { code, text } = await stage.start().end();
      await unmountKeeping(disk, stage.folder);
      const isTold = text.includes("Next step: free some room");
      return code === 4 && isTold
        ? undefined
        : `it ended with ${code}: ${text}`;
    },
  },
];

/** Kills a run and all its workers at some moment. */
async function killWhole(stage: FaultStage): Promise<void> {
  const run = stage.start();
  await moment(stage);
  const workers = await run.children();
  run.kill();
  workers.forEach(killNow);
  await run.end();
}

/** Overwrites a part of the store's file, wherever that falls. */
async function overwrite({ store, random }: FaultStage): Promise<void> {
  try {
    using file = await Deno.open(store, { write: true, read: true });
    const { size } = await file.stat();
    await file.seek(Math.floor(random() * size), Deno.SeekMode.Start);
    await file.write(new Uint8Array(6000).fill(0xa5));
  } catch (error) {
    // Killed before there was a store.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function mount(folder: string, bytes: number): Promise<boolean> {
  await Deno.mkdir(folder, { recursive: true });
  const options = ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", folder];
  return await succeeds("mount", options);
}

async function unmount(folder: string): Promise<void> {
  await succeeds("umount", [folder]);
}

/** Takes the small disk away, and puts what was on it into its place. */
async function unmountKeeping(disk: string, folder: string): Promise<void> {
  const copy = `${folder}/copy`;
  await succeeds("cp", ["-a", disk, copy]);
  await unmount(disk);
  await succeeds("cp", ["-a", `${copy}/.`, disk]);
}

async function succeeds(command: string, args: string[]): Promise<boolean> {
  const { success } = await new Deno.Command(command, {
    args,
    stdout: "null",
    stderr: "null",
  }).output();
  return success;
}
