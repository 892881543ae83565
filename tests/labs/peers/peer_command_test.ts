import { assert, assertEquals } from "@std/assert";
import { PEERS, SUITE } from "../../../labs/peers/peer.ts";
import { peerCommand } from "../../../labs/peers/peer_command.ts";
import { TINY } from "./_samples.ts";

const OPTIONS = {
  setUp: TINY,
  images: "/images",
  scratch: "/scratch",
  engine: { name: "wasm" },
} as const;

const packages = { python: "python9", folder: "/packages" };

Deno.test("peerCommand() starts each peer's own program, which is there", async () => {
  for (const peer of PEERS) {
    const [variant] = peer.variants;
    const { command } = peerCommand(peer, {
      ...OPTIONS,
      variant,
      packages: peer.runtime === "deno" ? undefined : packages,
    });
    const script = command.find((part) => part.includes(peer.script)) ?? "";
    const path = script.startsWith("file:") ? new URL(script) : script;
    assert((await Deno.stat(path)).isFile, peer.name);
    const settings = JSON.parse(command.at(-1)!);
    assertEquals(settings.model, "mlp");
    assertEquals(settings.folder, "/images");
    assertEquals(settings.options, variant.options);
    assertEquals(
      command[0],
      peer.name.startsWith(SUITE) ? Deno.execPath() : "python9",
    );
  }
});

Deno.test("peerCommand() tells libraries their threads, and nothing else does", () => {
  const peer = PEERS.find(({ name }) => name === "pytorch")!;
  const variant = peer.variants.find(({ threads }) => threads === 2)!;
  const outside = ["OMP_PROC_BIND", "TF_ENABLE_ONEDNN_OPTS", "PYTHONSTARTUP"];
  for (const name of outside) Deno.env.set(name, "0");
  const { env } = peerCommand(peer, { ...OPTIONS, variant, packages });
  for (const name of outside) {
    assertEquals(env[name], undefined);
    Deno.env.delete(name);
  }
  assertEquals([env.OMP_NUM_THREADS, env.MKL_NUM_THREADS], ["2", "2"]);
  assertEquals([env.PYTHONPATH, env.CUDA_VISIBLE_DEVICES], ["/packages", ""]);
  assertEquals(env.PATH, Deno.env.get("PATH"));
});
