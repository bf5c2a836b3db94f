import { isTimeZone } from '#lib/time.ts'
import { zoneCity } from './format.ts'
import { locales } from './locales.ts'

/** Zones that the library still lists by a name that the IANA database has left. */
const renamed: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** Every zone of the IANA database, by region and city. */
export const allZones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone')
    .map((zone) => renamed[zone] ?? zone)
    .filter((zone) => isTimeZone(zone) && zone !== 'UTC')
    .sort(),
]

/** By what somebody may type of them: the name or the city, in either language, in small letters. */
const byName = new Map<string, string>()
for (const zone of [...allZones].reverse()) {
  for (const name of [...locales.map((locale) => zoneCity(zone, locale)), zone]) byName.set(plain(name), zone)
}

/** The zone that is meant by its name or its city; what names none is given back as it was typed. */
export const zoneNamed = (typed: string): string => byName.get(plain(typed)) ?? typed.trim()

function plain(name: string): string {
  return name
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
}
