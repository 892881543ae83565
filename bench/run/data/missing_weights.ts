/** What to do where weights of a network are wanted, and none are there. */
import type { NetworkName } from "../../../models/networks/network.ts";
import { isPackagedWeights, PACKAGED_WEIGHTS } from "./packaged_weights.ts";
import { torchCheckpoints } from "./torch_weights.ts";

/**
 * Says how weights of a network can be had.
 *
 * @param model Which network's.
 * @param hub The name of its weights on the hub, if there are any.
 * @returns A sentence, and the ways, one a line.
 */
export function missingWeights(model: NetworkName, hub?: string): string {
  const ways = [
    isPackagedWeights(model)
      ? `--weights ${model} fetches them with pip or uv`
      : `--model ${PACKAGED_WEIGHTS[0]} has weights that pip or uv can fetch`,
    hub === undefined
      ? "--weights FILE takes a file of torch.save(network.state_dict(), FILE)"
      : `python -c 'import torchvision; torchvision.models.${model}` +
        `(weights="IMAGENET1K_V1")' fetches them into ` +
        `${torchCheckpoints() ?? "torch's cache"}, where they are found`,
    hub === undefined
      ? "--weights FILE takes a file of safetensors, with the same names"
      : `--weights ${hub} fetches them from huggingface.co, and --weights ` +
        "FILE takes any .safetensors or .pth file of them",
  ];
  return `Cannot find weights of ${model}. Next step, one of:\n` +
    ways.map((way) => `  - ${way}`).join("\n");
}
