/** Numbers, days and instants as the reader sees them: British, 24 hours, local time; days without a time zone. */
import { addDays, daysBetween, localDayAt, type Day } from '../shared/days.ts'

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `1,204`, of a whole number. Without Intl, whose first object takes longer to make than all else that the page loads. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1,204`, and from ten thousand on `12k`: where there is room for five characters. */
export function shortNumber(value: number): string {
  return value < 10_000 ? number(value) : `${number(Math.floor(value / 1000))}k`
}

/** `1 paper`, `1,204 papers`; the plural is formed with s unless given. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`
}

/** `3.1 MB`, `812 kB`: decimal, as the file managers of most systems count. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000_000) return `${number(Math.ceil(bytes / 1000))} kB`
  const [size, unit] = bytes < 1_000_000_000 ? [bytes / 1_000_000, 'MB'] : [bytes / 1_000_000_000, 'GB']
  return `${size.toFixed(size < 100 ? 1 : 0)} ${unit}`
}

/** `23 June`, with the year if it is another than that of `today`. */
export function dayAndMonth(day: Day, today: Day | null): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const name = `${Number(date)} ${months[Number(month) - 1] ?? ''}`
  return today !== null && today.startsWith(year) ? name : `${name} ${year}`
}

/** `June 2026` */
export function monthName(day: Day): string {
  return `${months[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`
}

/** `19 June 2026` */
export function fullDay(day: Day): string {
  return dayAndMonth(day, null)
}

/** `Tuesday` */
export function weekday(day: Day): string {
  return weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
}

/** `Tuesday 23 June` */
export function longDay(day: Day, today: Day | null): string {
  return `${weekday(day)} ${dayAndMonth(day, today)}`
}

/** `tomorrow`, or `Monday 29 June`. */
export function comingDay(day: Day, today: Day): string {
  return day === addDays(today, 1) ? 'tomorrow' : longDay(day, today)
}

/** `09:41`, local. */
export function clock(at: number): string {
  const date = new Date(at)
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
}

/** `09:41` today, `yesterday, 09:41`, `Sunday 18:02` within a week, `17 June, 18:20` before. */
export function moment(at: number, now: number): string {
  const [day, today] = [localDayAt(at), localDayAt(now)]
  const age = daysBetween(day, today)
  if (age === 0) return clock(at)
  if (age === 1) return `yesterday, ${clock(at)}`
  if (age > 1 && age < 7) return `${weekday(day)} ${clock(at)}`
  return `${dayAndMonth(day, today)}, ${clock(at)}`
}

/** Time of the last save, in the editor: "saved 09:52". */
export function savedAt(at: number): string {
  return `saved ${clock(at)}`
}
