/** A name as a cell has it: guarded where it looks like a formula. */
export function guarded(name: string): string {
  return /^'*[=+\-@\t\r\n]/.test(name) ? `'${name}` : name;
}
