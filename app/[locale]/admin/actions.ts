'use server'

import { actingPerson } from '#lib/auth/viewer.ts'
import { signOutEverywhere } from '#lib/auth/sign-out-everywhere.ts'

/** Ends all sessions of the person who asks. */
export async function signOutEverywhereAction(): Promise<void> {
  await signOutEverywhere(await actingPerson())
}
