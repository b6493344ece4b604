/** What of the changelog concerns one version. */

/** The part about a version, without its heading; what comes first where the version has none yet. */
export function newsOf(changelog: string, version: string): string {
  const parts = changelog.split(/^## /m).slice(1)
  const part = parts.find((text) => text.startsWith(`[${version}]`)) ?? parts[0] ?? ''
  return part.replace(/^.*\n/, '').trim()
}
