/** @jsxRuntime automatic @jsxImportSource preact */
/** Tables whose rows are stacks of lines on a phone. */
import type { ComponentChildren, VNode } from "preact";

/**
 * A table with a caption and a row of heads. Roles are spelled out: where a
 * style sheet shows a table as blocks, browsers take it for no table.
 */
export function StackTable(
  { caption, columns, look = "", children }: {
    caption: ComponentChildren;
    columns: readonly string[];
    /** Its own classes. */
    look?: string;
    /** Rows. */
    children: ComponentChildren;
  },
): VNode {
  return (
    <table class={`stack ${look}`.trim()} role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => <th role="columnheader">{column}</th>)}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

/** A row, with the cell that names it. */
export function StackRow(
  { head, label, children }: {
    head: ComponentChildren;
    /** What stands before the head on a phone. */
    label?: string;
    /** Cells. */
    children: ComponentChildren;
  },
): VNode {
  return (
    <tr role="row">
      <th role="rowheader" scope="row" data-label={label}>{head}</th>
      {children}
    </tr>
  );
}

/** A cell, with what stands before it on a phone. */
export function StackCell(
  { label, look, children }: {
    label: string;
    /** Its own classes. */
    look?: string;
    children?: ComponentChildren;
  },
): VNode {
  return <td role="cell" data-label={label} class={look}>{children}</td>;
}
