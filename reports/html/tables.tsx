/** @jsxRuntime automatic */
/** @jsxImportSource preact */
/** Tables: rows that become stacks of lines on a phone, and grids of numbers. */
import type { ComponentChildren, VNode } from "preact";

/** A column of a table. */
export interface Column {
  title: string;
  /**
   * What stands before a cell on a phone.
   * @default {the title; nothing before the cell that names the row}
   */
  label?: string;
  /** Whether its cells are short, and stay on one line. @default {false} */
  isShort?: boolean;
}

/** The cells of a row; the first names it. */
export type Cells = readonly ComponentChildren[];

/**
 * A table whose rows are stacks of lines on a phone. Roles are spelled out:
 * where a style sheet shows a table as blocks, browsers take it for no table.
 */
export function StackTable(
  { caption, columns, rows, look = "" }: {
    caption: ComponentChildren;
    columns: readonly Column[];
    rows: readonly Cells[];
    /** Its own class. */
    look?: string;
  },
): VNode {
  return (
    <table class={`stack ${look}`.trim()} role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ title }) => <th role="columnheader">{title}</th>)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(([head, ...cells]) => (
          <tr role="row">
            <th role="rowheader" scope="row" data-label={columns[0]?.label}>
              {head}
            </th>
            {cells.map((cell, at) => {
              const { title, label = title, isShort } = columns[at + 1]!;
              const look = isShort ? "n" : undefined;
              return (
                <td role="cell" data-label={label} class={look}>{cell}</td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/**
 * A table of numbers, in a region that scrolls sideways, by keys too, where it
 * is wider than the page.
 */
export function Grid(
  { name, caption, columns, rows, look = "" }: {
    /** A name that no other region of the page has. */
    name: string;
    caption?: ComponentChildren;
    columns: readonly ComponentChildren[];
    /** The anchor of each row, if it has one, and its cells. */
    rows: readonly { anchor?: string; cells: Cells }[];
    /** Its own class. */
    look?: string;
  },
): VNode {
  return (
    <div class="scroll" role="region" tabindex={0} aria-label={name}>
      <table class={`grid ${look}`.trim()}>
        {caption !== undefined && <caption>{caption}</caption>}
        <thead>
          <tr>{columns.map((column) => <th scope="col">{column}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(({ anchor, cells: [head, ...cells] }) => (
            <tr id={anchor}>
              <th scope="row">{head}</th>
              {cells.map((cell) => <td>{cell}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
