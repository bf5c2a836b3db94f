import { problem } from '#lib/problem.ts'
import { inLanguage, leavePath } from '#lib/routes.ts'
import { endSubscription } from '#lib/subscribers/end-subscription.ts'

type Context = { params: Promise<{ key: string }> }

/** One-click unsubscribe (RFC 8058): a POST by the reader's mail program ends it at once, without a redirect. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  try {
    await endSubscription((await params).key)
    return new Response('Unsubscribed.\n', { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  } catch (error) {
    return problem(error)
  }
}

/** A person who opens the address in a browser is led to the page that asks them. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  return new Response(null, {
    status: 303,
    headers: { Location: inLanguage('en', leavePath((await params).key)) },
  })
}
