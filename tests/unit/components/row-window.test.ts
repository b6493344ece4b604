import { assert, constant, constantFrom, double, integer, option, property, record } from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heightOf, rowsWithin, scrolledTo, topOf } from '../../../src/components/row-window.ts'
import type { RowGeometry } from '../../../src/components/row-window.ts'

const geometries: Arbitrary<RowGeometry> = integer({ min: 1, max: 100_000 }).chain((count) =>
  record({
    count: constant(count),
    rowHeight: constantFrom(46, 66, 84, 99.5),
    ruleBefore: option(integer({ min: 0, max: count - 1 })),
  }),
)
const shares = double({ min: 0, max: 1, noNaN: true })

/** A list scrolled to somewhere, and a row of it. */
const views = record({
  geometry: geometries,
  height: integer({ min: 300, max: 2000 }),
  scrolled: shares,
  which: shares,
}).map(({ geometry, height, scrolled, which }) => ({
  geometry,
  height,
  top: scrolled * Math.max(0, heightOf(geometry) - height),
  index: Math.floor(which * (geometry.count - 1)),
}))

describe('the rows in view', () => {
  it('are those that have a part of their height there, and no others', () => {
    assert(
      property(views, ({ geometry, height, top, index }) => {
        const { from, to } = rowsWithin(geometry, top, height)
        const isThere = topOf(geometry, index + 1) > top && topOf(geometry, index) < top + height
        if (isThere) expect(index >= from && index < to).toBe(true)
        expect(to - from).toBeLessThanOrEqual(Math.ceil(height / geometry.rowHeight) + 2)
      }),
    )
  })
})

describe('scrolling to a row', () => {
  it('shows it whole, with the rows beside it, where the list has room for them', () => {
    assert(
      property(views, ({ geometry, height, top, index }) => {
        const to = scrolledTo(geometry, index, { top, height })
        expect(topOf(geometry, index)).toBeGreaterThanOrEqual(to - 0.001)
        expect(topOf(geometry, index + 1)).toBeLessThanOrEqual(to + height + 0.001)
        if (index > 0) expect(topOf(geometry, index) - geometry.rowHeight).toBeGreaterThanOrEqual(to - 0.001)
      }),
    )
  })

  it('leaves the list where it is if the row is in view already', () => {
    const geometry = { count: 100, rowHeight: 66, ruleBefore: null }
    expect(scrolledTo(geometry, 20, { top: 1000, height: 700 })).toBe(1000)
  })

  it('never goes beyond the ends', () => {
    assert(
      property(views, ({ geometry, height, top, index }) => {
        const to = scrolledTo(geometry, index, { top, height })
        expect(to).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThanOrEqual(Math.max(0, heightOf(geometry) - height))
      }),
    )
  })
})
