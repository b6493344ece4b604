declare module '@customcommander/ris' {
  /** Records by tag; null for what it cannot read. */
  export function read(text: string): unknown
}
