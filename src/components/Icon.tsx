/** The icons, all of one family: 16 grid, 1.4 stroke, round ends, the colour of the text. Only a set star is filled. */
import type { ReactNode } from 'react'

const shapes = {
  triage: (
    <path d="M2 8.6 4 3.2h8l2 5.400v4.200H2zM2 8.600h3.600c.2 1.400 1.100 2.200 2.400 2.200s2.200-.8 2.400-2.200H14" />
  ),
  later: <path d="M4.500 2.300h7v11.400L8 10.600l-3.500 3.100z" />,
  star: (
    <path d="m8 1.900 1.900 3.900 4.300.6-3.100 3 .7 4.300L8 11.700l-3.800 2 .7-4.300-3.100-3 4.300-.6z" />
  ),
  starred: (
    <path
      fill="currentColor"
      d="m8 1.900 1.900 3.900 4.300.6-3.100 3 .7 4.300L8 11.700l-3.800 2 .7-4.300-3.100-3 4.300-.6z"
    />
  ),
  note: (
    <path d="m2.500 13.500.9-3.300 7.400-7.400a1.300 1.300 0 0 1 1.800 0l.6.600a1.300 1.300 0 0 1 0 1.800l-7.400 7.400zM9.600 4l2.400 2.400" />
  ),
  week: (
    <path d="M2.700 3.500v9.300M5.300 8v4.800M8 5.500v7.300M10.700 7.800v5M13.300 10v2.800M2 12.800h12" />
  ),
  read: <path d="m2.600 8.700 3.500 3.500 7.300-7.900" />,
  skipped: <path d="M3.500 8h9" />,
  everything: (
    <path d="M2.200 2.800h2.700v10.400H2.200zM6.100 2.800h2.700v10.400H6.100zM10 3.500l2.300-.6 2.200 9.900-2.300.5z" />
  ),
  search: (
    <path d="M7 11.800a4.800 4.800 0 1 0 0-9.600 4.800 4.800 0 0 0 0 9.600zM10.500 10.500l3.400 3.400" />
  ),
  stats: <path d="M2.300 2.300v11.400h11.600M4.700 10.400l2.700-3.200 2.300 1.700 3.800-5" />,
  settings: (
    <path d="M1.900 5h6.600M12.400 5h1.700M1.900 11h1.700M7.500 11h6.600M10.400 6.900a1.900 1.900 0 1 0 0-3.800 1.900 1.900 0 0 0 0 3.800zM5.600 12.900a1.900 1.900 0 1 0 0-3.800 1.900 1.900 0 0 0 0 3.800z" />
  ),
  snoozed: <path d="M13.600 9.700A5.900 5.900 0 0 1 6.300 2.400a5.900 5.900 0 1 0 7.300 7.300z" />,
  tag: <path d="M2.300 2.600v4.900l6.300 6.300 5.100-5.100-6.300-6.300H2.500zM5.300 5.400v.1" />,
  page: <path d="M6.800 3H3v10h10V9.200M9.300 2.700h4v4M13.100 2.900 7.600 8.400" />,
  pdf: <path d="M3.600 2h5.600l3.300 3.300V14H3.600zM9 2.200v3.300h3.300" />,
  discussion: <path d="M2.200 3h11.600v8H7.600l-2.900 2.600V11H2.200z" />,
  keep: <path d="M8 2.200v7.600M4.800 6.800 8 10l3.200-3.200M2.800 13.400h10.400" />,
  undo: <path d="M5.300 2.900 2.500 5.700l2.800 2.800M2.700 5.700h6.900a3.700 3.700 0 0 1 0 7.400H6.200" />,
  sync: (
    <path d="M13.500 6.500A5.700 5.700 0 0 0 3.300 4.700L2.500 6M2.500 2.700V6h3.300M2.500 9.500a5.700 5.700 0 0 0 10.200 1.800l.8-1.300M13.500 13.300V10h-3.300" />
  ),
  offline: (
    <path d="M2 2.300l12 11.400M1.700 6.500a9.200 9.200 0 0 1 2.700-1.700M7 4c2.700-.3 5.300.6 7.300 2.500M4 9c.7-.7 1.500-1.200 2.400-1.500M10.300 8c.6.300 1.200.6 1.700 1.100M8 12.300v.1" />
  ),
  attention: <path d="M8 2.300 1.900 13.300h12.200zM8 6.500v3.300M8 11.600v.1" />,
  copy: <path d="M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3" />,
  more: <path d="M3.500 8v.1M8 8v.1M12.500 8v.1" strokeWidth="1.900" />,
  day: <path d="M2.500 3.700h11v9.600h-11zM2.500 6.600h11M5.300 2.200v2.600M10.700 2.200v2.600" />,
  announced: <path d="M8 2.500v11M2.500 8h11M4.400 4.400l7.200 7.200M11.600 4.400l-7.200 7.200" />,
  crossListed: <path d="M2.500 5h9M9 2.500 11.500 5 9 7.500M13.500 11h-9M7 8.500 4.500 11 7 13.500" />,
  previous: <path d="M9.800 3.500 5.300 8l4.500 4.500" />,
  next: <path d="M6.200 3.500 10.700 8l-4.500 4.500" />,
  tick: <path d="m3.800 8.400 2.800 2.800 5.600-6" strokeWidth="1.800" />,
} as const satisfies Readonly<Record<string, ReactNode>>

export type IconName = keyof typeof shapes

/** An icon, silent for screen readers: what it stands beside says it in words. */
export function Icon({
  name,
  size = 16,
  className,
}: {
  name: IconName
  size?: number
  className?: string | undefined
}) {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.400"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes[name]}
    </svg>
  )
}

/** The mark, *the eighth*: a sheet folded three times, its last leaf in pen. */
export function Mark({ size }: { size: number }) {
  // Large, the lines would look heavy: they grow more slowly than the sheet.
  const scale = size > 32 ? 0.6 : 1
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true">
      <path d="M9 12.500h5.500v4.250H9z" fill="var(--pen)" />
      <g fill="none" stroke="var(--ink)">
        <path d="M3.500 1.250h11v15.500h-11z" strokeWidth={1.2 * scale} />
        <path strokeWidth={scale} d="M3.500 9h11M9 9v7.750M9 12.500h5.500" />
      </g>
    </svg>
  )
}
