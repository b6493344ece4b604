/** The worked examples that stand beside the project, where they are at hand: arXiv's BibTeX and our CSL-JSON, letter for letter. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { bibtex } from '../../../electron/export/bibtex.ts'
import { citableOf } from '../../../electron/export/citable.ts'
import { cslJson } from '../../../electron/export/csl-json.ts'
import { fullName } from '../../../electron/export/person-name.ts'
import { ris } from '../../../electron/export/ris.ts'
import { paperBy } from './papers.ts'

const file = resolve(import.meta.dirname, '../../../../shared/data/feed-samples/citation_examples.json')
const name = z.object({ family: z.string(), given: z.string() })
const examples = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      bibtex: z.string(),
      ris: z.string(),
      csl: z.looseObject({
        title: z.string(),
        author: z.array(name),
        issued: z.object({ 'date-parts': z.tuple([z.tuple([z.number(), z.number(), z.number()])]) }),
        version: z.string(),
        categories: z.array(z.string()),
      }),
    }),
  ),
})

it.skipIf(!existsSync(file))('the worked examples come out as they are', () => {
  const { items } = examples.parse(JSON.parse(readFileSync(file, 'utf8')))
  expect(items.length).toBeGreaterThan(0)
  for (const item of items) {
    const { csl } = item
    const day = csl.issued['date-parts'][0].map((part) => String(part).padStart(2, '0')).join('-')
    const names = csl.author.map((parts) => fullName({ ...parts, particle: '', suffix: '' }))
    const doi = /doi=\{(.*)\}/.exec(item.bibtex)?.[1] ?? null
    const paper = citableOf({
      ...paperBy(csl.title, names),
      arxivId: item.id,
      publishedOn: day,
      arxiv: {
        version: Number(csl.version.slice(1)),
        updatedOn: day,
        categories: csl.categories,
        comment: null,
        doi,
        journalRef: null,
      },
    })
    // BibTeX's own convention is a DOI without an address, which arXiv gives.
    expect(bibtex([paper])).toBe(`${item.bibtex.replace('doi={https://doi.org/', 'doi={')}\n`)
    // The examples cite arXiv's DOI even where there is a publisher's.
    const ours: unknown = JSON.parse(cslJson([doi === null ? paper : { ...paper, publisherDoi: null }]))
    expect(ours).toMatchObject([csl])
    const lines = ris([{ ...paper, publisherDoi: null }]).split('\r\n')
    const wanted = item.ris.split('\r\n').filter((line) => !line.startsWith('AB  - '))
    expect(lines.filter((line) => !line.startsWith('AB  - ')).slice(0, wanted.length)).toEqual(wanted)
  }
})
