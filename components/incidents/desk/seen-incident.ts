/** Which incident a form is of, which version of it was seen, and the zone in which changes made meanwhile are told. */
export type SeenIncident = { id: string; version: number; zone: string }

export const formOf = ({ id, version, zone }: SeenIncident) => ({ hidden: { id, version }, zone })
