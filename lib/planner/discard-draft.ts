import { parse } from '#lib/input.ts'
import { type Actor, act } from '#lib/records/command.ts'
import { endDraft, openDraft } from './change-draft.ts'
import { type DraftToDiscard, draftToDiscard } from './input.ts'

/**
 * Removes the draft of a plan for good.
 * @throws Refusal (forbidden), (changed) where somebody else saved or ended it meanwhile
 */
export async function discardDraft(actor: Actor, input: DraftToDiscard): Promise<void> {
  const said = parse(draftToDiscard, input)
  return act(actor, async (acting) => {
    const draft = await openDraft(acting, said)
    if (draft) await endDraft(acting, draft, 'discard')
  })
}
