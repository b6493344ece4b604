/** Loaded before the program: see clock.ts. */
import { setClock } from './clock.ts'

setClock()
