/**
 * A variable's value, kept by TensorFlow: compiled steps read it and change it
 * where it is, and it is neither given to them nor handed back.
 */
import { type Attribute, typeAttribute } from "./attributes.ts";
import type { EagerContext } from "./context.ts";
import { AttrType } from "./dtype.ts";

let variables = 0;

/** A TensorFlow resource of one tensor, of a fixed type and shape. */
export class ResourceVariable {
  /** What a compiled step is given: a handle, which stays this object's. */
  readonly resource: bigint;
  readonly #context: EagerContext;
  readonly #type: Attribute;
  /** The value as it was last read; it shares the resource's memory. */
  #value: bigint | undefined;

  /**
   * Makes one.
   *
   * @param context Where it is kept.
   * @param value A handle to its first value, which stays the caller's.
   * @throws {TensorFlowError} If there is no memory for it.
   */
  constructor(context: EagerContext, value: bigint) {
    const { dtype, shape } = context.describe(value);
    this.#context = context;
    this.#type = typeAttribute("dtype", dtype);
    const name = `variable_${variables++}`;
    const [resource] = context.execute(
      "VarHandleOp",
      [
        this.#type,
        { name: "shape", type: AttrType.SHAPE, value: shape },
        { name: "shared_name", type: AttrType.STRING, value: name },
      ],
      [],
      1,
    );
    this.resource = resource as bigint;
    context.execute("AssignVariableOp", [this.#type], [
      this.resource,
      value,
    ], 0);
  }

  /** A handle to the value, which stays this object's until the next change. */
  read(): bigint {
    this.#value ??= this.#context.execute(
      "ReadVariableOp",
      [this.#type],
      [this.resource],
      1,
    )[0] as bigint;
    return this.#value;
  }

  /**
   * Says that a step is about to change it. What was read is let go: while
   * someone holds it, the step would have to copy it first.
   */
  willChange(): void {
    if (this.#value !== undefined) this.#context.delete(this.#value);
    this.#value = undefined;
  }

  /** Gives it back. */
  dispose(): void {
    this.willChange();
    this.#context.execute("DestroyResourceOp", [], [this.resource], 0);
    this.#context.delete(this.resource);
  }
}
