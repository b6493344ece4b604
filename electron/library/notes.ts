/** One note per paper, with every text it ever had. */
import type { Note, PaperId } from '../../src/shared/domain.ts'
import type { NoteRecord } from '../../src/shared/library-records.ts'
import type { Db } from './db.ts'
import { cut } from './text.ts'

interface NoteRow {
  readonly text: string
  readonly revision: number
  readonly edited_at: number | null
}

interface Written extends NoteRow {
  readonly id: PaperId
  readonly line: string | null
}

/** A note that was never written. */
const noNote: Note = { text: '', revision: 0, editedAt: null }

/** Length of the first line that lists show. */
const lineLength = 240

export type Notes = ReturnType<typeof createNotes>

export function createNotes(db: Db) {
  const get = db.prepare<{ id: PaperId }, NoteRow>(
    'SELECT text, revision, edited_at FROM notes WHERE paper_id = @id',
  )
  const insert = db.prepare<Written>(`
    INSERT INTO notes (paper_id, text, line, revision, edited_at)
    VALUES (@id, @text, @line, @revision, @edited_at)`)
  const update = db.prepare<Written>(`
    UPDATE notes SET text = @text, line = @line, revision = @revision, edited_at = @edited_at WHERE paper_id = @id`)
  const redate = db.prepare<{ id: PaperId; editedAt: number | null }>(
    'UPDATE notes SET edited_at = @editedAt WHERE paper_id = @id',
  )
  const keep = db.prepare<Written>(`
    INSERT INTO note_revisions (paper_id, revision, text, edited_at) VALUES (@id, @revision, @text, @edited_at)`)
  const keepNew = db.prepare<Written>(`
    INSERT INTO note_revisions (paper_id, revision, text, edited_at) VALUES (@id, @revision, @text, @edited_at)
    ON CONFLICT DO NOTHING`)
  const revision = db.prepare<{ id: PaperId; revision: number }, { text: string }>(
    'SELECT text FROM note_revisions WHERE paper_id = @id AND revision = @revision',
  )

  function read(id: PaperId): Note {
    const row = get.get({ id })
    return row === undefined ? noNote : { text: row.text, revision: row.revision, editedAt: row.edited_at }
  }

  function textOf(id: PaperId, number: number): string {
    return number === 0 ? '' : (revision.get({ id, revision: number })?.text ?? '')
  }

  return {
    read,

    /** Writes the next revision. `editedAt` is null only where the note becomes what it was before it was ever written. */
    write: (id: PaperId, text: string, editedAt: number | null): Note => {
      const next = {
        id,
        text,
        line: firstLine(text),
        revision: read(id).revision + 1,
        edited_at: editedAt,
      }
      // Not an upsert: its conflict rule would also hold inside triggers on this table.
      const write = next.revision === 1 ? insert : update
      write.run(next)
      keep.run(next)
      return { text, revision: next.revision, editedAt }
    },

    /** Gives a paper without a note that of another library, with the revisions that its history names. */
    adopt: (id: PaperId, { text, revision, editedAt, earlier }: NoteRecord): void => {
      const current = { id, text, line: firstLine(text), revision, edited_at: editedAt }
      insert.run(current)
      for (const each of [...earlier, { text, revision, editedAt }]) {
        keepNew.run({ ...current, text: each.text, revision: each.revision, edited_at: each.editedAt })
      }
    },

    /** Says when the note was last edited, where its last revisions have come to nothing. */
    redate: (id: PaperId, editedAt: number | null): void => {
      redate.run({ id, editedAt })
    },

    /** The text of a revision; empty for revision 0. */
    textOf,
  }
}

/** The first line with something on it, cut for a list; null if there is none. */
export function firstLine(text: string): string | null {
  const line = /\S.*/.exec(text)?.[0].trim() ?? ''
  return line === '' ? null : cut(line, lineLength)
}
