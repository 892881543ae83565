/** The independent protocol draws, measures and prints what it should. */
import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { outcomeOf } from "../../_process.ts";
import { canRun } from "../../_python.ts";
import { packages } from "../peers/_installed.ts";

const own = packages.get("pytorch");
const python = own?.python ?? "python3";
const hasTorch = own !== undefined ||
  await canRun(python, "-c", "import numpy, torch");
const reason = hasTorch ? "" : " (skipped: no PyTorch)";

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

Deno.test({
  name: `the independent protocol holds to its own checks${reason}`,
  ignore: !hasTorch,
  async fn() {
    const { code, stderr } = await outcomeOf(
      new Deno.Command(python, {
        args: [
          pathOf("./check_protocol.py"),
          pathOf("../../../labs/independent"),
        ],
        env: own === undefined ? {} : { PYTHONPATH: own.folder },
      }),
    );
    assertEquals(code, 0, stderr);
  },
});
