/** What a spreadsheet takes for the beginning of a formula, at the beginning of a cell or of a line in it. */
const armed = /(?<=^|[\r\n])('*)(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/g
const disarmed = /(?<=^|[\r\n])'('*)(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/g

/** A text as a cell that no spreadsheet runs: an apostrophe before what would begin a formula, in every line. */
export const disarm = (text: string) => text.replace(armed, "'$1")

/** The text that a disarmed cell stands for. */
export const arm = (cell: string) => cell.replace(disarmed, '$1')
