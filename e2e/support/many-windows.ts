import pg from 'pg'

/**
 * Fills the two years ahead with published windows, spread evenly over the days and the services that have a letter, as
 * the portal itself; all in one transaction, so that one edition shows them.
 */
export async function publishWindows(databaseUrl: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('begin')
  await client.query('select almanac_enter_as(null)')
  await client.query(
    `with chosen as (
       select id, time_zone, row_number() over (order by position) - 1 as place, count(*) over () as places
       from services where letter is not null
     ), numbers as (
       select n, date_trunc('month', now())::date + (n::bigint * 730 / $1)::int + time '20:00' + (n % 4) * interval '30 minutes' as starts
       from generate_series(0, $1 - 1) as n
     )
     insert into windows (id, reference, service_id, kind, state, title, starts_local, minutes, time_zone, starts_at, ends_at, published_at)
     select 'many' || lpad(n::text, 8, '0'), 'M-2099-' || n + 1, id, 'planned', 'planned',
       jsonb_build_object('en', 'Maintenance ' || n + 1, 'hi', 'रखरखाव ' || n + 1), starts, 240, time_zone,
       starts at time zone time_zone, starts at time zone time_zone + interval '4 hours', now()
     from numbers join chosen on n % places = place`,
    [count],
  )
  await client.query('commit')
  await client.end()
}
