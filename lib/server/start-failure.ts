/** Why Almanac does not start: one sentence for the operator, printed instead of a stack. */
export class StartFailure extends Error {}
