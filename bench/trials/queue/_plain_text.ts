/**
 * What others wrote, fit to be shown: terminals obey control characters.
 *
 * @returns The text with a space for each but line breaks.
 */
export function plainText(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, " ");
}
