import type { Locator, Page } from '@playwright/test'

/** A finger on a page: what the browser makes of it, scrolling or carrying, is its own doing. */
export async function fingerOn(page: Page) {
  const browser = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Point) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
  let here: Point = { x: 0, y: 0 }
  return {
    press: async (on: Locator) => {
      const box = await on.boundingBox()
      if (!box) throw new Error('There is nothing to touch.')
      here = { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 12) }
      await send('touchStart', here)
    },
    /** Moves by so many pixels, as a finger does: through all between. */
    move: async (by: Point) => {
      const from = here
      for (let step = 1; step <= 12; step++) {
        here = { x: from.x + (by.x * step) / 12, y: from.y + (by.y * step) / 12 }
        await send('touchMove', here)
      }
    },
    lift: () => send('touchEnd'),
  }
}
type Point = { x: number; y: number }

/** How far it is from one thing to another, centre to centre. */
export async function between(one: Locator, other: Locator): Promise<Point> {
  const [from, to] = [await one.boundingBox(), await other.boundingBox()]
  if (!from || !to) throw new Error('One of the two is not there.')
  const middle = (box: typeof from) => ({ x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 12) })
  return { x: middle(to).x - middle(from).x, y: middle(to).y - middle(from).y }
}
