/** Imported before anything else: zod would try to compile its schemas, which the content policy forbids and reports. */
import { z } from 'zod'

z.config({ jitless: true })
