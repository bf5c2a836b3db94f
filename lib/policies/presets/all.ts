import { dcc } from './dcc.ts'
import { digit } from './digit.ts'
import { mashme } from './mashme.ts'
import { mhhs } from './mhhs.ts'
import { mojaloop } from './mojaloop.ts'

/** The five policies that the product comes from, in the order of the demo. */
export const presets = [dcc, mhhs, digit, mashme, mojaloop]
