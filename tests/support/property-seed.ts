/**
 * In CI properties are tried with the same values each time, so that a change is judged by what it changes; everywhere
 * else with new ones, so that somebody meets what nobody thought of.
 */
import { configureGlobal } from 'fast-check'

if (process.env['CI'] === 'true') configureGlobal({ seed: 20_261_122 })
