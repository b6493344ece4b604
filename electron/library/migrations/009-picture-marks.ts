/** Version 9: by what mark a server knows the video that a part is the beginning of, so that the rest can be asked for. */
export function pictureMarks(db: { exec(sql: string): unknown }): void {
  db.exec('ALTER TABLE pictures ADD COLUMN etag TEXT')
}
