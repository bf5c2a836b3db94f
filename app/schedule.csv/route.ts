import { asReader } from '#db/scope.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { readFeed } from '#lib/feeds/queries.ts'
import { serialiseTable } from '#lib/feeds/table.ts'
import { settings } from '#lib/settings.ts'

/** `/schedule.csv`: the forward schedule as a table that the import reads. Parameters: service, environment, lang. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams
  return asReader((await viewer())?.id ?? null, async (tx) => {
    const { frame, locale, windows, spans } = await readFeed(tx, asked, new Date())
    return new Response(serialiseTable(settings.baseUrl(), locale, windows, spans), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'x-edition': String(frame.edition),
      },
    })
  })
}
