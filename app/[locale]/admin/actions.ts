'use server'

import { signOutEverywhere } from '#lib/auth/sign-out-everywhere.ts'
import { actingPerson } from '#lib/auth/viewer.ts'

/** Ends all sessions of the person who asks. */
export async function signOutEverywhereAction(): Promise<void> {
  await signOutEverywhere(await actingPerson())
}
