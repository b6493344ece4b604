/**
 * The steps from one shape of the library to the next. Steps are only ever added at the end and never edited once
 * released (tests/unit/library/migrations.test.ts holds their hashes); the way back is the copy made before.
 */
import type { Db } from '../db.ts'
import { papers } from './001-papers.ts'
import { originals } from './002-originals.ts'
import { search } from './003-search.ts'
import { kept } from './004-kept.ts'
import { pictures } from './005-pictures.ts'
import { arxiv } from './006-arxiv.ts'
import { twins } from './007-twins.ts'
import { fullTexts } from './008-full-texts.ts'
import { pictureMarks } from './009-picture-marks.ts'

/** One step: plain SQL, importing nothing of the app, because the app changes and the step must not. */
export type Migration = (db: Db) => void

/** The step at index n leads from version n to version n + 1. */
export const migrations: readonly Migration[] = [
  papers,
  originals,
  search,
  kept,
  pictures,
  arxiv,
  twins,
  fullTexts,
  pictureMarks,
]

/** `application_id` of an Octavo library: "Octv". */
export const applicationId = 0x4f637476

/** Whose a file is: `application_id`. 0 is nobody's. */
export function applicationOf(db: Db): number {
  return Number(db.pragma('application_id', { simple: true }))
}

/** The shape of a library file: `user_version`. 0 is an empty file. */
export function versionOf(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** Runs all pending steps in one transaction: either the library arrives at the newest version or nothing happened. */
export function migrate(db: Db, steps: readonly Migration[]): void {
  const from = versionOf(db)
  if (from >= steps.length) return
  db.exec('BEGIN EXCLUSIVE')
  try {
    for (const step of steps.slice(from)) step(db)
    db.pragma(`user_version = ${steps.length}`)
    db.exec('COMMIT')
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}
