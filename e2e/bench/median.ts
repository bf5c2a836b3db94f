export const median = (figures: number[]) => figures.toSorted((one, other) => one - other)[figures.length >> 1] ?? 0
