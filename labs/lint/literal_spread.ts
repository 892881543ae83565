/**
 * A rule for `deno lint`: no literal is spread.
 *
 * `...{ a, b }` is `a, b` on fewer lines, and hides properties that the type
 * does not know from the compiler.
 */

/** What a type is said of, without what is said: `value as const`. */
function bare(node: Deno.lint.Expression): Deno.lint.Expression {
  return node.type === "TSAsExpression" ||
      node.type === "TSSatisfiesExpression"
    ? bare(node.expression)
    : node;
}

/** The plugin with the one rule. */
const plugin: Deno.lint.Plugin = {
  name: "finalbn",
  rules: {
    "no-literal-spread": {
      create(context) {
        return {
          SpreadElement(node) {
            const { type } = bare(node.argument);
            if (type !== "ObjectExpression" && type !== "ArrayExpression") {
              return;
            }
            context.report({
              node,
              message: "A literal is spread",
              hint: "Write its parts without the spread",
            });
          },
        };
      },
    },
  },
};

export default plugin;
